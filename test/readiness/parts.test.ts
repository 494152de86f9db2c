/** A readiness check grows with the tasks of its campaign: no document of it does, and what stood in one is carried over. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STEPS } from '../../src/carry-over/steps.store.js';
import { bytesOf } from '../../src/platform/document-size.store.js';
import { departmentsOf, partsOf } from '../../src/readiness/readiness-check.model.js';
import type { DepartmentReadiness } from '../../workflows/readiness/readiness.js';
import { createTestApp, LEAD, type TestApp } from '../support/app.js';

let product: TestApp;
beforeAll(async () => {
  product = await createTestApp();
  const task = await product.newDraft();
  await product.put('campaign_office', task, { type: 'ASSIGN' });
});
afterAll(() => product.close());

async function checked() {
  const { campaigns, readiness } = product.wiring;
  const campaign = await campaigns.byId(product.campaign);
  return readiness.runCheck({ campaign, trigger: 'manual', before: null, by: 'somebody' });
}

/** As a check of a campaign with so many tasks of one department finds it. */
function large(found: DepartmentReadiness, tasks: number): DepartmentReadiness {
  const [first, ...others] = found.items;
  if (!first) throw new Error('The checklist is empty.');
  const record = { kind: 'task' as const, id: 'f'.repeat(24), code: 'T-001', title: '推'.repeat(200), share: 0 };
  const more = { weight: 2, reason: { code: 'overdue' }, lost: 1, winnable: null };
  return {
    ...found,
    items: [{ ...first, records: Array.from({ length: tasks }, () => ({ ...record, ...more })) }, ...others],
  };
}

describe('a readiness check', () => {
  it('is read as it was evaluated, whole and by department', async () => {
    const check = await checked();
    const { checks } = product.wiring;
    expect(await checks.byId(product.campaign, check.id)).toEqual(check);
    const own = check.departments.find(({ department }) => department === LEAD);
    expect((await checks.lastOf(product.campaign, LEAD))?.found).toEqual(own);
    expect(await checks.lastOf(product.campaign, 'nobody')).toBeNull();
  });

  it('of 50,000 tasks is cut into documents that stay small, and comes together again', async () => {
    const [found] = (await checked()).departments;
    const departments = [large(found as DepartmentReadiness, 50_000)];
    const parts = partsOf('check', product.campaign, departments);
    expect(Math.max(...parts.map(bytesOf))).toBeLessThan(1_048_576);
    expect(departmentsOf(parts)).toEqual(departments);
  });

  it('that was kept in one document is carried over, also when that breaks off', async () => {
    const check = await checked();
    const { connection, checks } = product.wiring;
    const stored = connection.collection<{ _id: string }>('readinessChecks');
    const parts = connection.collection('readinessParts');
    await parts.deleteMany({});
    await stored.updateMany({ _id: { $ne: check.id } }, { $unset: { parts: 1 }, $set: { departments: [] } });
    await stored.updateOne({ _id: check.id }, { $unset: { parts: 1 }, $set: { departments: check.departments } });
    // Broken off after the first part: done again from the beginning it comes to the same end.
    const [one] = partsOf(check.id, product.campaign, check.departments);
    await parts.insertOne({ ...one, found: null } as never);
    const step = STEPS.find(({ name }) => name === 'readiness checks in parts');
    await step?.run(connection);
    await step?.run(connection);
    expect(await checks.byId(product.campaign, check.id)).toEqual(check);
    expect(await stored.countDocuments({ departments: { $exists: true } })).toBe(0);
  });
});
