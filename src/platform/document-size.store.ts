/** How large a document may become: the database refuses more than 16 MiB, and by then a person has lost what was typed. */
import { mongo } from 'mongoose';
import { InvalidForm } from './errors.js';

const MEBIBYTE = 1_048_576;
/** What people may fill a record to: the rest is left for what time and other records still add to it. */
export const RECORD_MOST_BYTES = 8 * MEBIBYTE;
/** What nothing may pass. */
export const DOCUMENT_MOST_BYTES = 15 * MEBIBYTE;

/** Bytes of a document in the database. */
export const bytesOf = (document: object): number =>
  mongo.BSON.calculateObjectSize(document, { ignoreUndefined: true });

/** The reason that stands against a document of this size; null when it is small enough. */
export function reasonAgainstSize(document: object, most = DOCUMENT_MOST_BYTES) {
  if (bytesOf(document) <= most) return null;
  return { code: 'recordTooLarge', params: { mebibytes: Math.floor(most / MEBIBYTE) } };
}

/** Throws InvalidForm before the database would refuse it. */
export function refuseTooLarge(document: object): void {
  const reason = reasonAgainstSize(document);
  if (reason) throw new InvalidForm([reason]);
}
