/** A person does something with a plan: what a form sends by line is read line by line, what tasks say is asked here. */

import { z } from 'zod';
import type { Actor } from '../../workflows/moment.js';
import type { PeriodPlanEvent, PeriodPlanFacts } from '../../workflows/period-plans/period-plan.js';
import { PERIOD_PLAN_ACTIONS, type PeriodPlanAction } from '../../workflows/period-plans/period-plan.machine.js';
import { missingFrom } from '../../workflows/period-plans/pull.js';
import { MOST_LINES } from '../../workflows/period-plans/rules.js';
import type { Reason } from '../../workflows/step.js';
import { cut } from '../../workflows/text.js';
import { BadRequest, InvalidForm, NotFound } from '../platform/errors.js';
import { civilDate, read, requiredText, text } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';
import type { PlanSources } from './plan-sources.js';

type Sent = Record<string, unknown>;

const key = z.string().max(100);
const schemas = {
  ADD_LINE: z.strictObject({ title: requiredText(300), due: civilDate, system: key }),
  REMOVE_LINE: z.strictObject({ line: key, reason: requiredText(1_000) }),
  none: z.strictObject({}),
};
const due = civilDate;
const doneOn = z.union([z.literal('').transform(() => null), civilDate]).default(null);
const reason = text(1_000).default('');

/** True for an event that people send. */
export function isPeriodPlanAction(type: unknown): type is PeriodPlanAction {
  return typeof type === 'string' && (PERIOD_PLAN_ACTIONS as readonly string[]).includes(type);
}

/**
 * The fields of a form that has some for each line, `due-2026-06_1`: read by line. Fields of no line are malformed, since
 * nobody typed them. Throws BadRequest and InvalidForm.
 */
function byLine<T extends z.ZodRawShape>(facts: PeriodPlanFacts, sent: Sent, shape: T) {
  const names = Object.keys(shape);
  const known = new Set(facts.lines.flatMap((line) => names.map((name) => `${name}-${line.key}`)));
  const odd = Object.keys(sent).find((name) => !known.has(name));
  if (odd !== undefined) throw new BadRequest('malformed', [{ code: 'unknownField', params: { field: cut(odd, 60) } }]);
  const reasons: Reason[] = [];
  const lines = facts.lines.flatMap(({ key: line }) => {
    const own = names.filter((name) => sent[`${name}-${line}`] !== undefined);
    if (own.length === 0) return [];
    const parsed = z.object(shape).safeParse(Object.fromEntries(own.map((name) => [name, sent[`${name}-${line}`]])));
    if (parsed.success) return [{ line, ...parsed.data }];
    for (const { path, message } of parsed.error.issues) {
      const code = message === 'badDate' ? 'badDate' : 'badValue';
      reasons.push({ code, field: `${String(path[0])}-${line}`, params: { field: String(path[0]) } });
    }
    return [];
  });
  if (reasons.length > 0) throw new InvalidForm(reasons, sent);
  return lines;
}

export interface PlanEventCommand {
  id: string;
  type: string;
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null | undefined;
  expectedRev?: ExpectedRev | undefined;
}

/** Throws NotFound for an unknown event, InvalidForm for what was typed, and whatever `perform` refuses with. */
export function putPlanEvent({ records, sources }: { records: Records; sources: PlanSources }) {
  async function eventOf(type: PeriodPlanAction, facts: PeriodPlanFacts, sent: Sent): Promise<PeriodPlanEvent> {
    switch (type) {
      case 'ADD_LINE':
      case 'REMOVE_LINE':
        return { type, ...read(schemas[type], sent) } as PeriodPlanEvent;
      case 'SET_LINES':
        return { type, lines: byLine(facts, sent, { due, system: key.default('') }) };
      case 'REPORT_LINES': {
        const lines = byLine(facts, sent, { doneOn, reason });
        // A line that nobody has spoken of stays as it is.
        return { type, lines: lines.filter((line) => says(facts, line)) };
      }
      default:
        read(schemas.none, sent);
    }
    if (type === 'PULL') {
      const room = MOST_LINES - facts.lines.length;
      return { type, lines: missingFrom(facts, await sources.offered(facts)).slice(0, Math.max(0, room)) };
    }
    if (type === 'COMMIT') return { type, ...(await sources.former(facts)) };
    return { type: 'SETTLE', found: await sources.found(facts) };
  }

  return async ({ id, type, body, ...command }: PlanEventCommand): Promise<Performed> => {
    if (!isPeriodPlanAction(type)) throw new NotFound();
    const { facts } = await records.load<PeriodPlanFacts>('periodPlan', id);
    const event = await eventOf(type, facts, { ...((body ?? {}) as Sent) });
    return records.perform({ kind: 'periodPlan', id, event, ...command });
  };
}

function says(facts: PeriodPlanFacts, sent: { line: string; doneOn: string | null; reason: string }): boolean {
  const line = facts.lines.find(({ key: one }) => one === sent.line);
  return line !== undefined && (line.doneOn !== sent.doneOn || line.reason !== sent.reason);
}
