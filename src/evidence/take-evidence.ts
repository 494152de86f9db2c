/** An upload for a record: read, checked, attached. What is refused leaves no file behind. */

import type { Request } from 'express';
import type { Actor } from '../../workflows/moment.js';
import type { Reason } from '../../workflows/step.js';
import { cut } from '../../workflows/text.js';
import { BadRequest, InvalidForm } from '../platform/errors.js';
import type { AttachCommand, attachEvidence } from './attach-evidence.js';
import type { EvidenceStore } from './evidence-store.js';
import { receiveUpload } from './receive-upload.js';

export interface EvidenceTaken {
  /** What was sent beside the files. */
  typed: Record<string, string>;
  /** What was wrong, for the page that shows the form again; null when all is attached. */
  error: unknown;
}

interface TakeCommand {
  kind: AttachCommand['kind'];
  id: string;
  actor: Actor;
  /** What is wrong with the part of the record the files are said to prove. */
  about(part: string): Reason[] | Promise<Reason[]>;
}

/** Ask before whether this person may attach: who may not does not fill the store. */
export function takeEvidence({ store, attach }: { store: EvidenceStore; attach: ReturnType<typeof attachEvidence> }) {
  return async (req: Request, { kind, id, actor, about: against }: TakeCommand): Promise<EvidenceTaken> => {
    let typed: Record<string, string> = {};
    try {
      const { fields, files } = await receiveUpload(req, store);
      typed = fields;
      const { about = '', _csrf, rev, key, ...others } = fields;
      const [unknown] = Object.keys(others);
      const refuse = async (error: Error) => {
        await Promise.all(files.map(({ file }) => store.forget(file)));
        throw error;
      };
      if (unknown !== undefined) {
        await refuse(new BadRequest('malformed', [{ code: 'unknownField', params: { field: cut(unknown, 60) } }]));
      }
      if (files.length === 0) throw new InvalidForm([{ code: 'required', field: 'file', params: { field: 'file' } }]);
      const reasons = await against(about);
      if (reasons.length > 0) await refuse(new InvalidForm(reasons));
      await attach({ kind, id, files, about, actor });
      return { typed, error: null };
    } catch (error) {
      return { typed, error };
    }
  };
}
