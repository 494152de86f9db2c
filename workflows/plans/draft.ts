/**
 * A document on its way to becoming tasks: proposals to accept, edit, merge, split or skip, and duties without a task to
 * take up or dismiss by name. Nothing is created before the check page is confirmed.
 */

import { type CivilDate, exactDate, type FuzzyDate, laterOf } from '../dates.js';
import type { Match } from '../names/directory.js';
import type { Reason } from '../step.js';
import { OCCURRENCES_MOST, occurrences } from '../tasks/recurrence.js';
import { cut } from '../text.js';
import type { ParsedPlan, Passage, Proposal } from './plan.js';

/** What would be created of a proposal. */
export interface DraftPlan {
  title: string;
  requirement: string;
  /** Results that show it is done; documents seldom say them, and a task is not assigned without one. */
  outcomes: string[];
  /** Ids of departments. */
  leadDepartment: string | null;
  coDepartments: string[];
  due: FuzzyDate | null;
  checkpoints: { key: string; title: string; due: FuzzyDate }[];
}

/** Fields of a task that a document says. */
export const WORDED = ['title', 'requirement', 'leadDepartment', 'coDepartments', 'due', 'checkpoints'] as const;
export type Worded = (typeof WORDED)[number];

/** A field that the new edition words differently. */
export interface Difference {
  field: Worded;
  before: DraftPlan[Worded];
  after: DraftPlan[Worded];
}

/** A clause as the document prints it; `at` tells it from another that is worded the same, where it is known. */
export type Clause = Pick<Proposal, 'number' | 'path' | 'title' | 'text'> & { at?: number };

/** A name of the document that is no department here. */
export interface UnknownName {
  name: string;
  group: boolean;
  nearest: string[];
}

export interface DraftItem {
  key: string;
  proposal: Proposal;
  /** The clauses of the document it was made of: several when merged, one in common when split. */
  clauses: Clause[];
  state: 'open' | 'accepted' | 'skipped';
  plan: DraftPlan;
  /** The plan as the document alone says it, before the office typed anything. */
  said: Pick<DraftPlan, Worded>;
  unknown: UnknownName[];
  /** The task it has become; null until then. */
  task: string | null;
  /** What became of its clause since the edition before; null in a first edition. */
  edition: EditionItem | null;
}

/**
 * `taken`: fields that the office takes over into the task, null while undecided; `refused`: why the task did not take them;
 * `done`: they were put to the task.
 */
export type EditionItem =
  | { kind: 'same' | 'added' }
  | { kind: 'changed'; changed: Difference[]; taken: Worded[] | null; refused: Reason[]; done: boolean };

/** An item whose clause is no longer in the document; settled by somebody, by name. It is kept: the clause may come back. */
export interface GoneItem {
  item: DraftItem;
  settledBy: string | null;
}

/** A duty that gave no task; dismissed by somebody, by name. */
export interface UncoveredDuty extends Passage {
  dismissedBy: string | null;
}

export interface DraftContent {
  items: DraftItem[];
  uncovered: UncoveredDuty[];
  /** The number the next item gets, so that a key is never used twice. */
  nextKey: number;
  /** Clauses of the edition before that are gone. */
  gone: GoneItem[];
}

/** The days of the phase, in which duties that come back are owed; times before `today` are past and not asked for. */
export interface Window {
  opensOn: CivilDate;
  closesOn: CivilDate;
  today: CivilDate;
}

export type FindDepartment = (name: string) => Match;

export const TITLE_MOST = 200;
export const REQUIREMENT_MOST = 4_000;
export const CHECKPOINTS_MOST = OCCURRENCES_MOST;

/** The last of several deadlines binds; the others are checkpoints on the way. */
function planOf(
  proposal: Proposal,
  find: FindDepartment,
  window?: Window,
): { plan: DraftPlan; unknown: UnknownName[] } {
  const unknown: UnknownName[] = [];
  const idOf = (name: string): string | null => {
    const match = find(name);
    if (match.kind === 'known') return match.id;
    unknown.push({ name, group: match.kind === 'group', nearest: match.kind === 'unknown' ? match.nearest : [] });
    return null;
  };
  const lead = proposal.lead === null ? null : idOf(proposal.lead);
  // Several that are said to lead are a question; until it is answered all of them take part.
  const others = [...(proposal.lead === null ? proposal.leads : []), ...proposal.departments].map(idOf);
  const said = [...proposal.due].sort((a, b) => (a.to < b.to ? -1 : 1)).at(-1) ?? null;
  const owed = owedIn(proposal, said, window);
  // A duty that comes back ends with its phase where the document names no end.
  const due = said ?? owed.at(-1)?.due ?? null;
  const checkpoints = [...proposal.checkpoints, ...owed].slice(0, CHECKPOINTS_MOST).map(({ title, due: on }, i) => ({
    key: `c${i + 1}`,
    title: cut(title || proposal.title, 120),
    due: on,
  }));
  return {
    plan: {
      title: cut(proposal.title, TITLE_MOST),
      requirement: cut(proposal.text, REQUIREMENT_MOST),
      outcomes: [],
      leadDepartment: lead,
      coDepartments: [...new Set(others.filter((id) => id !== null && id !== lead))] as string[],
      due,
      checkpoints,
    },
    unknown,
  };
}

/** Each time that a duty which comes back is owed within its phase, or until the day the document names. */
function owedIn({ recurs, notBefore }: Proposal, until: FuzzyDate | null, window?: Window) {
  if (!recurs || !window) return [];
  const from = laterOf(window.opensOn, notBefore?.from ?? window.opensOn);
  return occurrences(recurs, from, until?.to ?? window.closesOn).map(({ title, due }) => ({
    title,
    due: exactDate(due.to, cut(recurs.text, 60)),
  }));
}

export const keyOf = (n: number) => `p${n}`;

function item(read: Proposal, n: number, find: FindDepartment, window?: Window): DraftItem {
  const { plan, unknown } = planOf(read, find, window);
  const { outcomes: _, ...said } = plan;
  // Whoever the document names is nobody here: who leads is a question, however plainly it is printed.
  const asked = read.lead !== null && plan.leadDepartment === null;
  const proposal: Proposal = asked ? { ...read, basis: { ...read.basis, lead: 'asked' } } : read;
  return {
    key: keyOf(n),
    proposal,
    clauses: [clauseOf(proposal)],
    state: 'open',
    plan: window ? { ...plan, ...stillOwed(proposal, said, window.today) } : plan,
    said,
    unknown,
    task: null,
    edition: null,
  };
}

/** What a document says, without the times of a duty that comes back which are past. */
export function stillOwed<P extends Pick<DraftPlan, Worded>>(
  { recurs, checkpoints }: Proposal,
  said: P,
  today: CivilDate,
): P {
  if (!recurs) return said;
  // The stages that the document names by themselves stand before those that come round.
  return { ...said, checkpoints: said.checkpoints.filter(({ due }, i) => i < checkpoints.length || due.to >= today) };
}

const clauseOf = ({ number, path, title, text, quote }: Proposal): Clause => ({
  number,
  path,
  title,
  text,
  at: quote.start,
});

/** A fresh draft of what a document was parsed to. */
export function draftOf({ proposals, uncovered }: ParsedPlan, find: FindDepartment, window?: Window): DraftContent {
  return {
    items: proposals.map((proposal, i) => item(proposal, i + 1, find, window)),
    uncovered: uncovered.map((one) => ({ ...one, dismissedBy: null })),
    nextKey: proposals.length + 1,
    gone: [],
  };
}

/** Whether everything that makes a task can be taken as it stands: nothing asked, nobody unknown. */
export function isCertain({ proposal, plan, unknown }: DraftItem): boolean {
  return (
    plan.leadDepartment !== null &&
    plan.due !== null &&
    proposal.basis.lead !== 'asked' &&
    unknown.every(({ group }) => group)
  );
}

function changed(content: DraftContent, key: string, change: (one: DraftItem) => DraftItem): DraftContent {
  return { ...content, items: content.items.map((one) => (one.key === key && one.task === null ? change(one) : one)) };
}

export function decide(content: DraftContent, key: string, state: DraftItem['state']): DraftContent {
  return changed(content, key, (one) => ({ ...one, state }));
}

/** What the office has typed; it is accepted with it, and names that were unknown are settled. */
export function edit(content: DraftContent, key: string, plan: Omit<DraftPlan, 'checkpoints'>): DraftContent {
  return changed(content, key, (one) => ({ ...one, plan: { ...one.plan, ...plan }, unknown: [], state: 'accepted' }));
}

/** Accept every open proposal that leaves nothing to decide. */
export function acceptCertain(content: DraftContent): DraftContent {
  const items = content.items.map((one) =>
    one.state === 'open' && isCertain(one) ? { ...one, state: 'accepted' as const } : one,
  );
  return { ...content, items };
}

/** Somebody says that a sentence asks for no task. */
export function dismiss(content: DraftContent, start: number, by: string | null): DraftContent {
  const uncovered = content.uncovered.map((one) => (one.start === start ? { ...one, dismissedBy: by } : one));
  return { ...content, uncovered };
}

/** A sentence that gave no task as an item: everything about it is still to decide. */
export function itemOf({ text, start, end }: Passage, n: number): DraftItem {
  const proposal: Proposal = {
    number: '',
    path: [],
    title: cut(text.replace(/[。！？]$/, ''), 60),
    text,
    lead: null,
    leads: [],
    departments: [],
    joint: false,
    openEnded: false,
    scope: '',
    due: [],
    notBefore: null,
    recurs: null,
    checkpoints: [],
    quote: { start, end },
    basis: { title: 'inferred:firstClause', lead: 'asked', departments: 'asked', due: 'asked' },
  };
  return item(proposal, n, () => ({ kind: 'group' }));
}

/** A sentence that gave no task becomes a proposal in its place. */
export function takeUp(content: DraftContent, start: number): DraftContent {
  return takeUpAll(content, [start]);
}

/** The same for several, by where they start. */
export function takeUpAll(content: DraftContent, starts: readonly number[]): DraftContent {
  const wanted = new Set(starts);
  const found = content.uncovered.filter(({ start }) => wanted.has(start));
  const items: DraftItem[] = [];
  let next = 0;
  const put = (upTo: number) => {
    for (let one = found[next]; one && one.start < upTo; one = found[next]) {
      items.push(itemOf(one, content.nextKey + next));
      next += 1;
    }
  };
  for (const one of content.items) {
    put(one.proposal.quote.start);
    items.push(one);
  }
  put(Number.POSITIVE_INFINITY);
  const uncovered = content.uncovered.filter(({ start }) => !wanted.has(start));
  return { ...content, items, uncovered, nextKey: content.nextKey + found.length };
}

/** Whether an item still waits for the office: to be taken or not, or to take over what a new edition words differently. */
export function isOpen({ state, task, edition }: DraftItem): boolean {
  return task === null ? state === 'open' : edition?.kind === 'changed' && edition.taken === null;
}

/** The document is broken down: every proposal is decided, no duty is left over and what is gone has been seen to. */
export function isBrokenDown({ items, uncovered, gone }: DraftContent): boolean {
  return (
    !items.some(isOpen) &&
    uncovered.every(({ dismissedBy }) => dismissedBy !== null) &&
    gone.every(({ settledBy }) => settledBy !== null)
  );
}
