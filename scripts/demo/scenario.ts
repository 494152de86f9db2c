/**
 * How the demonstration's departments behave: most are punctual, some late, a few silent. What is not named here follows
 * from the task's code, so that every loading tells the same story.
 */
import type { CivilDate } from '../../workflows/dates.js';

/** How a task goes. Days are working days. */
export interface Conduct {
  /** From assignment to acknowledgement. */
  acknowledgeAfter: number;
  /** Progress as a share of the planned line. */
  pace: number;
  /** Before the due date it is submitted (negative: after). */
  submitBefore: number;
  /** From submission to the reviewer's answer. */
  reviewAfter: number;
  /** Sent back once before it is accepted. */
  redo: boolean;
  /** No report and no checkpoint from this day on. */
  silentFrom: CivilDate | null;
  /** The last percent that will be reported. */
  upTo: number;
}

/** A whole number from a text, evenly spread; the same text gives the same number. */
export function numberOf(text: string): number {
  let h = 2166136261;
  for (const character of text) h = Math.imul(h ^ (character.codePointAt(0) ?? 0), 16777619);
  return (h >>> 0) % 1000;
}

const punctual = (code: string): Conduct => {
  const n = numberOf(code);
  return {
    acknowledgeAfter: n % 10 === 0 ? 4 : n % 2,
    pace: 0.94 + (n % 17) / 100,
    submitBefore: 1 + (n % 4),
    reviewAfter: 1 + (n % 3),
    redo: n % 13 === 0,
    silentFrom: null,
    upTo: 99,
  };
};

/** The tasks whose story is told on purpose. */
const TOLD: Record<string, Partial<Conduct>> = {
  // Overdue without an extension, the first thing the overview shows.
  'ZW-01': { pace: 0.66, submitBefore: -60, upTo: 41, silentFrom: '2026-05-23' },
  'CF-01': { pace: 0.45, submitBefore: -60, upTo: 30 },
  // Behind, or silent for two weeks.
  'XD-03': { pace: 0.5, submitBefore: -60 },
  'PY-02': { silentFrom: '2026-05-21' },
  'ZW-04': { pace: 0.45, upTo: 20 },
  'AJ-04': { pace: 0.5 },
  // Booklets: four departments have not finished; two were late and then done.
  'SX-01-02': { pace: 0.6, submitBefore: -60, upTo: 50 },
  'SX-01-04': { pace: 0.55, submitBefore: -60, upTo: 45 },
  'SX-01-10': { pace: 0.7, submitBefore: -60, upTo: 70, silentFrom: '2026-05-18' },
  'SX-01-18': { pace: 0.7, submitBefore: -60, upTo: 60 },
  'SX-01': { pace: 0.9, submitBefore: -60, upTo: 85 },
  'DC-04': { submitBefore: -3 },
  'XC-07': { submitBefore: -2 },
  'CB-04': { submitBefore: -1 },
  // Sent back once for want of results.
  'XC-08': { redo: true },
  'JL-06': { redo: true },
};

/** The conduct of a task. */
export function conductOf(code: string): Conduct {
  return { ...punctual(code), ...TOLD[code] };
}

/** What somebody does on purpose on a day: an event on a task, by a part of the cast. */
export interface ToldEvent {
  on: CivilDate;
  task: string;
  by: 'lead' | 'head' | 'office' | 'leader' | 'reviewer';
  event: { type: string } & Record<string, unknown>;
}

export const TOLD_EVENTS: ToldEvent[] = [
  {
    on: '2026-04-01',
    task: 'ZW-05',
    by: 'lead',
    event: { type: 'RETURN', reason: '电子监察系统由市信息办承建，建议由市信息办牵头，我局配合。' },
  },
  {
    on: '2026-04-03',
    task: 'ZW-05',
    by: 'office',
    event: {
      type: 'REASSIGN',
      leadDepartment: 'supervision-bureau',
      answer: '系统由市信息办承建，监察规则和运行由市监察局负责，仍由你局牵头，市信息办配合。',
    },
  },
  {
    on: '2026-05-06',
    task: 'ZW-02',
    by: 'leader',
    event: { type: 'SUSPEND', reason: '新址方案提交市规划委员会研究，等待结果。' },
  },
  { on: '2026-05-12', task: 'ZW-02', by: 'leader', event: { type: 'RESUME' } },
  {
    on: '2026-05-18',
    task: 'ZW-06',
    by: 'lead',
    event: {
      type: 'REQUEST_EXTENSION',
      to: '2026-06-19',
      reason: '机构设置方案须报自治区编办备案，备案需 4 个工作日。',
      progress: '管理制度 9 项已定稿，机构设置方案已会签。',
    },
  },
  {
    on: '2026-05-20',
    task: 'ZW-06',
    by: 'leader',
    event: { type: 'APPROVE_EXTENSION', remark: '同意，备案后即报结。' },
  },
  {
    on: '2026-05-25',
    task: 'ZW-04',
    by: 'lead',
    event: { type: 'ASK_FOR_COORDINATION', question: '办证大厅到各部门的专线有 6 家未通，请分管领导召集协调。' },
  },
  {
    on: '2026-05-26',
    task: 'CF-00',
    by: 'lead',
    event: {
      type: 'REQUEST_EXTENSION',
      to: '2026-06-30',
      reason: '自治区会议时间未定。',
      progress: '已收集 3 个先进市的方案。',
    },
  },
  {
    on: '2026-06-01',
    task: 'ZW-01',
    by: 'office',
    event: { type: 'CHASE', text: '已逾期，请今天报送进驻名单会签情况。' },
  },
];

/** How far each site has prepared its five dimensions by 2 June, and whether it has reported ready. */
export const SITE_STORY: Record<string, { from: CivilDate; dimensions: number; ready: CivilDate | null }> = {
  'qiaoxu-hall': { from: '2026-05-18', dimensions: 5, ready: '2026-06-01' },
  'batang-hall': { from: '2026-05-19', dimensions: 4, ready: null },
  'pingnan-centre': { from: '2026-05-18', dimensions: 5, ready: '2026-05-29' },
  'city-centre': { from: '2026-05-25', dimensions: 2, ready: null },
  'human-resources-hall': { from: '2026-05-29', dimensions: 1, ready: null },
};
