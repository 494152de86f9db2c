/** One-time links: to set up an empty system, and to choose a password. Only the sha256 of a token is stored. */
import { randomBytes } from 'node:crypto';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Clock } from '../platform/clock.js';
import { sha256 } from '../records/canonical.js';

export type LinkKind = 'setUp' | 'password';

interface LinkDocument {
  _id: string;
  kind: LinkKind;
  /** Whose password it sets; null for the set-up. */
  account: string | null;
  expiresAt: Date;
  usedAt: Date | null;
}

const HOURS_VALID = 24;
const KEPT_DAYS = 30;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

function linkModel(connection: Connection): Model<LinkDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      kind: { type: String, enum: ['setUp', 'password'], required: true },
      account: { type: String, default: null },
      expiresAt: { type: Date, required: true },
      usedAt: { type: Date, default: null },
    },
    { versionKey: false },
  );
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: KEPT_DAYS * 86_400 });
  schema.index({ kind: 1, account: 1 });
  return (connection.models.OneTimeLink ??
    connection.model('OneTimeLink', schema, 'oneTimeLinks')) as Model<LinkDocument>;
}

/** The one-time links of a database. */
export function createLinks({ connection, clock }: { connection: Connection; clock: Clock }) {
  const model = linkModel(connection);
  const usable = (kind: LinkKind, token: string) => ({
    _id: sha256(token),
    kind,
    usedAt: null,
    expiresAt: { $gt: new Date(clock.now()) },
  });
  return {
    /** A new token, valid for 24 hours; earlier ones of the same kind for the same account stop working. */
    async make(kind: LinkKind, account: string | null): Promise<string> {
      const token = randomBytes(32).toString('base64url');
      const now = new Date(clock.now());
      await model.updateMany({ kind, account, usedAt: null }, { $set: { usedAt: now } });
      const expiresAt = new Date(now.getTime() + HOURS_VALID * 3_600_000);
      await model.create({ _id: sha256(token), kind, account, expiresAt, usedAt: null });
      return token;
    },

    /** What a token is for, without using it up; null when it is unknown, used or too old. */
    async look(kind: LinkKind, token: string): Promise<{ account: string | null } | null> {
      if (!TOKEN.test(token)) return null;
      const found = await model.findOne(usable(kind, token)).lean<LinkDocument>();
      return found && { account: found.account };
    },

    /** Use a token up. Of any number of attempts at once one gets true. */
    async use(kind: LinkKind, token: string): Promise<boolean> {
      if (!TOKEN.test(token)) return false;
      const set = { $set: { usedAt: new Date(clock.now()) } };
      return (await model.findOneAndUpdate(usable(kind, token), set).lean<LinkDocument>()) !== null;
    },
  };
}
export type Links = ReturnType<typeof createLinks>;
