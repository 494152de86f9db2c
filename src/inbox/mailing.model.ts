/** E-mails on their way: one row each, written before anything is sent, and one row per person that spaces them out. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import { isDuplicate } from '../platform/write-errors.js';

/** `packing`: nothing has been given to a server yet; `dropped`: nothing will be, and its messages go back into the queue. */
export type MailingState = 'packing' | 'dropped' | 'sending' | 'sent' | 'refused' | 'later' | 'uncertain';

interface MailingDocument {
  _id: string;
  person: string;
  /** Product time. */
  at: Instant;
  /** Host time in ms. */
  startedAt: number;
  state: MailingState;
}

interface TurnDocument {
  /** Account id. */
  _id: string;
  /** Product time of the last e-mail. */
  at: Instant;
}

/** The collections `mailings` and `mailTurns`. */
export function mailingStore(connection: Connection) {
  const mailing = new Schema(
    { _id: { type: String, required: true }, person: String, at: String, startedAt: Number, state: String },
    { versionKey: false },
  );
  mailing.index({ state: 1, startedAt: 1 });
  const mailings = (connection.models.Mailing ??
    connection.model('Mailing', mailing, 'mailings')) as unknown as Model<MailingDocument>;
  const turn = new Schema({ _id: { type: String, required: true }, at: String }, { versionKey: false });
  const turns = (connection.models.MailTurn ??
    connection.model('MailTurn', turn, 'mailTurns')) as unknown as Model<TurnDocument>;

  return {
    /** Take a person's turn: false when the last e-mail was after `notAfter`, or another process has just taken it. */
    async takeTurn(person: string, at: Instant, notAfter: Instant): Promise<boolean> {
      try {
        const taken = await turns.updateOne(
          { _id: person, at: { $lte: notAfter } },
          { $set: { at } },
          { upsert: true },
        );
        return taken.modifiedCount + taken.upsertedCount === 1;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async begin(id: string, person: string, at: Instant, startedAt: number): Promise<void> {
      await mailings.create({ _id: id, person, at, startedAt, state: 'packing' });
    },
    /** Take an e-mail from one state to another; false when it is not (any more) in the first. */
    async move(id: string, from: MailingState, to: MailingState): Promise<boolean> {
      return (await mailings.updateOne({ _id: id, state: from }, { $set: { state: to } })).modifiedCount === 1;
    },
    /** E-mails begun before a host time and left by whoever began them. */
    async left(before: number): Promise<{ id: string; person: string; state: MailingState }[]> {
      const state = { $in: ['packing', 'dropped', 'sending'] satisfies MailingState[] };
      const found = await mailings.find({ state, startedAt: { $lt: before } }).lean();
      return found.map((one) => ({ id: one._id, person: one.person, state: one.state }));
    },
    /** The latest e-mails in a state, for the operations page. */
    async latest(state: MailingState, most = 50): Promise<{ id: string; person: string; at: Instant }[]> {
      const found = await mailings.find({ state }).sort({ startedAt: -1 }).limit(most).lean();
      return found.map(({ _id, person, at }) => ({ id: _id, person, at }));
    },
  };
}
