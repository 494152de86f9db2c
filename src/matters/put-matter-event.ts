/** Put an event to a matter: what was sent is read before the record sees it. */

import type { Staff } from '../../workflows/inquiries/inquiry.js';
import type { MatterEvent } from '../../workflows/matters/matter.js';
import type { Actor } from '../../workflows/moment.js';
import type { People } from '../people/people.js';
import { InvalidForm, NotFound } from '../platform/errors.js';
import { read } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';
import { isMatterAction, matterEventSchemas } from './matter.schema.js';

export interface MatterEventCommand {
  id: string;
  /** The event's name, `PAUSE`. */
  type: string;
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null | undefined;
  expectedRev?: ExpectedRev | undefined;
}

/** Throws NotFound for an unknown event, InvalidForm for what was typed, and whatever `perform` refuses with. */
export function putMatterEvent({ records, accounts }: { records: Records; accounts: People['accounts'] }) {
  /** The colleague behind an account; one who left or never was is refused. */
  async function staff(id: string, typed: Record<string, unknown>): Promise<Staff> {
    if (id === '') return { id: '', name: '', department: '' };
    const account = await accounts.find(id);
    if (!account || account.disabled) {
      throw new InvalidForm([{ code: 'inquiry.noSuchPerson', field: 'colleague' }], typed);
    }
    return { id: account.id, name: account.name, department: account.department };
  }

  return async (command: MatterEventCommand): Promise<Performed> => {
    const { id, type, body, actor, idempotencyKey, expectedRev } = command;
    if (!isMatterAction(type)) throw new NotFound();
    const typed = { ...((body ?? {}) as Record<string, unknown>) };
    const { colleague, ...rest } = read(matterEventSchemas[type], typed) as Record<string, unknown>;
    const to = type === 'REASSIGN' ? { to: await staff(String(colleague), typed) } : {};
    const event = { type, ...rest, ...to } as MatterEvent;
    return records.perform({ kind: 'matter', id, event, actor, idempotencyKey, expectedRev });
  };
}
