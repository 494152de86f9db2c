/** What the API shows of every record: reasons, its light, what may be done, its log. In the words of the caller's language. */
import { z } from 'zod';
import { civilDateOf } from '../../workflows/dates.js';
import { COLOURS, type Light } from '../../workflows/lights.js';
import type { Reason } from '../../workflows/step.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { LogEntry } from '../records/record.js';

const day = z.iso.date();

/** Why something is not possible, or why a light is lit. */
export const reasonView = z.object({ code: z.string(), text: z.string(), field: z.string().optional() });

export const lightShape = z.object({
  colour: z.enum(COLOURS),
  reason: z.string().meta({ description: 'The rule that raised it, as a sentence.' }),
  since: day,
});

/** The events a person may put in this state, of those that a program can send. */
export const allowedView = (events: readonly string[]) =>
  z
    .array(
      z.object({
        event: z.enum(events as [string, ...string[]]),
        reasons: z.array(reasonView).meta({ description: 'What stands in the way now; empty when nothing does.' }),
      }),
    )
    .meta({ description: 'What the caller may do; with reasons, not at present.' });

/** The answer to an event: told from its log entry alone, so that a repeated request gets the first answer again. */
export const eventAnswer = z.object({
  eventId: z.string(),
  seq: z.int(),
  type: z.string(),
  from: z.string(),
  to: z.string(),
  light: lightShape,
  at: z.iso.datetime(),
  rev: z.int(),
});

/** The log of a record. */
export const eventLogView = z.object({
  items: z.array(
    eventAnswer.extend({
      actor: z.object({ kind: z.enum(['person', 'clock', 'system']), id: z.string(), name: z.string() }),
      payload: z.record(z.string(), z.unknown()).meta({ description: 'What came with the event.' }),
      prev: z.string(),
      hash: z.string().meta({ description: 'sha256(prev + canonical entry); the entries of a record form a chain.' }),
    }),
  ),
  next: z.int().nullable().meta({ description: 'Pass it as `after` for what follows; null at the end.' }),
});

type View<Schema extends z.ZodType> = z.output<Schema>;

const textOf = (reason: Reason, reader: Reader): string => reasonTexts([reason], reader)[0] ?? reason.code;

export function reasonsShown(reasons: readonly Reason[], reader: Reader): View<typeof reasonView>[] {
  return reasons.map((reason) => ({
    code: reason.code,
    text: textOf(reason, reader),
    ...(reason.field === undefined ? {} : { field: reason.field }),
  }));
}

export function lightShown({ colour, reason, since }: Light, reader: Reader): View<typeof lightShape> {
  return { colour, reason: textOf(reason, reader), since };
}

/** What may be done, in the order a page offers it. */
export function allowedShown(allowed: readonly { event: string; reasons: Reason[] }[], reader: Reader) {
  return allowed.map(({ event, reasons }) => ({ event, reasons: reasonsShown(reasons, reader) }));
}

/** What an event did, from its entry alone: days are written as of the day it happened, not as of today. */
export function eventShown(entry: LogEntry, reader: Reader): View<typeof eventAnswer> {
  const { eventId, seq, type, from, to, light, at } = entry;
  const then = { ...reader, today: civilDateOf(at) };
  return { eventId, seq, type, from, to, light: lightShown(light, then), at, rev: seq };
}

export function entryShown(entry: LogEntry, reader: Reader): View<typeof eventLogView>['items'][number] {
  const { actor, payload, prev, hash } = entry;
  const { kind, id, name } = actor;
  return { ...eventShown(entry, reader), actor: { kind, id, name }, payload, prev, hash };
}
