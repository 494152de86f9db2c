/** 三个年: a year of big projects, of the environment and of efficiency, as the speech of seed 004 opens it, with its targets. */

import { ALL_DEPARTMENTS, OFFICE } from '../more-departments.js';
import type { CampaignTemplate } from '../template.js';
import { INDICATORS } from './indicators.js';
import { DOCUMENT, NOT_DUTIES, TASKS } from './tasks.js';

export const THREE_YEARS: CampaignTemplate = {
  key: 'three-years',
  title: { zh: '“三个年”活动', en: 'Three Years Activity' },
  document: DOCUMENT,
  goal: '重大项目突破、生态环境攻坚、机关效能提升三件事一年内见实效。',
  inspection: { by: { zh: '年终检查考核', en: 'Check at the end of the year' }, on: { month: 11, day: 20 } },
  mainPhase: 'carrying-out',
  office: OFFICE,
  departments: ALL_DEPARTMENTS,
  phases: [
    {
      key: 'mobilisation',
      title: { zh: '动员部署', en: 'Mobilisation' },
      goal: '充分认识重要性必要性，建立领导体制和工作机制。',
      opens: { month: -1, day: 1 },
      closes: { month: -1, part: '月底前' },
      atStart: 'closed',
    },
    {
      key: 'carrying-out',
      title: { zh: '组织落实', en: 'Carrying out' },
      goal: '一件一件分解责任，一件一件组织落实，一件一件检查考核。',
      opens: { month: 0, day: 1 },
      closes: { month: 10, part: '月底前' },
      atStart: 'open',
    },
    {
      key: 'conclusion',
      title: { zh: '检查考核', en: 'Check and conclusion' },
      goal: '对照指标逐项考核，巩固成果。',
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
