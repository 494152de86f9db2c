/**
 * The first two phases. The speech was given in the third and says nothing of their tasks, so these are reconstructed
 * from what such phases hold elsewhere, and carry no source.
 */
import { setDay } from '../relative-date.js';
import type { TemplateTask } from '../template.js';
import { COUNTIES } from './departments.js';

const earlier =
  (phase: string) =>
  (task: Omit<TemplateTask, 'phase' | 'origin' | 'source'>): TemplateTask => ({
    ...task,
    phase,
    origin: 'mandated',
    source: null,
    requirement: `${task.requirement}（补记，无原文）`,
  });

const mobilisation = earlier('mobilisation');
const selfExamination = earlier('selfExamination');

export const EARLIER_TASKS: TemplateTask[] = [
  mobilisation({
    code: 'DY-01',
    title: '成立领导小组办公室和各工作组',
    requirement: '人员、经费、场地落实，各组职责分清。',
    outcomes: ['办公室和各工作组人员到岗，职责分工公布'],
    lead: 'efficiency-office',
    due: setDay(-3, 16),
  }),
  mobilisation({
    code: 'DY-02',
    title: '制定全市作风效能建设活动总体方案',
    requirement: '明确目标、阶段、职责和时限。',
    outcomes: ['各阶段目标、责任单位和时限逐项确定'],
    lead: 'efficiency-office',
    due: setDay(-3, 23),
  }),
  mobilisation({
    code: 'DY-03',
    title: '公布作风效能投诉渠道',
    requirement: '电话、信箱、接待点向社会公布，专人受理。',
    outcomes: ['投诉渠道全部可用，来电来信有登记、有答复'],
    lead: 'supervision-group',
    with: ['supervision-bureau'],
    due: setDay(-2, 6),
  }),
  mobilisation({
    code: 'DY-04',
    title: '县市区动员到位',
    requirement: '各县市区办事机构和责任人落实。',
    outcomes: ['五个县市区办事机构全部运转，责任人公布'],
    lead: 'township-group',
    with: COUNTIES,
    due: setDay(-2, 9),
  }),
  selfExamination({
    code: 'CB-01',
    title: '征求企业和群众意见',
    requirement: '面向企业、服务对象和基层，意见逐条登记。',
    outcomes: ['意见逐条登记并分到责任单位'],
    lead: 'cadre-conduct-group',
    due: setDay(-1, 6),
  }),
  selfExamination({
    code: 'CB-02',
    title: '市直部门查摆作风效能突出问题',
    requirement: '对照不作为、慢作为、乱作为查摆，不避重就轻。',
    outcomes: ['市直部门问题清单逐条有整改责任人和时限'],
    lead: 'city-organs-group',
    due: setDay(-1, 20),
  }),
  selfExamination({
    code: 'CB-03',
    title: '乡镇查摆作风效能突出问题',
    requirement: '重点查便民服务和干部在岗。',
    outcomes: ['乡镇问题清单逐条有整改责任人和时限'],
    lead: 'township-group',
    due: setDay(-1, 20),
  }),
  selfExamination({
    code: 'CB-04',
    title: '清理行政审批事项和办理时限',
    requirement: '逐项核对依据、材料、时限，能减的减，能合的合。',
    outcomes: ['审批事项目录清理前后对照表公布，时限压缩有数据'],
    lead: 'legal-affairs-office',
    with: ['establishment-office', 'service-centre'],
    due: setDay(-1, 25),
  }),
  selfExamination({
    code: 'CB-05',
    title: '汇总问题清单，转入集中整改',
    requirement: '问题、责任、时限一一对应，不漏项。',
    outcomes: ['全市问题清单全部落到牵头部门'],
    lead: 'efficiency-office',
    due: setDay(-1, 30),
  }),
];
