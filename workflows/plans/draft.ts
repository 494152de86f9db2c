/**
 * A document on its way to becoming tasks: proposals to accept, edit, merge, split or skip, and duties without a task to
 * take up or dismiss by name. Nothing is created before the check page is confirmed.
 */
import type { FuzzyDate } from '../dates.js';
import type { Match } from './directory.js';
import type { ParsedPlan, Passage, Proposal } from './plan.js';
import { sentencesOf } from './sentences.js';

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

/** A name of the document that is no department here. */
export interface UnknownName {
  name: string;
  group: boolean;
  nearest: string[];
}

export interface DraftItem {
  key: string;
  proposal: Proposal;
  state: 'open' | 'accepted' | 'skipped';
  plan: DraftPlan;
  unknown: UnknownName[];
  /** The task it has become; null until then. */
  task: string | null;
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
}

export type FindDepartment = (name: string) => Match;

const TITLE_MOST = 200;
const REQUIREMENT_MOST = 4_000;
const CHECKPOINTS_MOST = 20;

/** The last of several deadlines binds; the others are checkpoints on the way. */
function planOf(proposal: Proposal, find: FindDepartment): { plan: DraftPlan; unknown: UnknownName[] } {
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
  const due = [...proposal.due].sort((a, b) => (a.to < b.to ? -1 : 1)).at(-1) ?? null;
  const checkpoints = proposal.checkpoints.slice(0, CHECKPOINTS_MOST).map(({ title, due: on }, i) => ({
    key: `c${i + 1}`,
    title: title.slice(0, 120) || proposal.title.slice(0, 120),
    due: on,
  }));
  return {
    plan: {
      title: proposal.title.slice(0, TITLE_MOST),
      requirement: proposal.text.slice(0, REQUIREMENT_MOST),
      outcomes: [],
      leadDepartment: lead,
      coDepartments: [...new Set(others.filter((id) => id !== null && id !== lead))] as string[],
      due,
      checkpoints,
    },
    unknown,
  };
}

const keyOf = (n: number) => `p${n}`;

function item(proposal: Proposal, n: number, find: FindDepartment): DraftItem {
  return { key: keyOf(n), proposal, state: 'open', ...planOf(proposal, find), task: null };
}

/** A fresh draft of what a document was parsed to. */
export function draftOf({ proposals, uncovered }: ParsedPlan, find: FindDepartment): DraftContent {
  return {
    items: proposals.map((proposal, i) => item(proposal, i + 1, find)),
    uncovered: uncovered.map((one) => ({ ...one, dismissedBy: null })),
    nextKey: proposals.length + 1,
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

/** Put a proposal and the one behind it together; nothing when there is none behind it or one has become a task. */
export function mergeWithNext(content: DraftContent, key: string): DraftContent {
  const at = content.items.findIndex((one) => one.key === key);
  const [first, second] = content.items.slice(at, at + 2);
  if (at < 0 || !first || !second || first.task !== null || second.task !== null) return content;
  const proposal: Proposal = {
    ...first.proposal,
    text: `${first.proposal.text}\n${second.proposal.text}`,
    due: [...first.proposal.due, ...second.proposal.due],
    quote: { start: first.proposal.quote.start, end: Math.max(first.proposal.quote.end, second.proposal.quote.end) },
  };
  const lead = first.plan.leadDepartment ?? second.plan.leadDepartment;
  const departments = [...first.plan.coDepartments, ...second.plan.coDepartments];
  if (second.plan.leadDepartment) departments.push(second.plan.leadDepartment);
  const dues = [first.plan.due, second.plan.due].filter((due): due is FuzzyDate => due !== null);
  const merged: DraftItem = {
    ...first,
    proposal,
    state: 'open',
    plan: {
      ...first.plan,
      requirement: `${first.plan.requirement}\n${second.plan.requirement}`.slice(0, REQUIREMENT_MOST),
      leadDepartment: lead,
      coDepartments: [...new Set(departments)].filter((id) => id !== lead),
      due: dues.sort((a, b) => (a.to < b.to ? -1 : 1)).at(-1) ?? null,
      checkpoints: [...first.plan.checkpoints, ...second.plan.checkpoints]
        .slice(0, CHECKPOINTS_MOST)
        .map((checkpoint, i) => ({ ...checkpoint, key: `c${i + 1}` })),
    },
    unknown: [...first.unknown, ...second.unknown],
  };
  return { ...content, items: [...content.items.slice(0, at), merged, ...content.items.slice(at + 2)] };
}

/** One proposal for each of its sentences, all with what the whole said of who is responsible. */
export function splitBySentence(content: DraftContent, key: string, text: string): DraftContent {
  const at = content.items.findIndex((one) => one.key === key);
  const whole = content.items[at];
  if (!whole || whole.task !== null) return content;
  const { proposal, plan } = whole;
  const from = text.indexOf(proposal.text, proposal.quote.start);
  const sentences =
    from < 0
      ? sentencesOf(proposal.text, { start: 0, end: proposal.text.length })
      : sentencesOf(text, { start: from, end: from + proposal.text.length });
  // A title that only heads the rest is no task of its own.
  const parts = sentences.filter(({ text: words }) => words.replace(/[。！？]$/, '') !== proposal.title);
  if (parts.length < 2) return content;
  const items = parts.map((part, i): DraftItem => {
    const due = proposal.due.filter((one) => part.text.includes(one.text));
    return {
      ...whole,
      key: keyOf(content.nextKey + i),
      state: 'open',
      proposal: {
        ...proposal,
        title: part.text.split(/[，。；]/, 1)[0]?.slice(0, 60) ?? proposal.title,
        text: part.text,
        due,
        checkpoints: [],
        quote: from < 0 ? proposal.quote : { start: part.start, end: part.end },
      },
      plan: {
        ...plan,
        title: part.text.replace(/[。！？]$/, '').slice(0, TITLE_MOST),
        requirement: part.text,
        due: due.at(-1) ?? null,
        checkpoints: [],
      },
    };
  });
  return {
    ...content,
    items: [...content.items.slice(0, at), ...items, ...content.items.slice(at + 1)],
    nextKey: content.nextKey + items.length,
  };
}

/** Somebody says that a sentence asks for no task. */
export function dismiss(content: DraftContent, start: number, by: string | null): DraftContent {
  const uncovered = content.uncovered.map((one) => (one.start === start ? { ...one, dismissedBy: by } : one));
  return { ...content, uncovered };
}

/** A sentence that gave no task becomes a proposal in its place. */
export function takeUp(content: DraftContent, start: number): DraftContent {
  const found = content.uncovered.find((one) => one.start === start);
  if (!found) return content;
  const { text, end } = found;
  const proposal: Proposal = {
    number: '',
    path: [],
    title: text.replace(/[。！？]$/, '').slice(0, 60),
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
  const taken = item(proposal, content.nextKey, () => ({ kind: 'group' }));
  const at = content.items.findIndex((one) => one.proposal.quote.start > start);
  const items = at < 0 ? [...content.items, taken] : [...content.items.slice(0, at), taken, ...content.items.slice(at)];
  return { items, uncovered: content.uncovered.filter((one) => one.start !== start), nextKey: content.nextKey + 1 };
}

/** The document is broken down: every proposal is decided and no duty is left over. */
export function isBrokenDown({ items, uncovered }: DraftContent): boolean {
  return items.every(({ state }) => state !== 'open') && uncovered.every(({ dismissedBy }) => dismissedBy !== null);
}
