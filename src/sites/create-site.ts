/** The office nominates an exemplary site: by when, by whom, and why this one. */
import { z } from 'zod';
import type { Actor } from '../../workflows/moment.js';
import { newSite } from '../../workflows/sites/site.js';
import type { Reason } from '../../workflows/step.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { idFrom, newId } from '../platform/ids.js';
import { civilDate, departmentId, read, requiredText, text } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';

const noDate = z.literal('');

/** What the form sends; a date that is not known yet stays empty. */
export const siteNomination = z.strictObject({
  name: requiredText(100),
  department: departmentId,
  reason: requiredText(1_000),
  contact: text(100).default(''),
  readyBy: civilDate,
  visitOn: z.union([noDate, civilDate]).default(''),
});

export interface CreateSiteCommand {
  campaign: string;
  /** As sent, unread. */
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null;
}

export interface CreateSiteParts {
  records: Records;
  /** Which of these departments do not exist. */
  unknownDepartments(ids: readonly string[]): Promise<string[]>;
}

/** The same idempotency key of the same person returns the site created before. Throws Forbidden and InvalidForm. */
export function createSite({ records, unknownDepartments }: CreateSiteParts) {
  return async ({ campaign, body, actor, idempotencyKey = null }: CreateSiteCommand): Promise<StoredRecord> => {
    const verdict = may(actor, 'site.create');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const sent = read(siteNomination, body ?? {});
    const { name, department, reason, contact, readyBy, visitOn } = sent;
    const { today } = await records.momentFor(campaign, actor);
    const reasons: Reason[] = [];
    if ((await unknownDepartments([department])).length > 0) {
      reasons.push({ code: 'unknownDepartment', field: 'department', params: { department } });
    }
    if (readyBy < today) reasons.push({ code: 'dateInThePast', field: 'readyBy', params: { date: readyBy } });
    if (visitOn !== '' && visitOn < readyBy) reasons.push({ code: 'datesReversed', field: 'visitOn' });
    if (reasons.length > 0) throw new InvalidForm(reasons, { ...sent });
    const id = idempotencyKey === null ? newId() : idFrom('site', actor.id, idempotencyKey);
    const exactly = (day: string) => ({ from: day, to: day, text: '' });
    const facts = newSite({
      campaign,
      // Names may repeat and change; the key only has to stay and to be free.
      key: `site-${id.slice(0, 10)}`,
      name,
      department,
      reason,
      contact,
      nominatedBy: actor.department,
      readyBy: exactly(readyBy),
      visitOn: visitOn === '' ? null : exactly(visitOn),
    });
    const { record } = await records.create({ kind: 'site', id, facts, actor, idempotencyKey });
    return record;
  };
}
