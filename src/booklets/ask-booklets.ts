/** The office asks departments for their booklets and says which systems they are to adopt. */

import { newBooklet } from '../../workflows/booklets/booklet.js';
import type { Actor } from '../../workflows/moment.js';
import { systemSetsFor } from '../../workflows/packs/system-sets.js';
import { newDate } from '../../workflows/reasons.js';
import type { Reason } from '../../workflows/step.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm, NotFound } from '../platform/errors.js';
import { idFrom } from '../platform/ids.js';
import { inBatches } from '../platform/in-batches.js';
import { read } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';
import type { BookletQueries } from './booklet.query.js';
import { bookletEventSchemas, bookletsAsked, isSentBookletEvent } from './booklet.schema.js';

export interface AskBookletsParts {
  records: Records;
  queries: BookletQueries;
  unknownDepartments(ids: readonly string[]): Promise<string[]>;
}

export interface AskBookletsCommand {
  campaign: string;
  /** As sent, unread. */
  body: unknown;
  actor: Actor;
}

/** One booklet for each department of a campaign: its id follows from both, so asking twice asks once. */
export const bookletId = (campaign: string, department: string) => idFrom('booklet', campaign, department);

/**
 * Creates what is missing; booklets there already take the set of systems that was chosen and nothing else. Returns how
 * many were asked for anew. Throws Forbidden and InvalidForm.
 */
export function askBooklets({ records, queries, unknownDepartments }: AskBookletsParts) {
  return async ({ campaign, body, actor }: AskBookletsCommand): Promise<{ asked: number; changed: number }> => {
    const verdict = may(actor, 'booklet.create');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const typed = { ...((body ?? {}) as Record<string, unknown>) };
    const { dueOn, systemSet, departments } = read(bookletsAsked, typed);
    const moment = await records.momentFor(campaign, actor);
    const set = systemSetsFor(moment.packs.current).find(({ key }) => key === systemSet);
    const there = await queries.ofCampaign(campaign);
    const changed = there.filter(({ state, facts }) => state !== 'cancelled' && facts.systemSet !== set?.key);
    const reasons: Reason[] = [
      ...newDate(dueOn, moment, 'dueOn'),
      ...(set ? [] : [{ code: 'badValue', field: 'systemSet', params: { field: 'systemSet' } }]),
    ];
    if (departments.length === 0 && changed.length === 0) {
      reasons.push({ code: 'required', field: 'departments', params: { field: 'departments' } });
    }
    const unknown = await unknownDepartments(departments);
    if (unknown.length > 0) {
      const params = { department: unknown.join('、') };
      reasons.push({ code: 'unknownDepartment', field: 'departments', params });
    }
    if (!set || reasons.length > 0) throw new InvalidForm(reasons, typed);

    const known = new Set(there.map(({ facts }) => facts.department));
    const wanted = [...new Set(departments)].filter((department) => !known.has(department));
    const { key, systems } = set;
    await inBatches(wanted, (department) => {
      const facts = newBooklet({ campaign, department, dueOn, systemSet: key, systems });
      return records.create({ kind: 'booklet', id: bookletId(campaign, department), facts, actor });
    });
    await inBatches(changed, ({ id }) =>
      records.perform({ kind: 'booklet', id, event: { type: 'TAKE_SYSTEMS', systemSet: key, systems }, actor }),
    );
    return { asked: wanted.length, changed: changed.length };
  };
}

export interface BookletEventCommand {
  id: string;
  type: string;
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null | undefined;
  expectedRev?: ExpectedRev | undefined;
}

/** Throws NotFound for an unknown event, InvalidForm for what was typed, and whatever `perform` refuses with. */
export function putBookletEvent({ records }: { records: Records }) {
  return async ({ id, type, body, ...command }: BookletEventCommand): Promise<Performed> => {
    if (!isSentBookletEvent(type)) throw new NotFound();
    const event = { type, ...(read(bookletEventSchemas[type], body ?? {}) as object) };
    return records.perform({ kind: 'booklet', id, event, ...command });
  };
}
