/** Put an event to a case: who is named is looked up, and the number is given when it is taken up. */

import type { CaseEvent, CaseFacts, Person, Rank } from '../../workflows/accountability/case.js';
import { yearOf } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import type { Reason } from '../../workflows/step.js';
import { BUSINESS } from '../people/grants.js';
import type { People } from '../people/people.js';
import { InvalidForm, NotFound } from '../platform/errors.js';
import { read } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';
import type { CaseRecord } from './case.query.js';
import { caseEventSchemas, isCaseAction } from './case.schema.js';

export interface CaseEventCommand {
  id: string;
  /** The event's name, `ACCEPT`. */
  type: string;
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null | undefined;
  expectedRev?: ExpectedRev | undefined;
}

interface Parts {
  records: Records;
  accounts: People['accounts'];
}

type Sent = Record<string, unknown>;
const NOBODY: Person = { id: '', name: '' };

/** A rule names the role; the form that recuses has one field for whoever comes instead. */
const toForm = ({ field, ...reason }: Reason): Reason =>
  field === undefined ? reason : { ...reason, field: /^(investigator|decider)$/.test(field) ? 'successor' : field };

/** Throws NotFound for an unknown event, InvalidForm for what was typed, and whatever `perform` refuses with. */
export function putCaseEvent({ records, accounts }: Parts) {
  const numbered = records.runningNumbers('case', 6);

  /** The account behind an id, who must be one that can have a part in it; `department` where only its people fit. */
  async function person(sent: Sent, field: string, typed: Sent, department?: string): Promise<Person> {
    const id = String(sent[field]);
    if (id === '') return NOBODY;
    const account = await accounts.find(id);
    const refuse = (code: string) => new InvalidForm([{ code, field }], typed);
    if (!account) throw refuse('inquiry.noSuchPerson');
    const { name, posts, disabled } = account;
    if (department !== undefined) {
      if (account.department !== department) throw refuse('case.notOfDepartment');
    } else if (disabled || !posts.some(({ post }) => BUSINESS.includes(post as never))) {
      throw refuse('inquiry.noSuchPerson');
    }
    return { id, name };
  }

  async function eventOf(type: string, sent: Sent, typed: Sent, { facts }: CaseRecord): Promise<CaseEvent> {
    switch (type) {
      case 'ACCEPT': {
        const [subject, investigator, decider] = await Promise.all([
          person(sent, 'personConcerned', typed, facts.clue.department),
          person(sent, 'investigator', typed),
          person(sent, 'decider', typed),
        ]);
        return {
          type,
          subject: { ...subject, rank: sent.subjectRank as Rank },
          addressee: sent.addressee as NonNullable<CaseFacts['addressee']>,
          investigator,
          decider: { ...decider, rank: sent.deciderRank as Rank },
        };
      }
      case 'RECUSE': {
        const successor = await person(sent, 'successor', typed);
        const reason = String(sent.reason);
        if (sent.role === 'investigator') return { type, role: 'investigator', successor, reason };
        // Nobody is above the person concerned by leaving it open.
        if (sent.deciderRank === null) {
          throw new InvalidForm([{ code: 'required', field: 'deciderRank', params: { field: 'deciderRank' } }], typed);
        }
        return { type, role: 'decider', successor: { ...successor, rank: sent.deciderRank as Rank }, reason };
      }
      case 'DECIDE_REVIEW':
      case 'DECIDE_APPEAL': {
        const { form, months, result, reason } = sent;
        return { type, result, reason, measure: result === 'lighten' ? { form, months } : null } as CaseEvent;
      }
      case 'REPORT_EXECUTION':
        return { type, text: String(sent.execution) };
      default:
        return { type, ...sent } as CaseEvent;
    }
  }

  return async (command: CaseEventCommand): Promise<Performed> => {
    const { id, type, body, actor, idempotencyKey, expectedRev } = command;
    if (!isCaseAction(type)) throw new NotFound();
    const typed = { ...((body ?? {}) as Sent) };
    const record = await records.load<CaseFacts>('case', id);
    const perform = (event: CaseEvent) =>
      records.perform({ kind: 'case', id, event: { ...event }, actor, idempotencyKey, expectedRev });
    const event = await eventOf(type, read(caseEventSchemas[type], typed) as Sent, typed, record);
    if (event.type === 'ACCEPT') {
      const moment = await records.momentFor(record.facts.campaign, actor);
      // A case that was taken up before has its number.
      if (record.facts.code) return perform({ ...event, code: record.facts.code });
      const prefix = `AC-${yearOf(moment.today)}-`;
      return numbered(record.facts.campaign, prefix, (code) => perform({ ...event, code }));
    }
    try {
      return await perform(event);
    } catch (error) {
      if (type !== 'RECUSE' || !(error instanceof InvalidForm)) throw error;
      throw new InvalidForm(error.reasons.map(toForm), typed);
    }
  };
}
