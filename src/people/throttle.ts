/** Wrong passwords are counted per account and per address, in the database: shared by all processes, kept over a restart. */
import { type Connection, type Model, Schema } from 'mongoose';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyTries } from '../platform/errors.js';
import { sha256 } from '../records/canonical.js';

export interface ThrottleLimits {
  /** Failures for one account, from wherever, before it is locked. */
  perAccount: number;
  /** Failures from one address; an office building is one address, hence more. */
  perAddress: number;
  /** Seconds in which failures are counted, and for which a lock lasts. */
  lockSeconds: number;
}
export const DEFAULT_LIMITS: ThrottleLimits = { perAccount: 10, perAddress: 100, lockSeconds: 600 };

/** Whose password is being tried, and from where. */
export interface Tried {
  /** The normalised login; left out where there is none, as with a one-time link. */
  login?: string;
  address: string;
}

const COLLECTION = 'passwordTries';

/** Gives the limiter's collection its indexes with all others'; without the unique one parallel tries would not be counted. */
function triesModel(connection: Connection): Model<{ key: string }> {
  const schema = new Schema({ key: String, points: Number, expire: Date }, { versionKey: false });
  schema.index({ key: 1 }, { unique: true });
  schema.index({ expire: -1 }, { expireAfterSeconds: 0 });
  return (connection.models.PasswordTry ?? connection.model('PasswordTry', schema, COLLECTION)) as Model<{
    key: string;
  }>;
}

/** `onLock` hears once of each lock that begins, with the login or the address it is for. */
export function createThrottle(deps: {
  connection: Connection;
  limits?: ThrottleLimits;
  /** What is being tried, so that tries of one thing do not count for another; signing in by default. */
  purpose?: string;
  onLock: (about: { login: string } | { address: string }) => Promise<void>;
}) {
  const { connection, limits = DEFAULT_LIMITS, purpose = '', onLock } = deps;
  triesModel(connection);
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterMongo({
      storeClient: connection.getClient(),
      dbName: connection.name,
      tableName: COLLECTION,
      disableIndexesCreation: true,
      keyPrefix,
      points,
      duration: limits.lockSeconds,
      blockDuration: limits.lockSeconds,
    });
  const accounts = limiter(`${purpose}account`, limits.perAccount);
  const addresses = limiter(`${purpose}address`, limits.perAddress);

  async function consume(from: RateLimiterMongo, key: string, about: { login: string } | { address: string }) {
    try {
      await from.consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      if (refused.consumedPoints === from.points + 1) await onLock(about);
      throw new TooManyTries(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    }
  }

  /**
   * Run `check` if there are tries left; true takes the try back. A try is counted before it is looked at, so that many at
   * once are not worth more than the limit. Throws {@link TooManyTries} without running `check`.
   */
  return async function tried<T>({ login, address }: Tried, check: () => Promise<T | false>): Promise<T | false> {
    // Typed text never becomes a key as it is: a login may be any length.
    const accountKey = login === undefined ? null : sha256(login).slice(0, 32);
    await consume(addresses, address, { address });
    if (accountKey !== null && login !== undefined) await consume(accounts, accountKey, { login });
    const outcome = await check();
    if (outcome !== false) {
      await addresses.reward(address);
      if (accountKey !== null) await accounts.delete(accountKey);
    }
    return outcome;
  };
}
export type Throttle = ReturnType<typeof createThrottle>;
