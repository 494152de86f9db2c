/** A row, a clause or an item as a digest, so that the same is known when it comes again. */
import { createHash } from 'node:crypto';

/** Characters of a digest: 96 bits, so that two rows of a campaign never meet. */
const DIGEST = 16;

export const digestOf = (content: string): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, DIGEST);

/** What tells texts apart, however they are set. */
export const withoutBlanks = (text: string): string => text.replace(/\s+/g, '');
