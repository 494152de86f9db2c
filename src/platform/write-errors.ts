/** What a driver's error says of the writes it was for. */
import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11_000;

/**
 * The places in their batch of the writes that were refused because their key is taken; all others of the batch are done.
 * Null when the error says anything else: another refusal, too few servers that have the write, or a broken connection, of
 * which the driver makes a bulk error with an empty list of refusals. The outcome is then unknown, neither done nor not done.
 */
export function refusedAsTaken(error: unknown): number[] | null {
  if (error instanceof mongo.MongoBulkWriteError) {
    const refused = [error.writeErrors].flat();
    const taken = refused.length > 0 && refused.every(({ code }) => code === DUPLICATE_KEY);
    return taken && !error.result?.getWriteConcernError() ? refused.map(({ index }) => index) : null;
  }
  const taken = error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
  return taken && !(error instanceof mongo.MongoWriteConcernError) ? [0] : null;
}

/** True when nothing but keys that are taken stood against a write or a batch. */
export const isDuplicate = (error: unknown): boolean => refusedAsTaken(error) !== null;
