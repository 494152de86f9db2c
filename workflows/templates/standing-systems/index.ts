/** The systems that stand all the year and are owed again each month, quarter and year, as the speech of seed 002 asks for them. */

import { ALL_DEPARTMENTS, OFFICE } from '../more-departments.js';
import type { CampaignTemplate } from '../template.js';
import { DOCUMENT, NOT_DUTIES, TASKS } from './tasks.js';

export const STANDING_SYSTEMS: CampaignTemplate = {
  key: 'standing-systems',
  title: { zh: '机关效能建设长效制度', en: 'Standing Systems' },
  document: DOCUMENT,
  goal: '标准不变、要求不松、力度不减，六项制度常年落实。',
  inspection: { by: { zh: '年度政风行风评议', en: 'Yearly appraisal of conduct' }, on: { month: 11, day: 20 } },
  mainPhase: 'year',
  office: OFFICE,
  departments: ALL_DEPARTMENTS,
  phases: [
    {
      key: 'year',
      title: { zh: '全年落实', en: 'The year' },
      goal: '制度常年落实，按月、按季、按年核对。',
      opens: { month: 0, day: 1 },
      closes: { month: 11, part: '月底前' },
      atStart: 'open',
    },
  ],
  tasks: TASKS,
  sites: [],
  notDuties: NOT_DUTIES,
};
