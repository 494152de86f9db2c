/**
 * The database's own time of a document's last change. A backup finds by it what has changed since it was copied, so every
 * write that changes a document of a collection with this index sets it; documents that were only inserted need none.
 */
import type { Schema } from 'mongoose';

/** Part of an update: the server's logical time, which never goes back while the server runs. */
export const TOUCHED = { $currentDate: { touchedAt: { $type: 'timestamp' } } } as const;

/** Give a collection the field and its index; only documents that were changed are in it. */
export function keepTouched(schema: Schema): void {
  schema.add({ touchedAt: {} });
  schema.index({ touchedAt: 1 }, { partialFilterExpression: { touchedAt: { $exists: true } } });
}
