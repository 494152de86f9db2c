/** What a dead process left in an outbox is relayed, also when the host's clock was set back since it was saved. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';

let product: TestApp;
beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

const HOUR = 3_600_000;

it.each([
  ['an hour ago', -HOUR],
  ['an hour from now, by a clock that was set back', HOUR],
])('an entry saved %s is taken up by the sweep', async (_, aheadMs) => {
  const { records, connection } = product.wiring;
  const id = await product.newDraft();
  const tasks = connection.collection<{ _id: string; outbox: object[] }>('tasks');
  const [entry] = await records.history(await records.load('task', id));
  const left = { ...entry, effects: [], counts: [], savedAt: Date.now() + aheadMs, token: 'a process that died' };
  await tasks.updateOne({ _id: id }, { $push: { outbox: left } });
  expect(await records.relay.lag()).toBe(1);
  expect(await records.relay.sweep()).toBe(1);
  expect((await tasks.findOne({ _id: id }))?.outbox).toEqual([]);
  expect(await records.relay.lag()).toBe(0);
});
