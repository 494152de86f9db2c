/** One thing of every kind that can be edited, of people who may edit it, for whoever walks the pages. */
import { bookletId } from '../../src/booklets/ask-booklets.js';
import { periodPlanId } from '../../src/period-plans/make-plan.js';
import { idFrom } from '../../src/platform/ids.js';
import { newCase } from '../../workflows/accountability/case.js';
import { FOREIGN, LEAD, type TestApp, theSystem } from './app.js';
import { aBooklet, aPeriodPlan } from './duties.js';
import { newDraftedItem } from './new-item.js';
import { newReceivedMatter } from './new-matter.js';
import { newDraftedRating } from './new-rating.js';

const PLAN = `一、主要任务
（一）优化办事流程。梳理全部事项，压减材料。（牵头单位：市政务服务中心；完成时限：2026年6月20日前）
（二）公开办事指南。在大厅公布。（牵头单位：市政务服务中心；完成时限：2026年6月22日前）
（三）开展回访。对办件逐件回访。（牵头单位：市政务服务中心；完成时限：2026年6月24日前）`;

/** Evidence-free facts of what every post meets; tasks in each of their early states. */
export async function oneToEdit(test: TestApp): Promise<void> {
  const { records } = test.wiring;
  const draft = { coDepartments: [FOREIGN] };
  for (let i = 0; i < 3; i += 1) await test.newDraft(draft);
  for (let i = 0; i < 3; i += 1) {
    const assigned = await test.newDraft(draft);
    await test.put('campaign_office', assigned, { type: 'ASSIGN' });
    if (i < 2) await test.put('department_leader', assigned, { type: 'ACKNOWLEDGE' });
  }
  await test.newNominatedSite();
  await test.newTrackedIndicator();
  const handler = { id: test.actor('department_liaison').id, name: '名', department: LEAD };
  for (let i = 0; i < 2; i += 1) {
    await test.newRegisteredInquiry({ firstResponder: handler, handler });
    await newReceivedMatter(test, { handler });
    await newDraftedItem(test);
  }
  await newDraftedRating(test, { quarter: '2026-Q1' });
  const of = { campaign: test.campaign, department: LEAD };
  const create = (kind: string, id: string, facts: object) => records.create({ kind, id, facts, actor: theSystem });
  await create('booklet', bookletId(test.campaign, LEAD), aBooklet(of));
  await create('periodPlan', periodPlanId(test.campaign, LEAD, '2026-06'), aPeriodPlan(of));
  const clue = { ...of, breach: 'refused' as const, source: null, subject: null, on: '2026-06-01', facts: [] };
  await create('case', idFrom(test.campaign, 'case'), newCase({ ...clue, reporter: null }, '2026-06-02'));
  await records.relay.drain();
  const office = await test.agentFor('campaign_office');
  await office.get('/packs/shipped');
  await office.post('/packs', { from: 'shipped', as: 'version' });
  const plans = `/campaigns/${test.campaign}/plans`;
  await office.get(plans);
  const about = { phase: test.phase, group: 'A', name: '实施方案', editionOf: 'none' };
  await office.upload(plans, {}, { ...about, text: PLAN });
}
