/** A person moves a phase: what was sent is read by the event's schema; what stands is filled in by the server. */

import { z } from 'zod';
import type { Actor } from '../../workflows/moment.js';
import type { PhaseEvent, PhaseFacts } from '../../workflows/phases/phase.js';
import type { PHASE_ACTIONS } from '../../workflows/phases/phase.machine.js';
import { cut } from '../../workflows/text.js';
import { BadRequest, InvalidForm } from '../platform/errors.js';
import { civilDate, read, recordId, requiredText, text } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';

type PhaseAction = (typeof PHASE_ACTIONS)[number];

const optionalDate = z
  .union([civilDate, z.literal('').transform(() => null)])
  .nullable()
  .default(null);

export const phaseEventSchemas = {
  OPEN: z.strictObject({}),
  START_SELF_CHECK: z.strictObject({}),
  RECORD_INSPECTION: z.strictObject({ remark: text(2_000).default('') }),
  WAIVE: z.strictObject({ task: recordId, reason: requiredText(2_000) }),
  CLOSE: z.strictObject({}),
  EDIT: z.strictObject({
    title: requiredText(120),
    goal: text(2_000).default(''),
    opensOn: civilDate,
    closesOn: civilDate,
    hardDate: optionalDate,
  }),
} satisfies Record<PhaseAction, z.ZodType>;

export interface PutPhaseEventParts {
  records: Records;
  /** Red tasks of a phase; a phase cannot close on them. */
  redOf(campaign: string, phase: string): Promise<{ id: string; code: string; title: string }[]>;
}

/** What closing a phase meets with as things stand. Findings come with inspections; until then none is open. */
export function closing({ redOf }: Pick<PutPhaseEventParts, 'redOf'>) {
  return async ({ campaign, key }: Pick<PhaseFacts, 'campaign' | 'key'>): Promise<PhaseEvent> => ({
    type: 'CLOSE',
    redTasks: (await redOf(campaign, key)).map(({ id, code }) => ({ id, code })),
    openFindings: 0,
  });
}

export function putPhaseEvent({ records, redOf }: PutPhaseEventParts) {
  const close = closing({ redOf });

  /** A waiver is of a task that is red in this phase as things stand; its code is the task's own. */
  async function waiver({ campaign, key }: PhaseFacts, sent: z.output<typeof phaseEventSchemas.WAIVE>) {
    const red = (await redOf(campaign, key)).find(({ id }) => id === sent.task);
    if (!red) throw new InvalidForm([{ code: 'phase.notRed', field: 'task' }], { ...sent });
    return { type: 'WAIVE', ...sent, code: red.code };
  }

  async function eventOf(facts: PhaseFacts, type: PhaseAction, sent: unknown): Promise<{ type: string }> {
    if (type === 'CLOSE') return close(facts);
    if (type === 'WAIVE') return waiver(facts, sent as z.output<typeof phaseEventSchemas.WAIVE>);
    return { type, ...(sent as object) };
  }

  return async (command: {
    id: string;
    type: string;
    body: unknown;
    actor: Actor;
    expectedRev?: ExpectedRev | undefined;
  }): Promise<Performed> => {
    const { id, type, body, actor, expectedRev } = command;
    if (!Object.hasOwn(phaseEventSchemas, type)) {
      throw new BadRequest('malformed', [{ code: 'unknownEvent', params: { event: cut(type, 40) } }]);
    }
    const sent = read(phaseEventSchemas[type as PhaseAction], body ?? {});
    const { facts } = await records.load<PhaseFacts>('phase', id);
    const event = await eventOf(facts, type as PhaseAction, sent);
    return records.perform({ kind: 'phase', id, event: { ...event }, actor, expectedRev });
  };
}
