/** What may be sent about an indicator: its plan as the office types it, and each event with what it carries. */
import { z } from 'zod';
import { exactDate, isCivilDate } from '../../workflows/dates.js';
import { EVERY, type IndicatorEvent, type Target } from '../../workflows/indicators/indicator.js';
import type { IndicatorAction } from '../../workflows/indicators/indicator.machine.js';
import { MEASURED_OF, MEASURES } from '../../workflows/indicators/measures.js';
import { civilDate, departmentId, recordId, requiredText } from '../platform/validate.js';

const NUMBER = /^[-−]?\d{1,12}(\.\d{1,4})?$/;
const numberOf = (typed: string) => Number(typed.replace('−', '-'));

/** A figure as people type it, 全角 digits included; a program sends a number. An empty field is no zero. */
const figure = z.union([
  z.number(),
  z
    .string()
    .transform((typed) => typed.normalize('NFKC').trim())
    .refine((typed) => NUMBER.test(typed))
    .transform(numberOf),
]);
const noFigure = z
  .string()
  .refine((typed) => typed.trim() === '')
  .transform(() => null);

const TARGET = /^(\d{4}-\d{2}-\d{2})\s+(\S+)(?:\s+(.{1,200}))?$/;
const MOST_TARGETS = 40;

/** One line of the planned line, `2026-12-31 45 words of the document`; null when it is none. */
function targetOf(line: string): Target | null {
  const [, day, typed = '', words = ''] = TARGET.exec(line) ?? [];
  return isCivilDate(day) && NUMBER.test(typed) ? { by: exactDate(day), value: numberOf(typed), words } : null;
}

/** The planned line as people type it: a line per target. */
const targets = requiredText(8_000)
  .transform((typed) => {
    const lines = typed.normalize('NFKC').split('\n');
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  })
  .transform((lines) => lines.map(targetOf))
  .refine((read) => read.length <= MOST_TARGETS && !read.includes(null))
  .transform((read) => read.filter((target) => target !== null));

export const indicatorPlan = z.strictObject({
  title: requiredText(120),
  definition: requiredText(1_000),
  unit: requiredText(20),
  direction: z.enum(['atLeast', 'atMost']),
  baseline: z.union([noFigure, z.null(), figure]).default(null),
  targets,
  every: z.enum(EVERY),
  owner: departmentId,
  measure: z.union([z.literal('').transform(() => null), z.null(), z.enum(MEASURES)]).default(null),
  measuredOf: z.enum(MEASURED_OF).default('all'),
});

const reason = requiredText(1_000);
const yesNo = z.enum(['yes', 'no']).transform((answer) => answer === 'yes');

/** Events that come as a form; a file comes as an upload, and its facts are the server's. */
export type SentIndicatorAction = Exclude<IndicatorAction, 'ATTACH'>;

export const indicatorEventSchemas = {
  ENTER_VALUE: z.strictObject({ period: civilDate, value: figure, note: requiredText(1_000) }),
  WITHDRAW_EVIDENCE: z.strictObject({ file: recordId, reason }),
  CORRECT_VALUE: z.strictObject({ period: civilDate, value: figure, reason }),
  SETTLE: z.strictObject({ reached: yesNo, note: requiredText(1_000) }),
  REOPEN: z.strictObject({ reason }),
  EDIT: z.strictObject({ ...indicatorPlan.shape, reason }),
  CANCEL: z.strictObject({ reason }),
} satisfies Record<SentIndicatorAction, z.ZodType>;

/** True for an event that people send. */
export function isIndicatorAction(type: unknown): type is SentIndicatorAction {
  return typeof type === 'string' && Object.hasOwn(indicatorEventSchemas, type);
}

/** The machine's event from what its schema has read. */
export function toIndicatorEvent(type: SentIndicatorAction, sent: Record<string, unknown>): IndicatorEvent {
  if (type !== 'EDIT') return { type, ...sent } as unknown as IndicatorEvent;
  const { reason: why, ...plan } = sent;
  return { type, plan, reason: why } as unknown as IndicatorEvent;
}
