/** Documents with characters outside the usual plane, from the file to the dispatched task: the chain stays whole. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/paths-root.js';
import { verifyLog } from '../../src/records/verify-log.js';
import { createTestApp, LEAD, type TestApp } from '../support/app.js';
import { planPages } from './support.js';

let product: TestApp;
beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

it.each([
  ['rare-character-at-60.txt', 'RA'],
  ['rare-character-60-after-a-sentence.txt', 'RB'],
])('%s is read, looked through, made into tasks and assigned', async (name, group) => {
  const pages = planPages(product, group);
  const text = readFileSync(join(projectRoot, 'test/fixtures/plans', name), 'utf8');
  const path = await pages.given(text);
  const { items } = await pages.draftOf(path);
  expect(items.length).toBeGreaterThan(0);
  for (const { key, plan } of items) {
    const { title, requirement } = plan;
    const edited = { title, requirement, outcomes: '办结𠮷。', leadDepartment: LEAD, due: '2026-06-22' };
    expect((await pages.press(path, `items/${key}/edit`, edited)).status).toBe(303);
  }
  expect((await pages.press(path, 'confirm')).status).toBe(303);
  const made = await pages.created();
  expect(made).toHaveLength(items.length);
  for (const { _id } of made) await product.put('campaign_office', String(_id), { type: 'ASSIGN' });
  const { records } = product.wiring;
  const stores = records.kinds().map(({ store }) => store);
  expect(await verifyLog(records.log, stores)).toMatchObject({ whole: true });
  expect(JSON.stringify(await pages.created())).not.toMatch(/\\ud[89a-f]|\ufffd/);
});
