/** Reads of phases. */
import type { Connection } from 'mongoose';
import type { PhaseFacts } from '../../workflows/phases/phase.js';
import { NotFound } from '../platform/errors.js';
import { kept } from '../platform/kept.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { phaseModel } from './phase.model.js';

export type PhaseRecord = StoredRecord<PhaseFacts>;

/** How long a process may go on with phases it has read; what it changes itself it forgets at once. */
const KEEP_MS = 2_000;

export function phaseQueries(connection: Connection) {
  const model = phaseModel(connection);
  async function read(campaign: string): Promise<PhaseRecord[]> {
    const found = await model.find({ campaign }).sort({ order: 1 }).lean<RecordDocument[]>();
    return found.map((document) => toRecord<PhaseFacts>('phase', document));
  }
  const known = kept<PhaseRecord[]>(KEEP_MS);
  const of = (campaign: string) => known.get(campaign, () => read(campaign));
  return {
    /** The phases of a campaign in their order, for a page. */
    of,
    /** The same as they stand this moment, for a rule. */
    ofNow: read,
    /** A phase by its key. Throws NotFound. */
    async byKey(campaign: string, key: string): Promise<PhaseRecord> {
      const among = (phases: PhaseRecord[]) => phases.find(({ facts }) => facts.key === key);
      const found = among(await of(campaign)) ?? among(await read(campaign));
      if (!found) throw new NotFound('phase');
      return found;
    },
    /** To be called when a phase has been changed here. */
    forget: () => known.forget(),
  };
}

export type PhaseQueries = ReturnType<typeof phaseQueries>;
