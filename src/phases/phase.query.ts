/** Reads of phases. */
import type { Connection } from 'mongoose';
import type { PhaseFacts } from '../../workflows/phases/phase.js';
import { NotFound } from '../platform/errors.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { phaseModel } from './phase.model.js';

export type PhaseRecord = StoredRecord<PhaseFacts>;

export function phaseQueries(connection: Connection) {
  const model = phaseModel(connection);
  return {
    /** The phases of a campaign in their order. */
    async of(campaign: string): Promise<PhaseRecord[]> {
      const found = await model.find({ campaign }).sort({ order: 1 }).lean<RecordDocument[]>();
      return found.map((document) => toRecord<PhaseFacts>('phase', document));
    },
    /** A phase by its key. Throws NotFound. */
    async byKey(campaign: string, key: string): Promise<PhaseRecord> {
      const found = await model.findOne({ campaign, key }).lean<RecordDocument>();
      if (!found) throw new NotFound('phase');
      return toRecord<PhaseFacts>('phase', found);
    },
  };
}

export type PhaseQueries = ReturnType<typeof phaseQueries>;
