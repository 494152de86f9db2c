/** A person does something with a site: read what was sent by the event's schema, put it to the record. */

import type { Actor } from '../../workflows/moment.js';
import { cut } from '../../workflows/text.js';
import { BadRequest, InvalidForm } from '../platform/errors.js';
import { read } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';
import { isSentSiteEvent, siteEventSchemas, toSiteEvent } from './site-event.schema.js';

export interface SiteEventCommand {
  id: string;
  /** The event's name, `REPORT_READY`. */
  type: string;
  /** What came with it, unread. */
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null | undefined;
  expectedRev?: ExpectedRev | undefined;
}

export interface PutSiteEventParts {
  records: Records;
  /** Which of these departments do not exist. */
  unknownDepartments(ids: readonly string[]): Promise<string[]>;
}

/** Throws BadRequest for an unknown event, InvalidForm for what was typed, and whatever `perform` refuses with. */
export function putSiteEvent({ records, unknownDepartments }: PutSiteEventParts) {
  return async ({ id, type, body, actor, idempotencyKey, expectedRev }: SiteEventCommand): Promise<Performed> => {
    if (!isSentSiteEvent(type)) {
      throw new BadRequest('malformed', [{ code: 'unknownEvent', params: { event: cut(type, 40) } }]);
    }
    const event = toSiteEvent(type, read(siteEventSchemas[type], body ?? {}) as never);
    if (event.type === 'RECORD_COPY') {
      const unknown = await unknownDepartments([event.department]);
      if (unknown.length > 0) {
        const params = { department: unknown.join('、') };
        throw new InvalidForm([{ code: 'unknownDepartment', field: 'department', params }], { ...event });
      }
    }
    return records.perform({ kind: 'site', id, event, actor, idempotencyKey, expectedRev });
  };
}
