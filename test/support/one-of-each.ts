/** One record of every kind that belongs to a department, for tests that go over all routes. */
import { bookletId } from '../../src/booklets/ask-booklets.js';
import { periodPlanId } from '../../src/period-plans/make-plan.js';
import { idFrom } from '../../src/platform/ids.js';
import { newCase } from '../../workflows/accountability/case.js';
import { type TestApp, theSystem } from './app.js';
import { aBooklet, aPeriodPlan } from './duties.js';
import { newDraftedItem } from './new-item.js';
import { newReceivedMatter } from './new-matter.js';
import { newPublishedRating } from './new-rating.js';

/** The department, who works there, and a word that keeps this set apart from another. */
export interface Owner {
  department: string;
  /** The login of its liaison. */
  liaison: string;
  key: string;
}

/** Ids by kind: a task at work, a nominated site, a published rating, everything else as it begins. */
export async function oneOfEach(test: TestApp, { department, liaison, key }: Owner) {
  const { records: write } = test.wiring;
  const { campaign } = test;
  const task = await test.newDraft({ leadDepartment: department });
  await test.put('campaign_office', task, { type: 'ASSIGN' });
  await test.put(liaison, task, { type: 'ACKNOWLEDGE' });
  const site = await test.newNominatedSite({ department, key: `hall-${key}` });
  const indicator = await test.newTrackedIndicator({ owner: department, code: `IN-${key}` });
  const booklet = bookletId(campaign, department);
  const plan = periodPlanId(campaign, department, '2026-06');
  const facts = { campaign, department };
  await write.create({ kind: 'booklet', id: booklet, facts: aBooklet(facts), actor: theSystem });
  await write.create({ kind: 'periodPlan', id: plan, facts: aPeriodPlan(facts), actor: theSystem });
  const { id, name } = test.actor(liaison);
  const has = { id, name, department };
  const inquiry = await test.newRegisteredInquiry({ firstResponder: has, handler: has });
  const matter = await newReceivedMatter(test, { department, handler: has });
  const rating = await newPublishedRating(test, { department, quarter: '2026-Q1' });
  const item = await newDraftedItem(test, { department });
  const clue = {
    ...{ campaign, department, breach: 'refused' as const, source: null, subject: null, on: '2026-06-01' },
    ...{ facts: [], reporter: null },
  };
  const ofCase = idFrom(campaign, 'case', key);
  await write.create({ kind: 'case', id: ofCase, facts: newCase(clue, '2026-06-02'), actor: theSystem });
  await write.relay.drain();
  return { case: ofCase, item, task, site, indicator, booklet, plan, inquiry, matter, rating, department };
}
