/** Reads of first contacts: a page of the list, the number given last, by look-up code, what was sent back. */
import type { Connection } from 'mongoose';
import type { InquiryFacts } from '../../workflows/inquiries/inquiry.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { type Signal, signalled } from '../records/signalled.js';
import { subjectOf } from './inquiry.kind.js';
import { inquiryModel } from './inquiry.model.js';

export type InquiryRecord = StoredRecord<InquiryFacts>;

export interface InquiryFilter {
  campaign: string;
  /** Only those that a department has or was asked first; null = all. */
  department: string | null;
  /** Only those a person was asked first or has. */
  person?: string;
  states: readonly string[] | null;
  /** Exactly the name or the phone of who asked, or the code; empty = all. */
  who?: string;
  /** The code after which the page begins; earlier ones follow. */
  after?: string;
}

const PAGE = 50;
const MOST_BOUNCED = 2_000;

export function inquiryQueries(connection: Connection) {
  const model = inquiryModel(connection);
  const plain = (document: RecordDocument) => toRecord<InquiryFacts>('inquiry', document);

  return {
    /** One page, the latest first; `more` when another follows. */
    async list(filter: InquiryFilter): Promise<{ rows: InquiryRecord[]; more: boolean }> {
      const { campaign, department, person, states, who, after } = filter;
      const both: Record<string, unknown>[] = [];
      if (department !== null) {
        both.push({ $or: [{ 'handler.department': department }, { 'firstResponder.department': department }] });
      }
      if (person)
        both.push({ $or: [{ 'handler.id': person }, { 'firstResponder.id': person }, { 'handOvers.to.id': person }] });
      if (who) both.push({ $or: [{ 'asker.name': who }, { 'asker.contact': who }, { code: who.toUpperCase() }] });
      const where = {
        campaign,
        ...(states ? { 'workflow.state': { $in: [...states] } } : {}),
        ...(after ? { code: { $lt: after } } : {}),
        ...(both.length > 0 ? { $and: both } : {}),
      };
      const found = await model
        .find(where as never)
        .sort({ code: -1 })
        .limit(PAGE + 1)
        .lean<RecordDocument[]>();
      return { rows: found.slice(0, PAGE).map(plain), more: found.length > PAGE };
    },
    async byLookup(lookup: string): Promise<InquiryRecord | null> {
      const found = await model.findOne({ lookup } as never).lean<RecordDocument>();
      return found && plain(found);
    },
    /** The office phone a person entered last, which they will hardly have changed. */
    async lastPhone(person: string): Promise<string> {
      const last = await model
        .findOne({ 'firstResponder.id': person } as never, { phone: 1 })
        .sort({ code: -1 })
        .lean<{ phone: string }>();
      return last?.phone ?? '';
    },
    /** Those of a campaign whose signal is red or yellow. */
    signals: (campaign: string, most: number): Promise<Signal[]> =>
      signalled<InquiryFacts>(
        { kind: 'inquiry', model },
        { campaign, most },
        ({ facts }) => subjectOf(facts).department,
      ),
    /** Requests of a campaign that were sent back at least once, the latest first. */
    async bounced(campaign: string): Promise<InquiryRecord[]> {
      const found = await model
        .find({ campaign, bounces: { $gt: 0 } } as never)
        .sort({ code: -1 })
        .limit(MOST_BOUNCED)
        .lean<RecordDocument[]>();
      return found.map(plain);
    },
  };
}

export type InquiryQueries = ReturnType<typeof inquiryQueries>;
