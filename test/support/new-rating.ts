/** A rating of a department, for tests of pages. */
import { idFrom } from '../../src/platform/ids.js';
import type { RatingFacts } from '../../workflows/supervision/rating.js';
import { LEAD, type TestApp, theSystem } from './app.js';
import { aRating } from './ratings.js';

/** A failing rating as the system drafts it. Returns its id. */
export async function newDraftedRating(test: TestApp, given: Partial<RatingFacts> = {}): Promise<string> {
  const facts = aRating({ campaign: test.campaign, department: LEAD, ...given });
  const id = idFrom('rating', test.campaign, facts.quarter, facts.department);
  const { records } = test.wiring;
  await records.create({ kind: 'rating', id, facts, actor: theSystem });
  await records.relay.drain();
  return id;
}

/** The same, published by the office. */
export async function newPublishedRating(test: TestApp, given: Partial<RatingFacts> = {}): Promise<string> {
  const id = await newDraftedRating(test, given);
  await test.put('campaign_office', id, { type: 'PUBLISH', remark: '' }, 'rating');
  return id;
}
