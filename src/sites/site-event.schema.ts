/** What may be sent with each event of a site; one schema serves the form and the API. */
import { z } from 'zod';
import { DIMENSION_MAX, DIMENSIONS, type SiteEvent } from '../../workflows/sites/site.js';
import type { SITE_ACTIONS } from '../../workflows/sites/site.machine.js';
import { civilDate, departmentId, recordId, requiredText, text } from '../platform/validate.js';

const reason = requiredText(2_000);
/** A form sends digits, a program a number; an empty field is no zero. */
const score = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*\d{1,3}\s*$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(0).max(DIMENSION_MAX));
const scores = z.strictObject(
  Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, score])) as Record<
    (typeof DIMENSIONS)[number],
    typeof score
  >,
);
/** An empty date field of a form is no date. */
const optionalDate = z.union([z.literal('').transform(() => null), z.null(), civilDate]).default(null);

type SiteAction = (typeof SITE_ACTIONS)[number];

/** Events with what they carry. ATTACH is not here: a file comes as an upload, and its facts are the server's. */
export const siteEventSchemas = {
  PREPARE: z.strictObject({ contact: text(100).default('') }),
  DESCRIBE: z.strictObject({ dimension: z.enum(DIMENSIONS), score, text: requiredText(2_000) }),
  WITHDRAW_EVIDENCE: z.strictObject({ file: recordId, reason }),
  REPORT_READY: z.strictObject({}),
  ACCEPT: z.strictObject({ on: civilDate, visitors: requiredText(300), scores, remark: text(2_000).default('') }),
  SEND_BACK: z.strictObject({ on: civilDate, visitors: requiredText(300), scores, reason }),
  FEATURE: z.strictObject({}),
  RECORD_COPY: z.strictObject({ department: departmentId, practice: requiredText(300), by: optionalDate }),
  COPY_DONE: z.strictObject({ department: departmentId, practice: requiredText(300) }),
  RETIRE: z.strictObject({ reason }),
} satisfies Record<Exclude<SiteAction, 'ATTACH'>, z.ZodType>;

export type SentSiteEvent = keyof typeof siteEventSchemas;

/** True for an event that people send as text. */
export function isSentSiteEvent(type: unknown): type is SentSiteEvent {
  return typeof type === 'string' && Object.hasOwn(siteEventSchemas, type);
}

/** The machine's event from what its schema has read. */
export function toSiteEvent<T extends SentSiteEvent>(type: T, sent: z.output<(typeof siteEventSchemas)[T]>): SiteEvent {
  return { type, ...sent } as unknown as SiteEvent;
}
