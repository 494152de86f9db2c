/** A year of a better environment for enterprises, as the opinions of seed 003 lay it out. */

import { ALL_DEPARTMENTS, OFFICE } from '../more-departments.js';
import type { CampaignTemplate } from '../template.js';
import { DOCUMENT, INDICATORS, NOT_DUTIES, TASKS } from './tasks.js';

export const ENVIRONMENT_YEAR: CampaignTemplate = {
  key: 'environment-year',
  title: { zh: '“环境创优年”活动', en: 'Better Environment Year' },
  document: DOCUMENT,
  goal: '创优投资环境，改进机关效能，让企业和群众满意。',
  inspection: { by: { zh: '年终考评验收', en: 'Appraisal at the end of the year' }, on: { month: 11, day: 20 } },
  mainPhase: 'carrying-out',
  office: OFFICE,
  departments: ALL_DEPARTMENTS,
  phases: [
    {
      key: 'carrying-out',
      title: { zh: '全面实施', en: 'Carrying out' },
      goal: '宣传、规范、查处、监督四方面任务落到实处。',
      opens: { month: 0, day: 1 },
      closes: { month: 10, part: '月底前' },
      atStart: 'open',
    },
    {
      key: 'conclusion',
      title: { zh: '考评验收', en: 'Appraisal' },
      goal: '按考评方案逐项验收，兑现奖惩。',
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
