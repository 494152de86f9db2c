/** Reads of matters: a page of the list, the number given last, by look-up code, what came of a request or a task. */
import type { Connection } from 'mongoose';
import type { MatterFacts } from '../../workflows/matters/matter.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { type Signal, signalled } from '../records/signalled.js';
import { matterModel } from './matter.model.js';

export type MatterRecord = StoredRecord<MatterFacts>;

export interface MatterFilter {
  campaign: string;
  /** Only those of a department, and those that came from it; null = all. */
  near: string | null;
  /** Only those a department handles. */
  department?: string;
  /** Only those a person handles. */
  person?: string;
  states: readonly string[] | null;
  colour?: string;
  /** Exactly the applicant's name or phone, or the code; empty = all. */
  who?: string;
  /** The code after which the page begins; earlier ones follow. */
  after?: string;
}

const PAGE = 50;
const MOST_FROM_ONE = 20;

export function matterQueries(connection: Connection) {
  const model = matterModel(connection);
  const plain = (document: RecordDocument) => toRecord<MatterFacts>('matter', document);

  return {
    /** One page, the latest first; `more` when another follows. */
    async list(filter: MatterFilter): Promise<{ rows: MatterRecord[]; more: boolean }> {
      const { campaign, near, department, person, states, colour, who, after } = filter;
      const both: Record<string, unknown>[] = [];
      if (near !== null) both.push({ $or: [{ department: near }, { 'source.department': near }] });
      if (who) {
        both.push({ $or: [{ 'applicant.name': who }, { 'applicant.contact': who }, { code: who.toUpperCase() }] });
      }
      const where = {
        campaign,
        ...(states ? { 'workflow.state': { $in: [...states] } } : {}),
        ...(colour ? { 'light.colour': colour } : {}),
        ...(department ? { department } : {}),
        ...(person ? { 'handler.id': person } : {}),
        ...(both.length > 0 ? { $and: both } : {}),
        ...(after ? { code: { $lt: after } } : {}),
      };
      const found = await model
        .find(where as never)
        .sort({ code: -1 })
        .limit(PAGE + 1)
        .lean<RecordDocument[]>();
      return { rows: found.slice(0, PAGE).map(plain), more: found.length > PAGE };
    },
    async byLookup(lookup: string): Promise<MatterRecord | null> {
      const found = await model.findOne({ lookup } as never).lean<RecordDocument>();
      return found && plain(found);
    },
    /** Those of a campaign whose signal is red or yellow. */
    signals: (campaign: string, most: number): Promise<Signal[]> =>
      signalled<MatterFacts>({ kind: 'matter', model }, { campaign, most }, ({ facts }) => facts.department),
    /** What came of a request or of a task, the latest first. */
    async from(source: string): Promise<MatterRecord[]> {
      // Past mongoose, which has nothing to add to a read: the page of every task asks this.
      const found = await model.collection
        // The type is said again for the index, which is only of matters that came from somewhere.
        .find({ 'source.id': { $eq: source, $type: 'string' } })
        .sort({ code: -1 })
        .limit(MOST_FROM_ONE)
        .toArray();
      return found.map((document) => plain(document as unknown as RecordDocument));
    },
  };
}

export type MatterQueries = ReturnType<typeof matterQueries>;
