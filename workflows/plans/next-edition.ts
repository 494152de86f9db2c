/**
 * A document given again after it was changed. Clauses are recognised; what the office has decided about them stays; what the
 * document words differently is shown field by field, and changes a task only where the office takes it over.
 */
import type { FuzzyDate } from '../dates.js';
import type { Reason } from '../step.js';
import type { TaskPlan } from '../tasks/task.js';
import {
  type Clause,
  type Difference,
  type DraftContent,
  type DraftItem,
  type DraftPlan,
  draftOf,
  type EditionItem,
  type FindDepartment,
  keyOf,
  takeUpAll,
  type Window,
  WORDED,
  type Worded,
} from './draft.js';
import type { ParsedPlan } from './plan.js';
import { merged, pieces } from './regroup.js';
import { sameClauses } from './same-clauses.js';

type SaidPlan = Pick<DraftPlan, Worded>;
type Stage = { title: string; due: FuzzyDate };

const day = (due: FuzzyDate | null) => (due ? `${due.from} ${due.to}` : '');
const same: { [F in Worded]: (a: SaidPlan[F], b: SaidPlan[F]) => boolean } = {
  title: (a, b) => a === b,
  requirement: (a, b) => a === b,
  leadDepartment: (a, b) => a === b,
  coDepartments: (a, b) => [...a].sort().join(' ') === [...b].sort().join(' '),
  due: (a, b) => day(a) === day(b),
  checkpoints: (a, b) => {
    const said = (stages: readonly Stage[]) => stages.map(({ title, due }) => `${title} ${day(due)}`).join('\n');
    return said(a) === said(b);
  },
};

/** Whether two plans say the same in a field. */
export function sameField<F extends Worded>(field: F, a: SaidPlan, b: SaidPlan): boolean {
  return same[field](a[field], b[field]);
}

/** What two editions word differently. */
export function differences(before: SaidPlan, after: SaidPlan): Difference[] {
  return WORDED.filter((field) => !sameField(field, before, after)).map((field) => ({
    field,
    before: before[field],
    after: after[field],
  }));
}

function put<F extends Worded>(plan: DraftPlan, field: F, from: SaidPlan): DraftPlan {
  return { ...plan, [field]: from[field] };
}

/** What the document said when the office last decided: changes that still wait are compared with what was before them. */
function lastDecided({ said, edition, task }: DraftItem): SaidPlan {
  if (edition?.kind !== 'changed' || task === null || edition.taken !== null) return said;
  return { ...said, ...Object.fromEntries(edition.changed.map(({ field, before }) => [field, before])) };
}

/** An item of the new edition, with what became of its clause in the one before. */
function carried(fresh: DraftItem, old: DraftItem): DraftItem {
  const changed = differences(lastDecided(old), fresh.said);
  const base = { ...fresh, key: old.key, task: old.task };
  if (changed.length === 0) {
    return { ...base, state: old.state, plan: old.plan, unknown: old.unknown, edition: { kind: 'same' } };
  }
  const edition: EditionItem = { kind: 'changed', changed, taken: null, refused: [], done: false };
  // A task keeps its plan until the office takes a change over; before that, what the office typed itself stays.
  if (old.task !== null) {
    return { ...base, state: 'accepted', plan: old.plan, edition };
  }
  let { plan } = old;
  for (const { field } of changed) {
    // Stages are not typed in a review: they are the document's own.
    if (field === 'checkpoints' || sameField(field, old.plan, old.said)) plan = put(plan, field, fresh.plan);
  }
  return { ...base, plan, state: 'open', edition };
}

const idOf = ({ path, number, text, at }: Clause) => JSON.stringify([path, number, text, at ?? null]);
const asClause = ({ text }: { text: string }): Clause => ({ number: '', path: [], title: text, text });

/** Each new item with the old ones of its clause: they may have been merged or split since they were read. */
function withOwners(
  old: readonly DraftItem[],
  fresh: readonly DraftItem[],
): { item: DraftItem; owners: DraftItem[] }[] {
  const clauses = new Map<string, { clause: Clause; owners: DraftItem[] }>();
  for (const one of old) {
    for (const clause of one.clauses) {
      const id = idOf(clause);
      const known = clauses.get(id);
      if (!known) clauses.set(id, { clause, owners: [one] });
      else if (known.owners.at(-1) !== one) known.owners.push(one);
    }
  }
  const list = [...clauses.values()];
  const matched = sameClauses(
    list.map(({ clause }) => clause),
    fresh.map(({ proposal }) => proposal),
  );
  return fresh.map((one, i) => {
    const at = matched[i];
    return { item: one, owners: at === null || at === undefined ? [] : (list[at]?.owners ?? []) };
  });
}

/** What a new edition of a document, `text`, comes to after the one before it. Keys stay with their clauses. */
export function nextEdition(
  previous: DraftContent,
  parsed: ParsedPlan,
  text: string,
  find: FindDepartment,
  window?: Window,
): DraftContent {
  // A clause that was gone may have come back.
  const old = [...previous.items, ...previous.gone.map(({ item: one }) => one)];
  const fresh = retaken(old, draftOf(parsed, find, window));
  let { nextKey } = previous;
  const added = (one: DraftItem): DraftItem => {
    nextKey += 1;
    return { ...one, key: keyOf(nextKey - 1), edition: { kind: 'added' } };
  };
  /** Places in the new list, by the key of the old item that they go into. */
  const at = new Map<string, number>();
  const joined: { owner: DraftItem | null; item: DraftItem }[] = [];
  for (const { item: one, owners } of withOwners(old, fresh.items)) {
    const [owner] = owners;
    if (!owner) joined.push({ owner: null, item: one });
    else if (owners.length === 1) {
      // Merged before: what follows goes into the same one.
      const place = at.get(owner.key);
      const before = place === undefined ? undefined : joined[place];
      if (before) before.item = merged(before.item, one);
      else at.set(owner.key, joined.push({ owner, item: one }) - 1);
    } else {
      // Split before: sentence by sentence.
      const parts = pieces(one, text, 0);
      if (parts.length === 0) parts.push(one);
      const free = owners.filter(({ key }) => !at.has(key));
      const matched = sameClauses(
        free.map(({ proposal }) => asClause(proposal)),
        parts.map(({ proposal }) => asClause(proposal)),
      );
      for (const [i, part] of parts.entries()) {
        const index = matched[i];
        const mine = index === null || index === undefined ? null : (free[index] ?? null);
        if (mine) at.set(mine.key, joined.length);
        joined.push({ owner: mine, item: part });
      }
    }
  }
  const items = joined.map(({ owner, item: one }) => (owner ? carried(one, owner) : added(one)));
  const left = previous.items
    // What was never going to be a task is not missed.
    .filter(({ key, state, task }) => !at.has(key) && (task !== null || state === 'accepted'))
    .map((one) => ({ item: one, settledBy: null }));
  const settled = new Map(previous.uncovered.map(({ text, dismissedBy }) => [text, dismissedBy]));
  return {
    items,
    uncovered: fresh.uncovered.map((one) => ({ ...one, dismissedBy: settled.get(one.text) ?? null })),
    nextKey,
    gone: [...previous.gone.filter(({ item: one }) => !at.has(one.key)), ...left],
  };
}

/** Sentences that the office itself took up as tasks in the edition before are taken up again. */
function retaken(old: readonly DraftItem[], fresh: DraftContent): DraftContent {
  const byHand = old.filter(({ proposal }) => proposal.number === '' && proposal.path.length === 0);
  const matched = sameClauses(
    byHand.map(({ proposal }) => asClause(proposal)),
    fresh.uncovered.map(asClause),
  );
  const again = fresh.uncovered.filter((_, i) => matched[i] !== null);
  return takeUpAll(
    fresh,
    again.map(({ start }) => start),
  );
}

/** The office takes some of the changes of an item over, or none of them. */
export function takeOver(content: DraftContent, key: string, fields: readonly Worded[]): DraftContent {
  const items = content.items.map((one): DraftItem => {
    const { edition } = one;
    if (one.key !== key || one.task === null || edition?.kind !== 'changed' || edition.done) return one;
    const taken = edition.changed.map(({ field }) => field).filter((field) => fields.includes(field));
    return { ...one, edition: { ...edition, taken, refused: [] } };
  });
  return { ...content, items };
}

/** Somebody says that what is no longer in the document has been seen to. */
export function settleGone(content: DraftContent, key: string, by: string | null): DraftContent {
  return { ...content, gone: content.gone.map((one) => (one.item.key === key ? { ...one, settledBy: by } : one)) };
}

/** Items whose taken changes are still to be put to their tasks. */
export function toPutThrough({ items }: DraftContent): DraftItem[] {
  return items.filter(
    ({ task, edition }) =>
      task !== null && edition?.kind === 'changed' && !edition.done && (edition.taken?.length ?? 0) > 0,
  );
}

/** The item after its changes were put to its task; what the task refused is said. */
export function putThrough(one: DraftItem, refused: Reason[]): DraftItem {
  const { edition } = one;
  if (edition?.kind !== 'changed') return one;
  let { plan } = one;
  for (const field of edition.taken ?? []) plan = put(plan, field, one.said);
  return { ...one, plan, edition: { ...edition, refused, done: refused.length === 0 } };
}

/** The plan of a task with the taken fields as the new edition words them. */
export function withTaken(now: TaskPlan, said: SaidPlan, taken: readonly Worded[]): TaskPlan {
  const plan: TaskPlan = { ...now };
  if (taken.includes('title')) plan.title = said.title;
  if (taken.includes('requirement')) plan.requirement = said.requirement;
  if (taken.includes('leadDepartment')) plan.leadDepartment = said.leadDepartment;
  if (taken.includes('coDepartments')) plan.coDepartments = said.coDepartments;
  if (taken.includes('due')) plan.due = said.due;
  if (taken.includes('checkpoints')) {
    plan.checkpoints = said.checkpoints.map((stage) => ({ ...stage, evidenceRequired: false }));
  }
  plan.coDepartments = plan.coDepartments.filter((one) => one !== plan.leadDepartment);
  return plan;
}
