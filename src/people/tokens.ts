/** Tokens for the interface under /api: `Authorization: Bearer sx_…`. Only the sha256 is stored. */
import { randomBytes } from 'node:crypto';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Instant } from '../../workflows/dates.js';
import type { Clock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { sha256 } from '../records/canonical.js';
import type { Account } from './account.model.js';
import type { Accounts } from './accounts.js';

export interface ApiToken {
  id: string;
  account: string;
  /** What it is used for, in its owner's words. */
  label: string;
  createdAt: Instant;
  /** To the minute. */
  lastUsedAt: Instant | null;
  revokedAt: Instant | null;
}
type TokenDocument = Omit<ApiToken, 'id'> & { _id: string; hash: string };

const USE_NOTED_EVERY_MS = 60_000;
const FORM = /^sx_[A-Za-z0-9_-]{43}$/;

function tokenModel(connection: Connection): Model<TokenDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      hash: { type: String, required: true },
      account: { type: String, required: true },
      label: { type: String, default: '' },
      createdAt: { type: String, required: true },
      lastUsedAt: { type: String, default: null },
      revokedAt: { type: String, default: null },
    },
    { versionKey: false },
  );
  schema.index({ hash: 1 }, { unique: true });
  schema.index({ account: 1 });
  return (connection.models.ApiToken ?? connection.model('ApiToken', schema, 'tokens')) as Model<TokenDocument>;
}

/** The tokens of a database. */
export function createTokens(deps: { connection: Connection; clock: Clock; accounts: Accounts }) {
  const { connection, clock, accounts } = deps;
  const model = tokenModel(connection);
  const plain = ({ _id, hash, ...rest }: TokenDocument): ApiToken => ({ id: _id, ...rest });
  return {
    /** A new token for an account; it is shown once and cannot be read again. */
    async create(account: string, label: string): Promise<{ id: string; token: string }> {
      const { id: owner } = await accounts.byId(account);
      const token = `sx_${randomBytes(32).toString('base64url')}`;
      const id = newId();
      const document = { _id: id, hash: sha256(token), account: owner, label, createdAt: clock.now() };
      await model.create({ ...document, lastUsedAt: null, revokedAt: null });
      return { id, token };
    },

    /** Whose token this is; null when it is unknown or revoked, or its owner disabled. */
    async authenticate(token: string): Promise<Account | null> {
      if (!FORM.test(token)) return null;
      const found = await model.findOne({ hash: sha256(token), revokedAt: null }).lean<TokenDocument>();
      const account = found && (await accounts.find(found.account));
      if (!found || !account || account.disabled) return null;
      const now = clock.now();
      if (found.lastUsedAt === null || Date.parse(now) - Date.parse(found.lastUsedAt) >= USE_NOTED_EVERY_MS) {
        await model.updateOne({ _id: found._id }, { $set: { lastUsedAt: now } });
      }
      return account;
    },

    async list(account: string): Promise<ApiToken[]> {
      return (await model.find({ account }).sort({ createdAt: 1 }).lean<TokenDocument[]>()).map(plain);
    },

    /** Revoke a token of an account; false when it has no such token in use. */
    async revoke(account: string, id: string): Promise<boolean> {
      const set = { $set: { revokedAt: clock.now() } };
      return (await model.updateOne({ _id: id, account, revokedAt: null }, set)).modifiedCount === 1;
    },
  };
}
export type Tokens = ReturnType<typeof createTokens>;
