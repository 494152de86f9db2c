/** Evidence for a record: the file is in the store already, now the record takes it, or it is forgotten again. */

import type { Evidence } from '../../workflows/evidence.js';
import type { Actor } from '../../workflows/moment.js';
import type { Clock } from '../platform/clock.js';
import { AppError } from '../platform/errors.js';
import type { Performed, Records } from '../records/create-records.js';
import type { EvidenceStore, StoredFile } from './evidence-store.js';

export interface AttachCommand {
  kind: 'task' | 'site' | 'booklet' | 'indicator';
  id: string;
  files: StoredFile[];
  /** The checkpoint, dimension or part it proves; empty = the outcome. */
  about: string;
  actor: Actor;
}

/** One event per file. A file that is refused (sent twice, state, policy) is forgotten; those taken before it stay. */
export function attachEvidence({ records, store, clock }: { records: Records; store: EvidenceStore; clock: Clock }) {
  return async ({ kind, id, files, about, actor }: AttachCommand): Promise<Performed[]> => {
    const performed: Performed[] = [];
    for (const [i, { file, name, size, sha256, type }] of files.entries()) {
      const { id: by, name: byName, department } = actor;
      const evidence: Evidence = {
        file,
        name,
        size,
        sha256,
        type,
        by,
        byName,
        department,
        at: clock.now(),
        about,
        review: 'inReview',
        remark: '',
      };
      // Claimed first: a process that dies in between leaves a file too many, never a record without its file.
      await store.claim([file]);
      try {
        performed.push(await records.perform({ kind, id, event: { type: 'ATTACH', evidence }, actor }));
      } catch (error) {
        // Refused for certain; else the record may have taken the file, and one too many is better than one gone.
        const certain = error instanceof AppError;
        await Promise.all(files.slice(certain ? i : i + 1).map((left) => store.forget(left.file)));
        throw error;
      }
    }
    return performed;
  };
}
