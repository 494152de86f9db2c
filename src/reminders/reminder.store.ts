/** The ledger of reminders: one row per person, day and channel, by a unique index; the row comes first. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { CivilDate } from '../../workflows/dates.js';
import { isDuplicate } from '../platform/write-errors.js';

export type Channel = 'inbox' | 'email';

interface ReminderDocument {
  person: string;
  day: CivilDate;
  channel: Channel;
  /** False until the message is written; whoever finds it so writes it, under the same id. */
  done: boolean;
}

export function reminderStore(connection: Connection) {
  const schema = new Schema(
    { person: String, day: String, channel: String, done: { type: Boolean, default: false } },
    { versionKey: false },
  );
  schema.index({ person: 1, day: 1, channel: 1 }, { unique: true });
  const model = (connection.models.Reminder ??
    connection.model('Reminder', schema, 'reminders')) as unknown as Model<ReminderDocument>;
  return {
    /** True when the person's reminder of the day is still to be written, by us or for somebody who died over it. */
    async begin(person: string, day: CivilDate, channel: Channel): Promise<boolean> {
      try {
        await model.create({ person, day, channel, done: false });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return (await model.findOne({ person, day, channel }).lean())?.done === false;
      }
    },
    async done(person: string, day: CivilDate, channel: Channel): Promise<void> {
      await model.updateOne({ person, day, channel }, { $set: { done: true } });
    },
    /** The rows of a day; for the operations page and tests. */
    async of(day: CivilDate): Promise<{ person: string; channel: Channel }[]> {
      const found = await model.find({ day }).sort({ person: 1, channel: 1 }).lean();
      return found.map(({ person, channel }) => ({ person, channel }));
    },
  };
}
