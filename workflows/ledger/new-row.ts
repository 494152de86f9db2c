/** A row without an id asks for a new task: a draft, with its place in the breakdown. */
import type { Reason } from '../step.js';
import type { TaskPlan } from '../tasks/task.js';
import { type Cells, plainCell, type ShownColumn } from './columns.js';
import { type Judging, type RefusedCell, wordsIn } from './plan-row.js';
import type { GivenRow } from './read-sheet.js';

export interface FreshTask {
  group: string;
  /** Key of a phase. */
  phase: string;
  /** Code of the task it belongs to, as the file names it; empty for none. */
  parent: string;
  plan: TaskPlan;
}

/** Where new tasks are put. */
export interface Place {
  /** Letters for codes that name none. */
  group: string;
  /** Key of the phase for rows that name none. */
  phase: string;
  /** The key of a phase by its title or key. */
  phaseOf(text: string): string | null;
  /** Codes that tasks of the campaign have. */
  taken(code: string): boolean;
  /** Codes that other new rows of the file go by. */
  newCodes: ReadonlySet<string>;
  /** What else is wrong with the task, as its form would say it. */
  againstPlan(plan: TaskPlan): Reason[];
}

export interface NewRow {
  fresh: FreshTask | null;
  refused: RefusedCell[];
}

/** What a draft shows before anything has happened to it; other values in these cells have no way to become true. */
const EMPTY: Partial<Record<ShownColumn, RegExp>> = {
  percent: /^0?$/,
  lastReport: /^$/,
  reportedOn: /^$/,
  why: /^$/,
};

const refusal = (column: ShownColumn, code: string, params: Record<string, string | number> = {}): RefusedCell => ({
  column,
  reasons: [{ code: `ledger.refused.${code}`, params }],
});

function notYet(cells: Cells, { stateOf }: Judging): RefusedCell[] {
  const refused = Object.entries(EMPTY)
    .filter(([column, pattern]) => !pattern.test(plainCell(column as ShownColumn, cells[column as ShownColumn] ?? '')))
    .map(([column]) => refusal(column as ShownColumn, 'newIsDraft'));
  const state = plainCell('state', cells.state ?? '');
  if (state !== '' && stateOf(state) !== 'draft') refused.push(refusal('state', 'newIsDraft'));
  return refused;
}

/** Read a new row. `phaseAbove` is what the nearest row above says, for merged cells. */
export function newRow(given: GivenRow, phaseAbove: string, place: Place, judging: Judging): NewRow {
  const { cells, formulas } = given;
  if (formulas.length > 0) {
    const reasons = formulas.map((cell) => ({ code: 'ledger.refused.formula', params: { cell } }));
    return { fresh: null, refused: [{ column: 'title', reasons }] };
  }
  const code = plainCell('code', cells.code ?? '');
  if (code !== '' && place.taken(code)) return { fresh: null, refused: [refusal('code', 'codeTaken', { code })] };
  const parent = plainCell('parent', cells.parent ?? '');
  if (parent !== '' && !place.taken(parent) && !place.newCodes.has(parent)) {
    return { fresh: null, refused: [refusal('parent', 'unknownParent', { code: parent })] };
  }
  const named = (cells.phase ?? '').trim() || phaseAbove;
  const phase = named === '' ? place.phase : place.phaseOf(named);
  if (phase === null) return { fresh: null, refused: [refusal('phase', 'unknownPhase', { text: named })] };
  const blank = { title: '', requirement: '', leadDepartment: null, coDepartments: [], due: null };
  const filled = Object.fromEntries(Object.entries(cells).filter(([, text]) => text.trim() !== ''));
  const { values, refused } = wordsIn(blank, filled, judging);
  const plan: TaskPlan = {
    ...values,
    // The lead department does not support itself.
    coDepartments: values.coDepartments.filter((id) => id !== values.leadDepartment),
    outcomes: [],
    origin: 'local',
    weight: 1,
    readinessItem: '',
    checkpoints: [],
    reportEvery: 0,
  };
  if (plan.title === '') return { fresh: null, refused: [refusal('title', 'noTitle')] };
  const reasons = place.againstPlan(plan);
  if (reasons.length > 0) return { fresh: null, refused: [{ column: 'title', reasons }] };
  const group = /^([A-Z]{1,6})(?:-|$)/.exec(code)?.[1] ?? place.group;
  return { fresh: { group, phase, parent, plan }, refused: [...refused, ...notYet(cells, judging)] };
}
