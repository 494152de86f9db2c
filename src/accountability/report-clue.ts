/** A clue reported by hand: who reports it is recorded, and nobody has judged anything yet. */
import { newCase } from '../../workflows/accountability/case.js';
import type { Clue } from '../../workflows/accountability/clue.js';
import type { Actor } from '../../workflows/moment.js';
import type { Departments } from '../people/departments.js';
import type { People } from '../people/people.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { idFrom, newId } from '../platform/ids.js';
import { read } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';
import { report } from './case.schema.js';
import type { sourceByCode } from './case-sources.js';

export interface ReportCommand {
  campaign: string;
  /** As sent, unread. */
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null;
}

interface Parts {
  records: Records;
  accounts: People['accounts'];
  departments: Departments;
  sourceByCode: ReturnType<typeof sourceByCode>;
}

/** The same idempotency key of the same person returns the clue reported before. Throws Forbidden and InvalidForm. */
export function reportClue({ records, accounts, departments, sourceByCode: sourceNamed }: Parts) {
  return async (command: ReportCommand): Promise<StoredRecord> => {
    const { campaign, body, actor, idempotencyKey = null } = command;
    const verdict = may(actor, 'case.create');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const typed = { ...((body ?? {}) as Record<string, unknown>) };
    const sent = read(report, typed);
    const [moment, known, person, source] = await Promise.all([
      records.momentFor(campaign, actor),
      departments.list(),
      sent.personConcerned === '' ? null : accounts.find(sent.personConcerned),
      sent.sourceCode === '' ? null : sourceNamed(campaign, sent.sourceCode, actor),
    ]);
    const { department } = sent;
    const refuse = (code: string, field: string, params: Record<string, string> = {}) =>
      new InvalidForm([{ code, field, params }], typed);
    if (!known.some(({ id }) => id === department)) throw refuse('unknownDepartment', 'department', { department });
    if (sent.personConcerned !== '' && !person) throw refuse('inquiry.noSuchPerson', 'personConcerned');
    if (person && person.department !== department) throw refuse('case.notOfDepartment', 'personConcerned');
    if (sent.sourceCode !== '' && !source) throw refuse('case.noSuchSource', 'sourceCode');
    if (sent.on > moment.today) throw refuse('case.dayAhead', 'on');
    const clue: Clue = {
      campaign,
      breach: sent.breach,
      source,
      department,
      subject: person && { id: person.id, name: person.name },
      on: sent.on,
      facts: [{ label: 'told', value: sent.told }],
      reporter: { id: actor.id, name: actor.name },
    };
    const id = idempotencyKey === null ? newId() : idFrom('case', actor.id, idempotencyKey);
    const facts = newCase(clue, moment.today);
    const { record } = await records.create({ kind: 'case', id, facts, actor, idempotencyKey, asked: sent });
    return record;
  };
}
