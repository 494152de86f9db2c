/** Where the simulated clock stands, so that every process shows the same time and a restart goes on from there. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import { isDuplicate } from '../platform/write-errors.js';

export interface ClockState {
  instant: Instant;
  rate: number;
  /** Host time in ms at which the clock stood at `instant`. */
  savedAt: number;
  /** No process has shown a later instant; equals `instant` after a clean stop. */
  upTo: Instant;
}

type ClockDocument = ClockState & { _id: string };

const ID = 'clock';

/** The one row of the collection `clockState`; absent where the clock is the host's. */
export function clockStateStore(connection: Connection) {
  const schema = new Schema(
    { _id: { type: String, required: true }, instant: String, rate: Number, savedAt: Number, upTo: String },
    { versionKey: false },
  );
  const model = (connection.models.ClockState ??
    connection.model('ClockState', schema, 'clockState')) as unknown as Model<ClockDocument>;
  return {
    async read(): Promise<ClockState | null> {
      const found = await model.findById(ID).lean<ClockDocument>();
      if (!found) return null;
      const { _id, ...state } = found;
      return state;
    },
    /** Keep a state unless another process has kept a later one. */
    async save(state: ClockState): Promise<void> {
      try {
        await model.updateOne({ _id: ID, instant: { $lte: state.instant } }, { $set: state }, { upsert: true });
      } catch (error) {
        // The upsert met the row of a process that is further on.
        if (!isDuplicate(error)) throw error;
      }
    },
  };
}

export type ClockStateStore = ReturnType<typeof clockStateStore>;
