/**
 * Things that are no records (a department, an account, a calendar year, a draft of a plan) keep their last saves with them: who
 * goes by an older revision is told what was saved since, as with a record's log.
 */
import { type ChangedField, type ChangeSince, EditConflict } from '../platform/errors.js';
import { canonical } from './canonical.js';

/** Saves that are kept, so that a thing never grows with its history; whoever is further behind is told without particulars. */
const KEPT = 30;

/** What one save changed; `seq` is the revision it made. */
export type Save = ChangeSince;

/** The fields that are another value now, in the order of the new ones; one that is not said stays as it was. */
export function fieldsChanged(before: Record<string, unknown>, after: Record<string, unknown>): ChangedField[] {
  return Object.entries(after)
    .filter(([, to]) => to !== undefined)
    .map(([name, to]) => ({ name, from: before[name] ?? null, to: to ?? null }))
    .filter(({ from, to }) => canonical(from) !== canonical(to));
}

/** The part of an update that keeps a save: `$push: { ...keeping(save) }`. */
export const keeping = (save: Save) => ({ saves: { $each: [save], $slice: -KEPT } });

/** Throws EditConflict with the saves since the revision a page showed, unless it is the one that stands. */
export function expectRevision(expected: number, { rev, saves }: { rev: number; saves?: readonly Save[] }): void {
  if (expected === rev) return;
  throw new EditConflict(
    (saves ?? []).filter(({ seq }) => seq > expected),
    rev,
  );
}
