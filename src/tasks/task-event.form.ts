/** What a page's form sends, turned into what the event's schema reads; and reasons turned back to the form's fields. */
import type { Reason } from '../../workflows/step.js';
import { OCCURRENCES_MOST } from '../../workflows/tasks/recurrence.js';
import type { Sent } from '../http/sent-form.js';

/** The body for the event, and the form's name for a path in it. */
export interface EventBody {
  body: Record<string, unknown>;
  fieldOf(path: string): string;
}

/** Rows of checkpoints and of parts that a form may have: as many as a duty comes back, and two empty ones. */
export const MOST_ROWS = OCCURRENCES_MOST + 2;

/** A number as typed; what is none stays text, so that the schema says so. */
function number(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,6}$/.test(value.trim()) ? Number(value) : value;
}

function lines(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function list(value: unknown): unknown {
  return typeof value === 'string' ? [value] : (value ?? []);
}

function fuzzy(from: unknown, to: unknown, text: unknown): unknown {
  if (!from && !to) return null;
  return { from: from || to, to: to ?? '', text: text ?? '' };
}

interface Rows {
  rows: Record<string, unknown>[];
  /** The number in the form of each row taken. */
  numbers: number[];
  rest: Sent;
}

/** Fields `<prefix><n><Name>` gathered into rows; a row without a title does not count. */
function rowsOf(fields: Sent, prefix: string, names: readonly string[]): Rows {
  const rest: Sent = { ...fields };
  const found: Rows = { rows: [], numbers: [], rest };
  for (let n = 0; n < MOST_ROWS; n += 1) {
    const row: Record<string, unknown> = {};
    for (const name of names) {
      const field = `${prefix}${n}${name}`;
      row[name] = rest[field];
      delete rest[field];
    }
    if (typeof row.Title === 'string' && row.Title.trim() === '') continue;
    if (row.Title === undefined) continue;
    found.rows.push(row);
    found.numbers.push(n);
  }
  return found;
}

/** The plan of a task as its form sends it. */
export function planBody(sent: Sent): EventBody {
  const { rows, numbers, rest } = rowsOf(sent, 'cp', ['Key', 'Title', 'From', 'To', 'Text', 'Evidence']);
  const { dueFrom, dueTo, dueText, leadDepartment, coDepartments, outcomes, weight, reportEvery, ...others } = rest;
  const taken = new Set(rows.map(({ Key }) => Key));
  const plan = {
    ...others,
    outcomes: lines(outcomes ?? ''),
    leadDepartment: leadDepartment || null,
    coDepartments: list(coDepartments),
    due: fuzzy(dueFrom, dueTo, dueText),
    ...(weight === undefined ? {} : { weight: number(weight) }),
    ...(reportEvery === undefined ? {} : { reportEvery: number(reportEvery) }),
    checkpoints: rows.map(({ Key, Title, From, To, Text, Evidence }, i) => ({
      key: Key || freeKey(taken, numbers[i] ?? i),
      title: Title,
      due: fuzzy(From, To, Text) ?? { from: '', to: '' },
      evidenceRequired: Evidence !== undefined,
    })),
  };
  return { body: { plan }, fieldOf: (path) => planField(path.replace(/^plan\./, ''), numbers) };
}

function freeKey(taken: Set<unknown>, n: number): string {
  let key = `cp-${n + 1}`;
  while (taken.has(key)) key += 'x';
  taken.add(key);
  return key;
}

function planField(path: string, numbers: readonly number[]): string {
  const [first = '', second, third, fourth] = path.split('.');
  if (first === 'due') return second === 'from' ? 'dueFrom' : second === 'text' ? 'dueText' : 'dueTo';
  if (first !== 'checkpoints') return first;
  const row = numbers[Number(second ?? 0)] ?? 0;
  if (third === 'due') return `cp${row}${fourth === 'from' ? 'From' : 'To'}`;
  return `cp${row}Title`;
}

function splitBody(sent: Sent): EventBody {
  const { rows, numbers, rest } = rowsOf(sent, 'part', ['Title', 'Lead', 'Due']);
  const parts = rows.map(({ Title, Lead, Due }) => ({ title: Title, leadDepartment: Lead || null, due: Due || null }));
  return {
    body: { ...rest, parts },
    fieldOf: (path) => {
      const [, n, name] = path.split('.');
      const row = numbers[Number(n ?? 0)] ?? 0;
      return `part${row}${name === 'due' ? 'Due' : name === 'leadDepartment' ? 'Lead' : 'Title'}`;
    },
  };
}

/** What a form of this event sends, as its schema reads it. */
export function eventBody(type: string, fields: Sent): EventBody {
  if (type === 'EDIT') return planBody(fields);
  if (type === 'SPLIT') return splitBody(fields);
  return { body: { ...fields }, fieldOf: (path) => path.split('.')[0] ?? path };
}

/** The name under which a field of the form is known to people. */
function labelOf(field: string): string {
  if (/^cp\d/.test(field)) return 'checkpoints';
  return /^part\d/.test(field) ? 'parts' : field;
}

/** A reason about the event as a reason about the form. */
export function aboutForm(fieldOf: EventBody['fieldOf']): (reason: Reason) => Reason {
  return (reason) => {
    if (reason.field === undefined) return reason;
    const field = fieldOf(reason.field);
    const named = typeof reason.params?.field === 'string';
    return { ...reason, field, ...(named ? { params: { ...reason.params, field: labelOf(field) } } : {}) };
  };
}
