import { type Connection, type Model, Schema } from 'mongoose';

/** The collection that connect-mongo keeps sessions in. */
export const SESSIONS = 'sessions';

/** Gives the session store's collection its index together with all others'; the store reads and writes it by itself. */
export function sessionModel(connection: Connection): Model<{ _id: string }> {
  const schema = new Schema({ _id: String, expires: Date }, { versionKey: false, strict: false });
  schema.index({ expires: 1 }, { expireAfterSeconds: 0 });
  const known = connection.models.Session ?? connection.model('Session', schema, SESSIONS);
  return known as unknown as Model<{ _id: string }>;
}
