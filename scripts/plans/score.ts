/** Counting how well documents are broken down: proposals against answers written by hand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/paths-root.js';
import { parsePlan } from '../../workflows/plans/parse-plan.js';
import type { Proposal } from '../../workflows/plans/plan.js';
import { parseScoreSheet } from '../../workflows/plans/score-sheet.js';

export type Field =
  | 'tasks'
  | 'lead'
  | 'departments'
  | 'due'
  | 'duties'
  | 'dutyTasks'
  | 'items'
  | 'points'
  | 'mismatches';

/** What each field must reach, in precision and recall. */
export const TARGETS: Record<Field, number> = {
  tasks: 0.99,
  lead: 0.98,
  departments: 0.97,
  due: 0.98,
  duties: 1,
  dutyTasks: 0.85,
  items: 0.99,
  points: 0.99,
  mismatches: 1,
};

export interface Score {
  document: string;
  field: Field;
  expected: number;
  found: number;
  right: number;
  /** Shares, 0–1. */
  precision: number;
  recall: number;
  wrong: string[];
}

interface Due {
  from: string;
  /** Null where the text only says from when on. */
  to: string | null;
  text: string;
}
interface ExpectedTask {
  number: string;
  starts: string;
  lead: string | null;
  departments: string[];
  due: Due[];
}
interface ExpectedDuty {
  quote: string;
  task?: boolean;
  lead?: string | null;
  /** Other answers that are as good. */
  leadAlso?: string[];
  leadStated?: boolean;
  due?: Due[];
}
interface ExpectedItem {
  number: string;
  title: string;
  points: number | null;
  departments: string[];
}
interface Expected {
  document: string;
  year?: number;
  tasks?: ExpectedTask[];
  duties?: ExpectedDuty[];
  items?: ExpectedItem[];
  mismatches?: { where: string; printed: number; summed: number }[];
}

const plain = (text: string) => text.replace(/[\s　⏎]/g, '');
const days = (due: readonly Pick<Due, 'from' | 'to'>[]) =>
  due
    .filter(({ to }) => to !== null)
    .map(({ from, to }) => `${from}..${to}`)
    .sort()
    .join(' ');
const names = (list: readonly string[]) => [...list].map(plain).sort().join('、');

function score(document: string, field: Field, expected: number, found: number, right: number, wrong: string[]): Score {
  const share = (of: number) => (of === 0 ? 1 : right / of);
  return { document, field, expected, found, right, precision: share(found), recall: share(expected), wrong };
}

/** The document of an expectation: a published text or a seed; the first line of a published one names its source. */
export function textOf(document: string): string {
  const root = join(projectRoot, 'test/fixtures');
  if (/^00\d/.test(document)) return readFileSync(join(root, 'seeds', `${document.slice(0, 3)}.txt`), 'utf8');
  return readFileSync(join(root, 'plans', document), 'utf8').replace(/^来源[^\n]*\n+/, '');
}

function scoreTasks(document: string, wanted: readonly ExpectedTask[], proposals: readonly Proposal[]): Score[] {
  const pairs: [ExpectedTask, Proposal][] = [];
  const left = new Set(proposals);
  const missing: string[] = [];
  for (const task of wanted) {
    const found = [...left].find(
      ({ number, text }) => plain(text).startsWith(plain(task.starts)) && plain(number) === plain(task.number),
    );
    if (found) {
      left.delete(found);
      pairs.push([task, found]);
    } else missing.push(`missing ${task.number} ${task.starts}`);
  }
  const extra = [...left].map(({ number, title }) => `not wanted ${number} ${title}`);
  const same = (field: Field, of: (task: ExpectedTask) => string, is: (proposal: Proposal) => string): Score => {
    const wrong = pairs.filter(([task, found]) => of(task) !== is(found));
    const said = wrong.map(
      ([task, found]) => `${task.number} ${task.starts}: ${is(found) || '–'} instead of ${of(task) || '–'}`,
    );
    return score(document, field, pairs.length, pairs.length, pairs.length - wrong.length, said);
  };
  return [
    score(document, 'tasks', wanted.length, proposals.length, pairs.length, [...missing, ...extra]),
    same(
      'lead',
      ({ lead }) => plain(lead ?? ''),
      ({ lead }) => plain(lead ?? ''),
    ),
    same(
      'departments',
      (task) => names(task.departments),
      (found) => names(found.departments),
    ),
    same(
      'due',
      (task) => days(task.due),
      (found) => days(found.due),
    ),
  ];
}

function scoreDuties(
  document: string,
  wanted: readonly ExpectedDuty[],
  { proposals, uncovered }: Pick<ReturnType<typeof parsePlan>, 'proposals' | 'uncovered'>,
): Score[] {
  const overlap = (a: string, b: string) => plain(a).includes(plain(b)) || plain(b).includes(plain(a));
  const missing: string[] = [];
  const wrong: string[] = [];
  let covered = 0;
  let right = 0;
  const tasks = wanted.filter(({ task }) => task === true);
  for (const duty of wanted) {
    const found = proposals.filter(({ text }) => overlap(text, duty.quote));
    const listed = uncovered.some(({ text }) => overlap(text, duty.quote));
    if (found.length > 0 || listed) covered += 1;
    else missing.push(duty.quote);
    if (duty.task !== true) continue;
    // A lead that the text does not state must not be claimed: a confident wrong one is the worst mistake.
    const leads = duty.leadStated ? [duty.lead ?? '', ...(duty.leadAlso ?? [])].map(plain) : [''];
    const good = found.some((one) => {
      const who = plain(one.lead ?? (duty.leadStated ? (one.departments[0] ?? '') : ''));
      return leads.includes(who) && days(one.due) === days(duty.due ?? []);
    });
    if (good) right += 1;
    else
      wrong.push(
        `${duty.quote}: ${found.map((one) => `${one.lead ?? '–'} ${days(one.due)}`).join(' | ') || 'no task'} instead of ${duty.lead ?? '–'} ${days(duty.due ?? [])}`,
      );
  }
  const scores = [score(document, 'duties', wanted.length, wanted.length, covered, missing)];
  return tasks.length === 0
    ? scores
    : [...scores, score(document, 'dutyTasks', tasks.length, tasks.length, right, wrong)];
}

function scoreSheet(document: string, { items = [], mismatches = [], year = 2018 }: Expected, text: string): Score[] {
  const sheet = parseScoreSheet(text, year);
  const found = new Map((sheet?.items ?? []).map((item) => [item.number, item]));
  const pairs = items.flatMap((item) => {
    const one = found.get(item.number);
    return one ? [[item, one] as const] : [];
  });
  const missing = items
    .filter(({ number }) => !found.has(number))
    .map(({ number, title }) => `missing ${number} ${title}`);
  const differ = (is: (pair: (typeof pairs)[number]) => boolean) =>
    pairs.filter((pair) => !is(pair)).map(([{ number, title }]) => `${number} ${title}`);
  const points = differ(([a, b]) => a.points === b.points);
  const departments = differ(([a, b]) => names(a.departments) === names(b.departments));
  const said = (list: readonly { where: string; printed: number; summed: number }[]) =>
    list.map(({ where, printed, summed }) => `${where} ${printed} ${summed}`);
  const [a, b] = [said(mismatches), said(sheet?.mismatches ?? [])];
  return [
    score(document, 'items', items.length, found.size, pairs.length, missing),
    score(document, 'points', pairs.length, pairs.length, pairs.length - points.length, points),
    score(document, 'departments', pairs.length, pairs.length, pairs.length - departments.length, departments),
    score(document, 'mismatches', a.length, b.length, a.filter((one) => b.includes(one)).length, [
      ...a.filter((one) => !b.includes(one)),
      ...b.filter((one) => !a.includes(one)),
    ]),
  ];
}

/** Score every document that has expected answers. */
export function scoreAll(): Score[] {
  const folder = join(projectRoot, 'test/plans/expected');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const expected = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Expected;
      const { document } = expected;
      const text = textOf(document);
      if (expected.items) return scoreSheet(document, expected, text);
      const parsed = parsePlan(text, { year: expected.year });
      return [
        ...(expected.tasks ? scoreTasks(document, expected.tasks, parsed.proposals) : []),
        ...(expected.duties && expected.duties.length > 0 ? scoreDuties(document, expected.duties, parsed) : []),
      ];
    });
}
