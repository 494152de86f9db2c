/** What a driver's error says of the writes it was for. */
import { mongo } from 'mongoose';
import { serviceFault } from './service-fault.js';

const DUPLICATE_KEY = 11_000;

/** A write of a batch that was refused, by its place in it. */
export interface RefusedWrite {
  index: number;
  error: unknown;
}

/**
 * The writes of an unordered batch that the server refused, each for itself; all others of the batch are done. Null when the
 * error says anything else: too few servers that have the writes, or a broken connection, of which the driver makes a bulk
 * error with an empty list of refusals. The outcome is then unknown, neither done nor not done.
 */
function refusedForThemselves(error: mongo.MongoBulkWriteError): RefusedWrite[] | null {
  const refused = [error.writeErrors].flat();
  if (refused.length === 0 || error.result?.getWriteConcernError()) return null;
  return refused.map((one) => ({ index: one.index, error: one }));
}

/**
 * The places in their batch of the writes that were refused because their key is taken; all others of the batch are done.
 * Null when the error says anything else.
 */
export function refusedAsTaken(error: unknown): number[] | null {
  if (error instanceof mongo.MongoBulkWriteError) {
    const refused = refusedForThemselves(error);
    const taken = refused?.every((one) => (one.error as mongo.WriteError).code === DUPLICATE_KEY);
    return taken ? (refused ?? []).map(({ index }) => index) : null;
  }
  const taken = error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
  return taken && !(error instanceof mongo.MongoWriteConcernError) ? [0] : null;
}

/** Whether a write of a batch was refused because its key is taken. */
export const isTaken = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === DUPLICATE_KEY;

/** True when nothing but keys that are taken stood against a write or a batch. */
export const isDuplicate = (error: unknown): boolean => refusedAsTaken(error) !== null;

/** How the database and its driver say that a document is over the limit; what could grow so is refused before it. */
export function isTooLargeForTheDatabase(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (code === 10_334 || code === 17_419 || code === 17_420) return true;
  return typeof message === 'string' && /larger than the maximum size|exceeds maximum BSON/i.test(message);
}

/**
 * Do a batch so that what is refused keeps none of the others: returns the refused ones. `write` is unordered, and has the
 * result of once however often it is done with the same items, for what the driver cannot even send stops a batch as a
 * whole: then each is sent by itself. Throws where the outcome is not known, and where all are refused alike.
 */
export async function writeEach<T>(
  items: readonly T[],
  write: (items: readonly T[]) => Promise<unknown>,
): Promise<RefusedWrite[]> {
  try {
    await write(items);
    return [];
  } catch (error) {
    if (serviceFault(error) !== null) throw error;
    if (error instanceof mongo.MongoBulkWriteError) {
      const refused = refusedForThemselves(error);
      if (refused === null) throw error;
      return refused;
    }
    if (error instanceof mongo.MongoWriteConcernError || items.length === 0) throw error;
    if (items.length === 1) return [{ index: 0, error }];
  }
  const refused: RefusedWrite[] = [];
  for (const [index, item] of items.entries()) {
    for (const one of await writeEach([item], write)) refused.push({ index, error: one.error });
  }
  if (refused.length === items.length) throw refused[0]?.error;
  return refused;
}
