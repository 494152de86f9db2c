/** 责任追究制 as published regulations state it (HANDBOOK 2.3). */
import type { PackArticle } from '../pack.js';
import { AGGRAVATING, EXEMPTIONS, MITIGATING, SANCTIONS } from '../rules.js';
import { article } from './article.js';
import {
  admonitionPeriod,
  admonitionZhejiang,
  cadreAccountability,
  civilServantAct,
  complaintClock,
  countyLadder,
  decisionHohhot,
  hangzhouPerformance,
  inspectionOrder,
  order24,
  startingPoint,
  supervisionAct,
} from './sources.js';

const of = article('accountability');
const days = (n: number) => ({ n, unit: 'days' }) as const;
const workingDays = (n: number) => ({ n, unit: 'workingDays' }) as const;
const months = (n: number) => ({ n, unit: 'months' }) as const;

export const ACCOUNTABILITY: PackArticle[] = [
  of('ac-heads', '主要负责人', '单位不落实各项制度的，主要负责人和分管负责人承担过错责任。', order24('第四条')),
  of('ac-take-up', '线索受理', '三个工作日内决定是否受理并说明理由。', complaintClock(''), { takeUpWithin: 3 }),
  of('ac-investigate', '调查', '受理后三十日内查清；情况复杂的经批准可以延长一次。', complaintClock(''), {
    investigateWithin: days(30),
    investigationExtension: days(30),
  }),
  of(
    'ac-forms',
    '追究方式',
    '由轻到重：批评教育、口头告诫、通报批评、书面告诫、调离岗位、离岗培训、建议引咎辞职、降职、辞退。',
    admonitionZhejiang(''),
    {
      sanctions: [...SANCTIONS],
    },
  ),
  of(
    'ac-admonition',
    '书面告诫期',
    '书面效能告诫的期限为三至六个月，决定应当送达并在本单位公布。',
    admonitionPeriod(''),
    {
      admonitionLeast: 3,
      admonitionMost: 6,
    },
  ),
  of(
    'ac-exemptions',
    '不予追究',
    '因当事人弄虚作假、没有规定可依、意外事件或者不可抗力造成的，不予追究。',
    admonitionPeriod(''),
    {
      exemptions: [...EXEMPTIONS],
    },
  ),
  of(
    'ac-weight',
    '从重与从轻',
    '一年内两次以上、阻碍调查、收受财物、打击报复的从重；配合调查、主动纠正、损失较小的从轻。',
    countyLadder(''),
    { aggravating: [...AGGRAVATING], mitigating: [...MITIGATING] },
  ),
  of(
    'ac-ladder',
    '累计',
    '同一单位工作人员一年内第三次被追究的，同时追究单位领导，单位取消评先资格。',
    countyLadder(''),
    {
      unitAnswersAt: 3,
    },
  ),
  of(
    'ac-execution',
    '执行报告',
    '决定写明事实、理由、依据、方式和申请复核的权利；单位五个工作日内报告执行情况。',
    decisionHohhot(''),
    {
      executionReportWithin: 5,
    },
  ),
  of(
    'ac-appeal-civil-servant',
    '公务员的复核与申诉',
    '三十日内申请复核，三十日内作出复核决定；不服的十五日内申诉，六十日内处理，可以延长三十日。不停止执行，不加重。',
    civilServantAct('第九十五条、第九十六条'),
    {
      civilServantReviewAsk: days(30),
      civilServantReviewDecide: days(30),
      civilServantAppealAsk: days(15),
      civilServantAppealDecide: days(60),
      civilServantAppealExtension: days(30),
    },
  ),
  of(
    'ac-roles',
    '角色分离与回避',
    '举报人、调查人、决定人分别由不同的人担任，当事人不担任其中任何一个；调查、决定由指定的人办理；已经回避的，不再参与本案。',
    startingPoint(''),
  ),
  of('ac-rank', '决定人职级', '决定人的职级高于当事人。', startingPoint('')),
  of(
    'ac-review-recusal',
    '复核、申诉回避',
    '原办理人员回避；本系统对各类对象的复核、申诉一并适用，作出复核决定的人不办理申诉。',
    inspectionOrder('第十七条'),
  ),
  of(
    'ac-never-worse',
    '复核、申诉不加重',
    '复核、申诉期间不停止执行，不因申请复核、提出申诉加重处理；本系统对各类对象一并适用。',
    civilServantAct('第九十五条、第九十六条'),
  ),
  of('ac-appeal-cadre', '领导干部的申诉', '十五日内提出，三十日内作出决定，不停止执行。', cadreAccountability(''), {
    leadingCadreReviewAsk: days(15),
    leadingCadreReviewDecide: days(30),
    leadingCadreAppealAsk: null,
    leadingCadreAppealDecide: null,
    leadingCadreAppealExtension: null,
  }),
  of('ac-appeal-other', '其他人员的复核', '十五个工作日内申请复核，三十日内作出决定。', decisionHohhot(''), {
    otherReviewAsk: workingDays(15),
    otherReviewDecide: days(30),
    otherAppealAsk: null,
    otherAppealDecide: null,
    otherAppealExtension: null,
  }),
  of(
    'ac-appeal-supervision',
    '监察决定的复审与复核',
    '一个月内申请复审，一个月内决定；不服的一个月内申请复核，两个月内决定。不停止执行。',
    supervisionAct('第五十六条'),
    {
      supervisionDecisionReviewAsk: months(1),
      supervisionDecisionReviewDecide: months(1),
      supervisionDecisionAppealAsk: months(1),
      supervisionDecisionAppealDecide: months(2),
      supervisionDecisionAppealExtension: null,
    },
  ),
  of(
    'ac-appeal-inspection',
    '督查结论的复核',
    '被督查单位三十日内申请复核，三十日内作出决定，原督查人员回避。',
    inspectionOrder('第十七条'),
    {
      inspectedUnitReviewAsk: days(30),
      inspectedUnitReviewDecide: days(30),
      inspectedUnitAppealAsk: null,
      inspectedUnitAppealDecide: null,
      inspectedUnitAppealExtension: null,
    },
  ),
  of(
    'ac-appeal-performance',
    '绩效结果的复核',
    '三个工作日内提出，十个工作日内答复。',
    hangzhouPerformance('第二十五条'),
    {
      performanceScoreReviewAsk: workingDays(3),
      performanceScoreReviewDecide: workingDays(10),
      performanceScoreAppealAsk: null,
      performanceScoreAppealDecide: null,
      performanceScoreAppealExtension: null,
    },
  ),
];
