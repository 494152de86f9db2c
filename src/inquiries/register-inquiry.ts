/** Register a first contact; then put events to it. Both read what was sent before the record sees it. */

import { civilDateOf } from '../../workflows/dates.js';
import { type InquiryEvent, newInquiry, type Staff } from '../../workflows/inquiries/inquiry.js';
import { registrationReasons } from '../../workflows/inquiries/rules.js';
import type { Actor } from '../../workflows/moment.js';
import { versionOf } from '../../workflows/packs/packs.js';
import type { Departments } from '../people/departments.js';
import type { People } from '../people/people.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm, NotFound } from '../platform/errors.js';
import { idFrom, newId, newLookupCode } from '../platform/ids.js';
import { read } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';
import { inquiryEventSchemas, isInquiryAction, registration } from './inquiry.schema.js';

export interface RegisterCommand {
  campaign: string;
  /** As sent, unread. */
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null;
}

/** The same idempotency key of the same person returns the request registered before. Throws Forbidden and InvalidForm. */
export function registerInquiry({ records }: { records: Records }) {
  const numbered = records.runningNumbers('inquiry', 5);

  return async (command: RegisterCommand): Promise<StoredRecord> => {
    const { campaign, body, actor, idempotencyKey = null } = command;
    const verdict = may(actor, 'inquiry.create');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const typed = { ...((body ?? {}) as Record<string, unknown>) };
    const { askerName, askerContact, ...sent } = read(registration, typed);
    const moment = await records.momentFor(campaign, actor);
    const firstResponder: Staff = { id: actor.id, name: actor.name, department: actor.department };
    const prefix = `FC-${civilDateOf(moment.at).replaceAll('-', '')}-`;
    const id = idempotencyKey === null ? newId() : idFrom('inquiry', actor.id, idempotencyKey);
    const asker = { name: askerName, contact: askerContact };
    const pack = versionOf(moment.packs.current);
    const factsOf = (code: string) =>
      newInquiry({
        ...sent,
        campaign,
        code,
        lookup: newLookupCode(),
        asker,
        receivedAt: moment.at,
        pack,
        firstResponder,
      });
    const reasons = registrationReasons(factsOf(''), moment);
    if (reasons.length > 0) throw new InvalidForm(reasons, typed);
    const { record } = await numbered(campaign, prefix, (code) =>
      records.create({
        kind: 'inquiry',
        id,
        facts: factsOf(code),
        actor,
        idempotencyKey,
        asked: { ...sent, asker },
      }),
    );
    return record;
  };
}

export interface InquiryEventCommand {
  id: string;
  /** The event's name, `HAND_OVER`. */
  type: string;
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null | undefined;
  expectedRev?: ExpectedRev | undefined;
}

interface Parts {
  records: Records;
  accounts: People['accounts'];
  departments: Departments;
}

/** Throws NotFound for an unknown event, InvalidForm for what was typed, and whatever `perform` refuses with. */
export function putInquiryEvent({ records, accounts, departments }: Parts) {
  /** The colleague behind an account; one who left or never was is refused. */
  async function staff(id: string, typed: Record<string, unknown>): Promise<Staff> {
    if (id === '') return { id: '', name: '', department: '' };
    const account = await accounts.find(id);
    if (!account || account.disabled)
      throw new InvalidForm([{ code: 'inquiry.noSuchPerson', field: 'colleague' }], typed);
    return { id: account.id, name: account.name, department: account.department };
  }

  async function eventOf(
    type: string,
    sent: Record<string, unknown>,
    typed: Record<string, unknown>,
  ): Promise<InquiryEvent> {
    const { colleague, ...rest } = sent;
    if (type === 'HAND_OVER' || type === 'DESIGNATE') {
      return { type, ...rest, to: await staff(String(colleague), typed) } as InquiryEvent;
    }
    if (type !== 'REFER' || sent.department === null || sent.unitName !== '') return { type, ...sent } as InquiryEvent;
    const found = (await departments.list()).find(({ id }) => id === sent.department);
    if (!found) {
      const params = { department: String(sent.department) };
      throw new InvalidForm([{ code: 'unknownDepartment', field: 'department', params }], typed);
    }
    return { type, ...sent, unitName: found.name } as InquiryEvent;
  }

  return async (command: InquiryEventCommand): Promise<Performed> => {
    const { id, type, body, actor, idempotencyKey, expectedRev } = command;
    if (!isInquiryAction(type)) throw new NotFound();
    const typed = { ...((body ?? {}) as Record<string, unknown>) };
    const sent = read(inquiryEventSchemas[type], typed) as Record<string, unknown>;
    const event = await eventOf(type, sent, typed);
    return records.perform({ kind: 'inquiry', id, event, actor, idempotencyKey, expectedRev });
  };
}
