/**
 * What an edited row asks of its task: the events a person would put by hand, tried one after the other on the facts as they
 * stand, so that what is shown before is what happens after. A cell that cannot be followed is refused with its reasons and
 * holds nothing else up.
 */
import type { Moment } from '../moment.js';
import type { Directory } from '../names/directory.js';
import { eventsTo, type Reason, reasonsAgainst, step } from '../step.js';
import { planOf, type TaskEvent, type TaskFacts, type TaskState } from '../tasks/task.js';
import { taskMachine, taskWorkflow } from '../tasks/task.machine.js';
import { type Difference, differences } from './base.js';
import { dueIn, plainCell, type ShownColumn } from './columns.js';
import type { GivenRow } from './read-sheet.js';

/** A task as it stands, with what the ledger shows of it. */
export interface CurrentRow {
  id: string;
  rev: number;
  state: TaskState;
  facts: TaskFacts;
  light: { colour: 'none' | 'green' | 'blue' | 'yellow' | 'red'; reason: Reason; since: string };
  texts: Record<ShownColumn, string>;
}

export interface RefusedCell {
  column: ShownColumn;
  reasons: Reason[];
}
export interface PlannedEvent {
  event: TaskEvent;
  columns: ShownColumn[];
}
export interface RowPlan {
  /** Cells that will be followed, and conflicts with them once they are decided for the file. */
  changes: Difference[];
  conflicts: Difference[];
  refused: RefusedCell[];
  events: PlannedEvent[];
}

/** What a row is judged by. */
export interface Judging {
  /** What a change by this file says as its reason. */
  reason: string;
  /** For dates without a year. */
  year: number;
  moment: Moment;
  directory: Directory;
  nameOf(department: string): string;
  /** The state a word stands for, in either language. */
  stateOf(text: string): TaskState | null;
  /** Why this person may not put this event to such a task, and what is wrong with its values; both the write path's own answers. */
  against(event: TaskEvent, facts: TaskFacts): Reason[];
}

const refusal = (code: string, params: Record<string, string | number> = {}): Reason => ({
  code: `ledger.refused.${code}`,
  params,
});

/** Whoever reads a difference as decided for the file. */
export type Chosen = (column: ShownColumn) => boolean;

/** Compare a row with its task. `mine` tells which conflicts were decided for the file; without it they stay open. */
export function planRow(given: GivenRow, current: CurrentRow, judging: Judging, mine: Chosen = () => false): RowPlan {
  const none = { changes: [], conflicts: [], events: [] };
  if (given.formulas.length > 0) {
    const reasons = given.formulas.map((cell) => refusal('formula', { cell }));
    return { ...none, refused: [{ column: 'title', reasons }] };
  }
  const found = differences(given, current);
  const code = found.find(({ column }) => column === 'code');
  // Rows sorted without their hidden columns would each change another's task.
  if (code) {
    const reasons = [refusal('code', { row: given.n, file: code.wanted, record: code.now })];
    return { ...none, refused: [{ column: 'code', reasons }] };
  }
  const conflicts = found.filter(({ conflict, column }) => conflict && FOLLOWED.has(column));
  const open = new Set(conflicts.filter(({ column }) => !mine(column)).map(({ column }) => column));
  const wanted = found.filter(({ column }) => !open.has(column));
  const { events, refused } = eventsFor(current, wanted, judging);
  const followed = new Set(events.flatMap(({ columns }) => columns));
  return { changes: wanted.filter(({ column }) => followed.has(column)), conflicts, refused, events };
}

/** Columns that something can be changed by; the others are computed, or moved by steps of their own. */
const FOLLOWED = new Set<ShownColumn>([
  'title',
  'requirement',
  'lead',
  'supporting',
  'due',
  'dueText',
  'state',
  'percent',
  'lastReport',
]);
const WORDS: readonly ShownColumn[] = ['title', 'requirement', 'lead', 'supporting', 'due', 'dueText'];
const AMENDABLE: readonly ShownColumn[] = ['title', 'requirement', 'supporting'];
/** Fields of events as columns of the ledger. */
const COLUMN_OF: Record<string, ShownColumn> = {
  title: 'title',
  requirement: 'requirement',
  leadDepartment: 'lead',
  coDepartments: 'supporting',
  due: 'due',
  text: 'lastReport',
  percent: 'percent',
};
/** Events that need nothing but to be put. */
const BARE = new Set(['ASSIGN', 'ACKNOWLEDGE', 'RESUME']);

/** The department a name stands for, or why it stands for none. */
function departmentIn(name: string, { directory, nameOf }: Judging): { id: string } | { reason: Reason } {
  const match = directory.find(name);
  if (match.kind === 'known') return { id: match.id };
  if (match.kind === 'group') return { reason: refusal('group', { name }) };
  const nearest = match.nearest.map(nameOf).join('、');
  return { reason: nearest === '' ? refusal('unknown', { name }) : refusal('unknownNear', { name, nearest }) };
}

/** The departments that a cell lists, or what is wrong with it. */
function departmentsIn(text: string, judging: Judging): { ids: string[]; names: string[]; reasons: Reason[] } {
  const { names: listed, openEnded } = judging.directory.list(text);
  const names = listed.filter((name) => name !== '无');
  const found = names.map((name) => departmentIn(name, judging));
  const reasons = found.flatMap((one) => ('reason' in one ? [one.reason] : []));
  if (openEnded) reasons.push(refusal('openEnded', { names: names.join('、') }));
  return { ids: [...new Set(found.flatMap((one) => ('id' in one ? [one.id] : [])))], names, reasons };
}

/** The values that words ask for, on top of what the task has; a cell that cannot be read is refused. */
export function wordsIn(
  now: Pick<TaskFacts, 'title' | 'requirement' | 'leadDepartment' | 'coDepartments' | 'due'>,
  cells: Partial<Record<ShownColumn, string>>,
  judging: Judging,
): { values: typeof now; refused: RefusedCell[] } {
  const refused: RefusedCell[] = [];
  const { title, requirement, leadDepartment, coDepartments, due: promised } = now;
  const values = { title, requirement, leadDepartment, coDepartments, due: promised };
  if (cells.title !== undefined) values.title = plainCell('title', cells.title);
  if (cells.requirement !== undefined) values.requirement = plainCell('requirement', cells.requirement);
  if (cells.lead !== undefined) {
    const { ids, names, reasons } = departmentsIn(plainCell('lead', cells.lead), judging);
    // One department answers for a task: of several the office says which.
    if (names.length > 1)
      refused.push({ column: 'lead', reasons: [refusal('severalLeads', { names: names.join('、') })] });
    else if (reasons.length > 0) refused.push({ column: 'lead', reasons });
    else values.leadDepartment = ids[0] ?? null;
  }
  if (cells.supporting !== undefined) {
    const { ids, reasons } = departmentsIn(plainCell('supporting', cells.supporting), judging);
    if (reasons.length > 0) refused.push({ column: 'supporting', reasons });
    else values.coDepartments = ids;
  }
  if (cells.due !== undefined) {
    const due = dueIn(cells.due, judging.year);
    if (due === undefined) refused.push({ column: 'due', reasons: [refusal('date', { text: cells.due })] });
    // The document's words stay with the task when only its day moves.
    else values.due = due && { ...due, text: due.text || (promised?.text ?? '') };
  }
  if (cells.dueText !== undefined) {
    const text = plainCell('dueText', cells.dueText);
    const due = values.due ?? dueIn(text, judging.year) ?? null;
    if (due) values.due = { ...due, text };
    else if (text !== '') refused.push({ column: 'dueText', reasons: [refusal('date', { text })] });
  }
  return { values, refused };
}

/** The events that follow some cells of a task, and the cells that none can follow. */
function eventsFor(current: CurrentRow, wanted: readonly Difference[], judging: Judging) {
  const { moment, against } = judging;
  const events: PlannedEvent[] = [];
  const cells: Partial<Record<ShownColumn, string>> = {};
  for (const { column, wanted: text } of wanted) cells[column] = text;
  const asked = (columns: readonly ShownColumn[]) => columns.filter((column) => cells[column] !== undefined);
  const refuse = (columns: readonly ShownColumn[], reasons: Reason[]): RefusedCell[] =>
    reasons.length > 0 ? columns.map((column) => ({ column, reasons })) : [];
  let { state, facts, light } = current;

  /** Reasons against an event now; without any it has happened for whatever comes after it. */
  function put(event: TaskEvent, columns: ShownColumn[], target?: string): Reason[] {
    const reasons = against(event, facts);
    if (reasons.length > 0) return reasons;
    const outcome = step(taskWorkflow, { id: current.id, state, facts, light }, event, moment);
    if (!outcome.accepted) return outcome.reasons;
    if (target !== undefined && outcome.state !== target) return [noWay()];
    events.push({ event, columns });
    state = outcome.state as TaskState;
    facts = outcome.facts;
    light = outcome.light;
    return [];
  }
  const noWay = () => refusal('noWay', { from: current.texts.state, to: cells.state ?? '' });

  function putWords(columns: readonly ShownColumn[]): RefusedCell[] {
    const some = Object.fromEntries(columns.map((column) => [column, cells[column]]));
    const { values, refused: unread } = wordsIn(facts, some, judging);
    const rest = columns.filter((column) => !unread.some((one) => one.column === column));
    if (rest.length === 0) return unread;
    const { title, requirement, coDepartments } = values;
    const event: TaskEvent =
      state === 'draft'
        ? { type: 'EDIT', plan: { ...planOf(facts), ...values } }
        : { type: 'AMEND', title, requirement, coDepartments, reason: judging.reason };
    const reasons = put(event, rest);
    if (reasons.length === 0) return unread;
    // Cells that are at fault by name are left out; the rest is tried again without them.
    const faulty = rest.filter((column) => reasons.some((reason) => columnOf(reason) === column));
    const blamed = reasons.every((reason) => faulty.some((column) => column === columnOf(reason)));
    if (!blamed) return [...unread, ...refuse(rest, reasons)];
    const named = faulty.map((column) => ({
      column,
      reasons: reasons.filter((reason) => columnOf(reason) === column),
    }));
    return [...unread, ...named, ...putWords(rest.filter((column) => !faulty.includes(column)))];
  }

  function putState(): RefusedCell[] {
    if (cells.state === undefined) return [];
    const target = judging.stateOf(cells.state);
    if (!target) return refuse(['state'], [refusal('unknownState', { text: cells.state })]);
    const ways = eventsTo(taskMachine, state, target);
    const bare = ways.find((one) => BARE.has(one));
    if (bare) return refuse(['state'], put({ type: bare } as TaskEvent, ['state'], target));
    const [way] = ways;
    if (!way) return refuse(['state'], [noWay()]);
    const reasons = reasonsAgainst(taskWorkflow, state, facts, way as TaskEvent['type'], moment);
    return refuse(['state'], reasons.length > 0 ? reasons : [refusal('onPage', { event: way })]);
  }

  function putReport(): RefusedCell[] {
    const columns = asked(['percent', 'lastReport']);
    if (columns.length === 0) return [];
    if (cells.lastReport === undefined) return refuse(columns, [refusal('percentAlone')]);
    if (moment.actor.department !== facts.leadDepartment) return refuse(columns, [{ code: 'policy.onlyLead' }]);
    const typed = cells.percent === undefined ? String(facts.percent) : plainCell('percent', cells.percent);
    if (!/^\d{1,3}$/.test(typed)) return refuse(columns, [{ code: 'percentOutOfRange', field: 'percent' }]);
    const text = plainCell('lastReport', cells.lastReport);
    const said = { text, percent: Number(typed), reason: '', problem: '', nextStep: '', done: false };
    return refuse(columns, put({ type: 'REPORT', ...said }, columns));
  }

  const fixed = wanted.filter(({ column }) => !FOLLOWED.has(column));
  const words = asked(WORDS);
  const byStep = state === 'draft' ? [] : words.filter((column) => !AMENDABLE.includes(column));
  const refused = [
    ...fixed.flatMap(({ column }) => refuse([column], [refusal(`fixed.${column}`)])),
    ...byStep.flatMap((column) => refuse([column], [refusal(`assigned.${column}`)])),
    ...putWords(words.filter((column) => !byStep.includes(column))),
    ...putState(),
    ...putReport(),
  ];
  return { events, refused };
}

/** The column a reason is about: its field, without the path to it. */
function columnOf({ field }: Reason): ShownColumn | undefined {
  if (field?.endsWith('due.text')) return 'dueText';
  return COLUMN_OF[field?.split('.').at(-1) ?? ''];
}
