/** A person does something with a task: read what was sent by the event's schema, put it to the record. */

import type { Actor } from '../../workflows/moment.js';
import { cut } from '../../workflows/text.js';
import { BadRequest, InvalidForm } from '../platform/errors.js';
import { read } from '../platform/validate.js';
import { type ExpectedRev, revOf } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';
import { isSentEvent, taskEventSchemas, toTaskEvent } from './task-event.schema.js';

export interface TaskEventCommand {
  id: string;
  /** The event's name, `SUBMIT`. */
  type: string;
  /** What came with it, unread. */
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null | undefined;
  expectedRev?: ExpectedRev | undefined;
}

export interface PutTaskEventParts {
  records: Records;
  /** Which of these departments do not exist. */
  unknownDepartments(ids: readonly string[]): Promise<string[]>;
}

export function putTaskEvent({ records, unknownDepartments }: PutTaskEventParts) {
  return async ({ id, type, body, actor, idempotencyKey, expectedRev }: TaskEventCommand): Promise<Performed> => {
    if (!isSentEvent(type)) {
      throw new BadRequest('malformed', [{ code: 'unknownEvent', params: { event: cut(type, 40) } }]);
    }
    const sent = read(taskEventSchemas[type], body ?? {});
    // Only the parts of a split take their ids from what was asked; all other events need the record but once.
    const asked =
      idempotencyKey ?? String(expectedRev === undefined ? (await records.load('task', id)).rev : revOf(expectedRev));
    const event = toTaskEvent(type, sent as never, { id, asked });
    const named = departmentsIn(event);
    const unknown = named.length > 0 ? await unknownDepartments(named) : [];
    if (unknown.length > 0) {
      const params = { department: unknown.join('、') };
      throw new InvalidForm([{ code: 'unknownDepartment', field: 'leadDepartment', params }], { ...event });
    }
    return records.perform({ kind: 'task', id, event, actor, idempotencyKey, expectedRev });
  };
}

/** Every department an event names. */
function departmentsIn(event: ReturnType<typeof toTaskEvent>): string[] {
  switch (event.type) {
    case 'EDIT':
      return [...(event.plan.leadDepartment ? [event.plan.leadDepartment] : []), ...event.plan.coDepartments];
    case 'REASSIGN':
      return [event.leadDepartment];
    case 'AMEND':
      return event.coDepartments;
    case 'SPLIT':
      return event.parts.flatMap(({ leadDepartment }) => (leadDepartment ? [leadDepartment] : []));
    default:
      return [];
  }
}
