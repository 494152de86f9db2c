/** The city's conduct-and-efficiency campaign, third phase, as the speech of seed 001 breaks it down. */
import type { CampaignTemplate } from '../template.js';
import { DEPARTMENTS } from './departments.js';
import { NOT_DUTIES } from './not-duties.js';
import { PHASES } from './phases.js';
import { SITES } from './sites.js';
import { SPEECH } from './speech.js';
import { EARLIER_TASKS } from './tasks-earlier-phases.js';
import { KEY_WORK_TASKS } from './tasks-key-work.js';
import { PUBLICITY_TASKS } from './tasks-publicity.js';
import { SUPERVISION_TASKS } from './tasks-supervision.js';
import { THREE_SYSTEMS_TASKS } from './tasks-three-systems.js';

export const THIRD_PHASE_RECTIFICATION: CampaignTemplate = {
  key: 'third-phase-rectification',
  title: { zh: '作风效能建设活动', en: 'Conduct and Efficiency Campaign' },
  document: { key: SPEECH.key, title: SPEECH.title },
  goal: '转变机关作风，提高办事效能，落实首问负责、限时办结、责任追究“三项制度”。',
  inspection: { by: { zh: '自治区督查', en: 'Inspection by the autonomous region' }, on: { month: 2, day: 26 } },
  mainPhase: 'rectification',
  office: 'efficiency-office',
  departments: DEPARTMENTS,
  phases: PHASES,
  tasks: [...EARLIER_TASKS, ...THREE_SYSTEMS_TASKS, ...KEY_WORK_TASKS, ...SUPERVISION_TASKS, ...PUBLICITY_TASKS],
  sites: SITES,
  notDuties: NOT_DUTIES,
};
