import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { periodPlanId } from '../../src/period-plans/make-plan.js';
import { exactDate } from '../../workflows/dates.js';
import type { PeriodPlanFacts } from '../../workflows/period-plans/period-plan.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';

describe('the plan of a department', () => {
  let test: TestApp;
  let task: string;
  const pathOf = (period: string) => `/period-plans/${periodPlanId(test.campaign, LEAD, period)}`;
  const june = () => pathOf('2026-06');
  const factsOf = async (period: string) =>
    (await test.wiring.records.load<PeriodPlanFacts>('periodPlan', periodPlanId(test.campaign, LEAD, period))).facts;
  beforeAll(async () => {
    test = await createTestApp();
    task = await test.newDraft({ title: '建好窗口', due: exactDate('2026-06-20') });
    await test.put('campaign_office', task, { type: 'ASSIGN' });
    await test.put('department_liaison', task, { type: 'ACKNOWLEDGE' });
    const later = await test.newDraft({ title: '年底的事', due: exactDate('2026-06-30') });
    await test.put('campaign_office', later, { type: 'ASSIGN' });
    const foreign = await test.newDraft({ title: '别人的事', leadDepartment: FOREIGN });
    await test.put('campaign_office', foreign, { type: 'ASSIGN' });
  });
  afterAll(() => test.close());

  it('is made by one click and takes in what is open, for this period or the next', async () => {
    const liaison = await test.agentFor('department_liaison');
    const list = await liaison.get('/period-plans');
    expect(list.text).toContain('2026年6月');
    expect(list.text).toContain('2026年第二季度');
    const far = await liaison.post('/period-plans', { campaign: test.campaign, period: '2026-09' });
    expect([far.status, far.text.includes('只能编制本期和下一期的计划')]).toEqual([422, true]);
    const made = await liaison.post('/period-plans', { campaign: test.campaign, period: '2026-06' });
    expect([made.status, made.headers.location]).toEqual([303, `${june()}?done=CREATED`]);
    const page = await liaison.get(june());
    expect(page.text).toContain('建好窗口');
    expect(page.text).toContain(`/tasks/${task}`);
    expect(page.text).not.toContain('别人的事');
    // Twice is once.
    await liaison.post('/period-plans', { campaign: test.campaign, period: '2026-06' });
    expect(await test.wiring.periodPlans.ofCampaign(test.campaign)).toHaveLength(1);
  });

  it('is nobody else’s to make or to change', async () => {
    const office = await test.agentFor('campaign_office');
    await office.get('/period-plans');
    expect((await office.post('/period-plans', { campaign: test.campaign, period: '2026-06' })).status).toBe(403);
    const foreign = await test.agentFor('foreign_liaison');
    expect((await foreign.get(june())).status).toBe(200);
    const line = { title: '一项', due: '2026-06-10', system: 'firstContact' };
    expect((await foreign.post(`${june()}/events/ADD_LINE`, line)).status).toBe(403);
  });

  it('is committed only when each line has its system, and keeps what was typed where it is wrong', async () => {
    const liaison = await test.agentFor('department_liaison');
    await liaison.get(june());
    const line = { title: '培训窗口人员', due: '2026-07-10', system: 'firstContact' };
    const outside = await liaison.post(`${june()}/events/ADD_LINE`, line);
    expect([outside.status, outside.text.includes('兑现日期应在本期内（6月1日至6月30日）')]).toEqual([422, true]);
    expect(outside.text).toContain('value="培训窗口人员"');
    await liaison.post(`${june()}/events/ADD_LINE`, { ...line, due: '2026-06-12' });
    await liaison.post(`${june()}/events/ADD_LINE`, { ...line, title: '公开办理时限', due: '2026-06-18' });
    const leader = await test.agentFor('department_leader');
    await leader.get(june());
    const early = await leader.post(`${june()}/events/COMMIT`);
    expect([early.status, early.text.includes('“建好窗口”没有写明落实哪项制度')]).toEqual([409, true]);

    const { lines } = await factsOf('2026-06');
    const sent = lines.map(({ key, due }) => ({ [`due-${key}`]: due, [`system-${key}`]: 'timeLimits' }));
    const bad = await liaison.post(`${june()}/events/SET_LINES`, {
      ...Object.assign({}, ...sent),
      [`due-${task}`]: '2026-02-30',
    });
    expect([bad.status, bad.text.includes('value="2026-02-30"')]).toEqual([422, true]);
    const odd = await liaison.post(`${june()}/events/SET_LINES`, { 'due-nowhere': '2026-06-10' });
    expect(odd.status).toBe(400);
    expect((await liaison.post(`${june()}/events/SET_LINES`, Object.assign({}, ...sent))).status).toBe(303);
    expect((await liaison.post(`${june()}/events/COMMIT`)).status).toBe(403);
    expect((await leader.post(`${june()}/events/COMMIT`)).status).toBe(303);
    expect((await leader.get(june())).text).toContain('执行中');
  });

  it('takes no line out without a reason, and shows it afterwards', async () => {
    const liaison = await test.agentFor('department_liaison');
    await liaison.get('/period-plans');
    await liaison.post('/period-plans', { campaign: test.campaign, period: '2026-Q2' });
    const path = pathOf('2026-Q2');
    await liaison.get(path);
    expect((await liaison.post(`${path}/events/REMOVE_LINE`, { line: task, reason: '' })).status).toBe(422);
    expect((await liaison.post(`${path}/events/REMOVE_LINE`, { line: task, reason: '列入月计划。' })).status).toBe(303);
    expect((await liaison.get(path)).text).toContain('移出理由：列入月计划。');
    const again = await liaison.post(`${path}/events/PULL`);
    expect([again.status, again.text.includes('没有新的在办任务可补充')]).toEqual([409, true]);
  });

  it('is settled at its end with what tasks say, and keeps the share kept', async () => {
    const liaison = await test.agentFor('department_liaison');
    const leader = await test.agentFor('department_leader');
    await leader.get(june());
    const early = await leader.post(`${june()}/events/SETTLE`);
    expect([early.status, early.text.includes('最后一天起才能结清')]).toEqual([409, true]);
    await test.wiring.clock.moveTo('2026-06-30T02:00:00.000Z');
    await liaison.get(june());
    const first = (await factsOf('2026-06')).lines.find((line) => line.title === '培训窗口人员');
    const report = (fields: Record<string, string>) => liaison.post(`${june()}/events/REPORT_LINES`, fields);
    expect((await report({ [`doneOn-${first?.key}`]: '2026-07-10' })).status).toBe(422);
    expect((await report({ [`doneOn-${first?.key}`]: '2026-06-12' })).status).toBe(303);
    const open = await leader.post(`${june()}/events/SETTLE`);
    expect([open.status, open.text.includes('没有完成，也没有写明理由')]).toEqual([409, true]);
    const reasons = (await factsOf('2026-06')).lines
      .filter(({ key }) => key !== first?.key)
      .map(({ key }) => ({ [`reason-${key}`]: '人手不足。' }));
    expect((await report(Object.assign({}, ...reasons))).status).toBe(303);
    expect((await leader.post(`${june()}/events/SETTLE`)).status).toBe(303);
    const { share, lines } = await factsOf('2026-06');
    expect(share).toEqual({ kept: 1, promised: lines.length });
    expect((await leader.get(june())).text).toContain('兑现率');
  });

  it('hands on what was not done: the next plan has it, counted, with the day first promised', async () => {
    const liaison = await test.agentFor('department_liaison');
    await liaison.get('/period-plans');
    const made = await liaison.post('/period-plans', { campaign: test.campaign, period: '2026-07' });
    expect(made.status).toBe(303);
    const next = await factsOf('2026-07');
    expect(next.lines.find(({ title }) => title === '公开办理时限')).toMatchObject({
      key: '2026-06_2',
      rolled: 1,
      firstDue: '2026-06-18',
      due: '2026-07-31',
      system: 'timeLimits',
    });
    expect((await liaison.get(pathOf('2026-07'))).text).toContain('第 1 次结转');
  });

  it('is read in English too, with nothing untranslated', async () => {
    const supervisor = await test.agentFor('public_supervisor');
    await supervisor.get('/account');
    await supervisor.post('/locale', { locale: 'en' });
    const list = await supervisor.get('/period-plans');
    expect(list.text).toContain('July 2026');
    expect(list.text).not.toContain('<form class="sheet__b stack"');
    const page = await supervisor.get(pathOf('2026-07'));
    expect(page.text).toContain('rolled over once');
    expect(page.text).not.toMatch(/\bperiodPlans:|\breasons:/);
  });

  it('is what its item of the inspection checklist is judged from', async () => {
    const campaign = await test.wiring.campaigns.byId(test.campaign);
    const check = await test.wiring.readiness.runCheck({ campaign, trigger: 'manual', before: null, by: 'test' });
    const item = check.departments
      .find((one) => one.department === LEAD)
      ?.items.find(({ item: key }) => key === 'plans');
    expect(item?.records).toMatchObject([
      // Begun in June and never committed.
      { kind: 'periodPlan', title: '2026-Q2', reason: { code: 'planNotCommitted' }, share: 0 },
      { kind: 'periodPlan', title: '2026-06', reason: { code: 'planKept' }, share: 25 },
    ]);
    const reviewer = await test.agentFor('reviewer');
    expect((await reviewer.get(`/readiness/${LEAD}/plans`)).text).toContain('2026年6月计划');
  });
});
