/** Readiness through the whole web application: run by hand and by itself, read down to the records, weights changed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readinessQueries } from '../../src/readiness/readiness.query.js';
import { exactDate, instantOf } from '../../workflows/dates.js';
import { DEFAULT_CHECKLIST } from '../../workflows/readiness/checklist.js';
import { COUNTY, createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';

let product: TestApp;
let task: string;

/** Kept checks of the campaign, oldest first. */
const kept = () => readinessQueries(product.wiring.connection).trend(product.campaign);

async function moveTo(day: string, time: string): Promise<void> {
  await product.wiring.clock.moveTo(instantOf(day, time));
  await product.wiring.jobs.runDueWork();
}

/** One task half done for LEAD, one acknowledged by nobody for another department. */
async function prepare(): Promise<void> {
  product = await createTestApp();
  task = await product.newDraft({ readinessItem: 'serviceCentre', title: '核准进驻部门' });
  await product.put('campaign_office', task, { type: 'ASSIGN' });
  await product.put('department_liaison', task, { type: 'ACKNOWLEDGE' });
  const report = { text: '过半', percent: 60, reason: '', problem: '', nextStep: '', done: false };
  await product.put('department_liaison', task, { type: 'REPORT', ...report });
  const other = await product.newDraft({ leadDepartment: FOREIGN, due: exactDate('2026-06-12') });
  await product.put('campaign_office', other, { type: 'ASSIGN' });
}

describe('a check by hand', () => {
  beforeAll(prepare);
  afterAll(() => product.close());

  it('is run by reviewers and refused to departments; before the first one the page says so', async () => {
    const reviewer = await product.agentFor('reviewer');
    expect((await reviewer.get('/readiness')).text).toContain('还没有做过迎检检查');
    const liaison = await product.agentFor('department_liaison');
    await liaison.get('/readiness');
    expect((await liaison.post('/readiness/checks', { campaign: product.campaign })).status).toBe(403);
    const ran = await reviewer.post('/readiness/checks', { campaign: product.campaign });
    expect([ran.status, ran.headers.location]).toEqual([303, `/readiness?campaign=${product.campaign}`]);
    expect(await kept()).toMatchObject([{ trigger: 'manual', before: null, by: product.actor('reviewer').id }]);
  });

  it('leads from a number to the record behind it in two clicks', async () => {
    const reviewer = await product.agentFor('reviewer');
    const matrix = await reviewer.get('/readiness');
    const cell = new RegExp(`href="(/readiness/${LEAD}/serviceCentre[^"]*)"`).exec(matrix.text)?.[1];
    expect(cell).toBeDefined();
    const page = await reviewer.get(String(cell).replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    expect(page.status).toBe(200);
    expect(page.text).toContain('6月2日 报进展 60%');
    expect(page.text).toContain(`href="/tasks/${task}"`);
    expect((await reviewer.get(`/tasks/${task}`)).status).toBe(200);
  });

  it('says how much was looked at and how much of that was earned, each by itself', async () => {
    const [check] = await kept();
    const reviewer = await product.agentFor('reviewer');
    const page = await reviewer.get('/readiness');
    expect(check?.total.assessedPercent).toBeLessThan(100);
    expect(page.text).toContain(`${check?.total.checked.assessed} / ${check?.total.checked.of} 个检查点`);
    // The other department has only what is not due yet: looked at nothing, so it has no score at all.
    const last = await readinessQueries(product.wiring.connection).last(product.campaign);
    const other = last?.departments.find(({ department }) => department === FOREIGN);
    expect([other?.assessedPercent, other?.scorePercent]).toEqual([0, null]);
  });

  it('shows a department its own row and refuses it the others', async () => {
    const liaison = await product.agentFor('department_liaison');
    const page = await liaison.get('/readiness');
    expect(page.text).toContain(`/readiness/${LEAD}`);
    expect(page.text).not.toContain(`/readiness/${FOREIGN}`);
    expect((await liaison.get(`/readiness/${LEAD}`)).status).toBe(200);
    expect((await liaison.get(`/readiness/${FOREIGN}`)).status).toBe(403);
    expect((await liaison.get(`/readiness/${FOREIGN}/plan`)).status).toBe(403);
  });

  it('says to a department that was not in it that there was nothing to look at', async () => {
    const reviewer = await product.agentFor('reviewer');
    const page = await reviewer.get(`/readiness/${COUNTY}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('这个单位还没有可检查的任务和参观点');
  });

  it('can be looked at again after a later one, which says what has changed', async () => {
    await product.wiring.clock.moveTo(instantOf('2026-06-03', '10:00'));
    const report = { text: '快完', percent: 70, reason: '', problem: '', nextStep: '', done: false };
    await product.put('department_liaison', task, { type: 'REPORT', ...report });
    const office = await product.agentFor('campaign_office');
    await office.get('/readiness');
    await office.post('/readiness/checks', { campaign: product.campaign });
    const [first, second] = await kept();
    expect(second?.at).toBe(instantOf('2026-06-03', '10:00'));
    const now = await office.get('/readiness');
    expect(now.text).toMatch(/政务中心\s*12 → 14/);
    const then = await office.get(`/readiness?campaign=${product.campaign}&run=${first?.id}`);
    expect(then.status).toBe(200);
    expect(then.text).not.toMatch(/政务中心\s*12 → 14/);
  });

  it('says 404 for what does not exist and 4xx for what nobody typed', async () => {
    const office = await product.agentFor('campaign_office');
    await office.get('/readiness');
    for (const path of [
      '/readiness/nobody',
      `/readiness/${LEAD}/nothing`,
      `/readiness/${LEAD}/constructor`,
      '/readiness?run=nothing',
      '/readiness?run=0123456789abcdef01234567',
      '/readiness?campaign=nothing',
    ]) {
      expect([path, (await office.get(path)).status]).toEqual([path, 404]);
    }
    expect((await office.post('/readiness/checks', { campaign: 'nothing' })).status).toBe(404);
    expect((await office.post('/readiness/checks', { campaign: product.campaign, by: 'me' })).status).toBe(400);
  });
});

describe('the checklist', () => {
  const weights = Object.fromEntries(DEFAULT_CHECKLIST.items.map(({ key, max }) => [key, String(max)]));

  beforeAll(prepare);
  afterAll(() => product.close());

  it('is changed by the office only, and must come to a hundred points', async () => {
    const office = await product.agentFor('campaign_office');
    expect((await office.get('/readiness/checklist')).status).toBe(200);
    const short = await office.post('/readiness/checklist', { ...weights, plan: '10', target: '85' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('现为 95 分');
    expect(short.text).toMatch(/name="plan" value="10"/);
    const right = await office.post('/readiness/checklist', { ...weights, plan: '10', booklet: '15', target: '90' });
    expect(right.status).toBe(303);
    const { checklist } = (await product.wiring.campaigns.byId(product.campaign)).facts;
    expect(checklist.target).toBe(90);
    expect(checklist.items.map(({ max }) => max).slice(0, 2)).toEqual([10, 15]);
    const reviewer = await product.agentFor('reviewer');
    await reviewer.get('/readiness');
    expect((await reviewer.get('/readiness/checklist')).status).toBe(403);
    expect((await reviewer.post('/readiness/checklist', { ...weights, target: '85' })).status).toBe(403);
  });

  it('sends back what is no number of points', async () => {
    const office = await product.agentFor('campaign_office');
    await office.get('/readiness/checklist');
    for (const plan of ['-5', '101', 'fifteen', '1.5']) {
      const back = await office.post('/readiness/checklist', { ...weights, plan, target: '85' });
      expect([plan, back.status]).toEqual([plan, 422]);
      expect(back.text).toContain(`value="${plan}"`);
    }
    expect((await office.post('/readiness/checklist', { ...weights, target: '85', other: '1' })).status).toBe(400);
  });
});

describe('checks counted back from the inspection', () => {
  beforeEach(prepare);

  it('come at seven on their day, once however often they are asked for, and tell the office and the reviewers', async () => {
    // 26 June less 14 working days, over the Dragon Boat holiday of the 19th.
    await moveTo('2026-06-05', '06:59');
    expect(await kept()).toEqual([]);
    await moveTo('2026-06-05', '07:00');
    await product.wiring.jobs.runDueWork();
    expect(await kept()).toMatchObject([{ trigger: 'scheduled', before: 14, by: 'clock' }]);
    for (const login of ['reviewer', 'campaign_office']) {
      const { items } = await product.wiring.inbox.page(product.actor(login).id);
      expect(items.filter(({ template }) => template === 'readiness.checked')).toHaveLength(1);
    }
    // A worker that died between keeping and telling left the check untold: the next one tells, and nobody twice.
    const { connection, jobs } = product.wiring;
    await connection.collection('readinessChecks').updateOne({ before: 14 }, { $unset: { told: 1 } });
    await connection
      .collection('messages')
      .deleteMany({ template: 'readiness.checked', person: product.actor('reviewer').id });
    await jobs.runDueWork();
    const told = await product.wiring.inbox.page(product.actor('reviewer').id);
    expect(told.items.filter(({ template }) => template === 'readiness.checked')).toHaveLength(1);
    expect(await kept()).toHaveLength(1);
    const { items } = await product.wiring.inbox.page(product.actor('department_liaison').id);
    expect(items.filter(({ template }) => template === 'readiness.checked')).toEqual([]);
    await product.close();
  });

  it('run only the latest after a stop, since those that were missed would say the same', async () => {
    await moveTo('2026-06-24', '12:00');
    expect(await kept()).toMatchObject([{ before: 3 }]);
    await moveTo('2026-06-25', '07:00');
    expect((await kept()).map(({ before }) => before)).toEqual([3, 1]);
    await product.close();
  });

  it('give one check and one message when two workers run them at once', async () => {
    const again = await createTestApp({ uri: product.uri, clockStart: instantOf('2026-06-05', '08:00') });
    await product.wiring.clock.moveTo(instantOf('2026-06-05', '08:00'));
    await Promise.all([product.wiring.jobs.runDueWork(), again.wiring.jobs.runDueWork()]);
    expect(await kept()).toHaveLength(1);
    const { items } = await product.wiring.inbox.page(product.actor('reviewer').id);
    expect(items.filter(({ template }) => template === 'readiness.checked')).toHaveLength(1);
    await again.close();
    await product.close();
  });
});
