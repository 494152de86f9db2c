/** A round of democratic appraisal: elect the panel, appraise by category, publish, talk, rectify, report, as the speech of seed 000 describes it. */

import { ALL_DEPARTMENTS, OFFICE } from '../more-departments.js';
import type { CampaignTemplate } from '../template.js';
import { DOCUMENT, INDICATORS, NOT_DUTIES, TASKS } from './tasks.js';

export const APPRAISAL_ROUND: CampaignTemplate = {
  key: 'appraisal-round',
  title: { zh: '营造发展环境民主测评', en: 'Democratic Appraisal Round' },
  document: DOCUMENT,
  goal: '让社会各界评部门，评出差距，整改见效。',
  inspection: { by: { zh: '下一轮民主测评大会', en: 'The next appraisal assembly' }, on: { month: 11, day: 20 } },
  mainPhase: 'appraisal',
  office: OFFICE,
  departments: ALL_DEPARTMENTS,
  phases: [
    {
      key: 'preparation',
      title: { zh: '测评准备', en: 'Preparation' },
      goal: '分好类别，推选好代表，定好评分表。',
      opens: { month: -1, day: 1 },
      closes: { month: -1, part: '月底前' },
      atStart: 'closed',
    },
    {
      key: 'appraisal',
      title: { zh: '测评公布', en: 'Appraisal' },
      goal: '测评公开进行，结果向社会公布。',
      opens: { month: 0, day: 1 },
      closes: { month: 1, part: '月底前' },
      atStart: 'open',
    },
    {
      key: 'rectification',
      title: { zh: '整改问效', en: 'Rectification' },
      goal: '靠后的谈话，问题限期整改，代表委员跟踪问效。',
      opens: { month: 2, day: 1 },
      closes: { month: 10, part: '月底前' },
      atStart: 'planned',
    },
    {
      key: 'report',
      title: { zh: '报告整改', en: 'Report' },
      goal: '在下一轮大会上报告整改情况。',
      opens: { month: 11, day: 1 },
      closes: { month: 11, part: '月底前' },
      atStart: 'planned',
    },
  ],
  tasks: TASKS,
  sites: [],
  indicators: INDICATORS,
  notDuties: NOT_DUTIES,
};
