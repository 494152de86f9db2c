/** Reads of cases: a page of the list of those a person may see, the number given last, how often this year. */
import type { Connection } from 'mongoose';
import type { CaseFacts } from '../../workflows/accountability/case.js';
import type { Actor } from '../../workflows/moment.js';
import { may } from '../people/policy.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { DECIDED, SERVED } from './case.kind.js';
import { caseModel } from './case.model.js';

export type CaseRecord = StoredRecord<CaseFacts>;

export interface CaseFilter {
  campaign: string;
  states: readonly string[] | null;
  colour?: string;
  department?: string;
  code?: string;
  /** The day and id after which the page begins; earlier ones follow. */
  after?: { on: string; id: string };
}

const PAGE = 50;
type Where = Record<string, unknown>;

/** The cases a person may see, as the policy's `case.view` says of each. */
function visibleTo(actor: Actor): Where {
  const me = actor.id;
  const named: Where[] = [
    { 'clue.reporter.id': me },
    { 'investigator.id': me },
    { 'decider.id': me },
    { 'subject.id': me, 'workflow.state': { $in: [...SERVED] } },
  ];
  const notMine = { $nor: [{ 'subject.id': me }, { subject: null, 'clue.subject.id': me }] };
  if (may(actor, 'case.view').allowed) return { $or: [...named, notMine] };
  const { department } = actor;
  if (department === '' || !may(actor, 'case.view', { department }).allowed) return { $or: named };
  const decided = { 'clue.department': department, 'workflow.state': { $in: [...DECIDED] }, ...notMine };
  return { $or: [...named, decided] };
}

export function caseQueries(connection: Connection) {
  const model = caseModel(connection);
  const plain = (document: RecordDocument) => toRecord<CaseFacts>('case', document);

  return {
    /** One page of what a person may see, the latest first; `more` when another follows. */
    async list(filter: CaseFilter, actor: Actor): Promise<{ rows: CaseRecord[]; more: boolean }> {
      const { campaign, states, colour, department, code, after } = filter;
      const parts: Where[] = [visibleTo(actor)];
      if (after) {
        parts.push({ $or: [{ receivedOn: { $lt: after.on } }, { receivedOn: after.on, _id: { $lt: after.id } }] });
      }
      const where = {
        campaign,
        ...(states ? { 'workflow.state': { $in: [...states] } } : {}),
        ...(colour ? { 'light.colour': colour } : {}),
        ...(department ? { 'clue.department': department } : {}),
        ...(code ? { code } : {}),
        $and: parts,
      };
      const found = await model
        .find(where as never)
        .sort({ receivedOn: -1, _id: -1 })
        .limit(PAGE + 1)
        .lean<RecordDocument[]>();
      return { rows: found.slice(0, PAGE).map(plain), more: found.length > PAGE };
    },
    /** Other measures that came into force in a year and still stand or have run out: of the person, and of the department. */
    async measuresOf(
      { id, facts }: Pick<CaseRecord, 'id' | 'facts'>,
      year: string,
    ): Promise<{ person: number; department: number }> {
      const where = {
        _id: { $ne: id },
        'workflow.state': { $in: ['served', 'inEffect', 'lifted'] },
        measure: { $ne: null },
        servedOn: { $gte: `${year}-01-01`, $lte: `${year}-12-31` },
      };
      const person = facts.subject ?? facts.clue.subject;
      const [ofPerson, ofDepartment] = await Promise.all([
        person ? model.countDocuments({ ...where, 'subject.id': person.id } as never) : 0,
        model.countDocuments({ ...where, 'clue.department': facts.clue.department } as never),
      ]);
      return { person: ofPerson, department: ofDepartment };
    },
  };
}

export type CaseQueries = ReturnType<typeof caseQueries>;
