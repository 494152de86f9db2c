/**
 * What the driver's and the system's errors mean for people. The one place that knows it: the error handler, the log and
 * whatever must not take an outage for a refusal ask here.
 */
/**
 * `away`: the database does not answer, or a connection broke; whether a write under way was done is not known.
 * `full`: there is no room left to write on.
 */
export type ServiceFault = 'away' | 'full';

/**
 * Server codes of a database that is not there, is closing, or has handed over; of answers that did not come; and of a
 * database that was started anew in the middle of a long answer (43, 237: it knows nothing of the cursor).
 */
const AWAY_CODES = new Set([
  6, 7, 43, 64, 89, 91, 189, 237, 262, 317, 358, 9001, 10058, 10107, 11600, 11602, 13435, 13436,
]);
/** Driver errors by name, since some stand for themselves and some come through mongoose under another class. */
const AWAY_NAMES = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoServerClosedError',
  'MongoClientClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoPoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongoExpiredSessionError',
  // What the driver says when a connection ends before the answer to a command.
  'MongoUnexpectedServerResponseError',
  'MongoStalePrimaryError',
]);
const AWAY_WORDS = /buffering timed out|before initial connection|topology (?:was|is) (?:closed|destroyed)/i;

/** Its message quotes what somebody typed. */
const DUPLICATE = 11000;
const FULL_CODES = new Set<unknown>([14031, 'ENOSPC', 'EDQUOT', 'EFBIG']);
const FULL_WORDS = /no space left on device|out ?of ?disk ?space|disk quota exceeded|file too large|\bENOSPC\b/i;

/** Deeper chains of causes are somebody's loop. */
const DEPTH = 6;

interface Faulty {
  name?: unknown;
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
  writeErrors?: unknown;
  errorResponse?: unknown;
  err?: unknown;
  result?: { writeConcernErrors?: unknown };
}

function ofOne(error: Faulty): ServiceFault | null {
  const fromDriver = /^(Mongo|PoolCleared)/.test(String(error.name));
  const message = typeof error.message === 'string' ? error.message : '';
  const systems = typeof error.code === 'string';
  // A person's text is quoted in errors of the product; only what the system or the driver says is looked at for words.
  if (FULL_CODES.has(error.code)) return 'full';
  if (error.code !== DUPLICATE && (fromDriver || systems) && FULL_WORDS.test(message)) return 'full';
  if (!fromDriver) return null;
  if (AWAY_NAMES.has(String(error.name)) || (typeof error.code === 'number' && AWAY_CODES.has(error.code)))
    return 'away';
  if (/Network/.test(String(error.name)) || AWAY_WORDS.test(message)) return 'away';
  return null;
}

/** Which outage an error tells of, looking into its causes and the errors of a batch; null when it tells of none. */
export function serviceFault(error: unknown, depth = DEPTH): ServiceFault | null {
  if (typeof error !== 'object' || error === null || depth === 0) return null;
  const faulty = error as Faulty;
  const found = ofOne(faulty);
  if (found) return found;
  const within = [faulty.errors, faulty.writeErrors].flatMap((many) => (Array.isArray(many) ? many : []));
  for (const one of [faulty.cause, faulty.errorResponse, ...within]) {
    const deeper = serviceFault(one, depth - 1);
    if (deeper) return deeper;
  }
  return null;
}
