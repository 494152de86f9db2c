/** Evidence as it is uploaded: files go straight into the evidence store, whatever comes with them is read as text. */
import type { Request } from 'express';
import { readMultipart } from '../http/multipart.js';
import { EVIDENCE_LIMIT_BYTES, type EvidenceStore, type StoredFile } from './evidence-store.js';

export interface Upload {
  fields: Record<string, string>;
  files: StoredFile[];
}

const LIMITS = { fields: 40, fieldSize: 100_000, files: 10, fileSize: EVIDENCE_LIMIT_BYTES + 1, parts: 60 };

/** Read an upload. Every file of a refused upload is forgotten before the error is thrown. */
export async function receiveUpload(req: Request, store: EvidenceStore): Promise<Upload> {
  const { fields, files } = await readMultipart(req, {
    limits: LIMITS,
    most: EVIDENCE_LIMIT_BYTES,
    take: (stream, name) => store.save(stream, name),
    forget: ({ file }: StoredFile) => store.forget(file),
  });
  return { fields, files };
}
