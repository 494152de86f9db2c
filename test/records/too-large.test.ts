/** What a person adds to a record is refused before the database would, and the record goes on. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, RECORD_MOST_BYTES } from '../../src/platform/document-size.store.js';
import { idFrom } from '../../src/platform/ids.js';
import { verifyLog } from '../../src/records/verify-log.js';
import { exactDate } from '../../workflows/dates.js';
import { newTask } from '../../workflows/tasks/task.js';
import { createTestApp, LEAD, type TestApp, theSystem } from '../support/app.js';

describe('a record', () => {
  let product: TestApp;
  beforeAll(async () => {
    product = await createTestApp();
  });
  afterAll(() => product.close());

  const facts = (code: string, requirement: string) =>
    newTask({
      campaign: product.campaign,
      phase: product.phase,
      code,
      title: '任务',
      requirement,
      outcomes: ['办结。'],
      leadDepartment: LEAD,
      due: exactDate('2026-06-10'),
      hardDate: '2026-06-30',
    });
  const create = (code: string, requirement: string) =>
    product.wiring.records.create({
      kind: 'task',
      id: idFrom('too-large', code),
      facts: facts(code, requirement),
      actor: theSystem,
    });

  it('that would be too large is not made, and the reason says so', async () => {
    const before = await product.wiring.records.log.count();
    await expect(create('L-001', '长'.repeat(5_600_000))).rejects.toMatchObject({
      status: 422,
      reasons: [{ code: 'recordTooLarge', params: { mebibytes: 8 } }],
    });
    await product.wiring.records.relay.drain();
    expect(await product.wiring.records.log.count()).toBe(before);
  });

  it('that is nearly full refuses what passes the limit with 409 and still takes what does not', async () => {
    const { record } = await create('L-002', '长'.repeat(300_000));
    await product.wiring.records.relay.drain();
    await product.put('campaign_office', record.id, { type: 'ASSIGN' });
    await product.put('department_leader', record.id, { type: 'ACKNOWLEDGE' });
    const report = (text: string) => ({
      type: 'REPORT',
      text,
      percent: 10,
      reason: '',
      problem: '',
      nextStep: '',
      done: false,
    });
    await expect(product.put('department_leader', record.id, report('长'.repeat(2_600_000)))).rejects.toMatchObject({
      status: 409,
      reasons: [{ code: 'recordTooLarge' }],
    });
    await product.put('department_leader', record.id, report('短'));
    const now = await product.wiring.records.load('task', record.id);
    expect(bytesOf(now)).toBeLessThan(RECORD_MOST_BYTES);
    const { records } = product.wiring;
    const stores = records.kinds().map(({ store }) => store);
    expect(await verifyLog(records.log, stores)).toMatchObject({ whole: true });
  });
});
