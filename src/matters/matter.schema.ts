/** What may be sent about a matter: its registration, and each event with what it carries. */
import { z } from 'zod';
import { NOT_ACCEPTED_GROUNDS, OUTCOMES } from '../../workflows/matters/matter.js';
import type { MatterAction } from '../../workflows/matters/matter.machine.js';
import type { PauseReason } from '../../workflows/packs/rules.js';
import { MATTER_KINDS } from '../../workflows/packs/rules.js';
import { LIMIT_UNITS } from '../../workflows/time-limits/clock.js';
import { checkbox, civilDate, lines, phone, recordId, requiredText, text } from '../platform/validate.js';

/** A number as it is typed; nothing, or what is no number, is 0, which the rules refuse with the field's name. */
const count = z
  .union([z.number(), text(12)])
  .transform((typed) => (typeof typed === 'number' ? typed : Number(typed.normalize('NFKC') || '0')))
  .transform((n) => (Number.isInteger(n) ? n : 0))
  .default(0);

/** An id, or empty where nothing was chosen. */
const idOrNone = z.union([z.literal(''), recordId]).default('');

export const registration = z.strictObject({
  /** A published item; its title, kind and limits are taken over and nothing of them is typed. */
  item: idOrNone,
  inquiry: idOrNone,
  task: idOrNone,
  applicant: requiredText(60),
  applicantContact: phone.default(''),
  title: text(200).default(''),
  papers: lines.default([]),
  colleague: idOrNone,
  kind: z.enum(MATTER_KINDS).default('service'),
  onTheSpot: checkbox.default(false),
  promised: count,
  limitUnit: z.enum(LIMIT_UNITS).default('workingDays'),
  statutory: count,
});

const reason = requiredText(1_000);

export const matterEventSchemas = {
  ACCEPT: z.strictObject({ on: civilDate }),
  ASK_FOR_PAPERS: z.strictObject({ missing: lines.default([]) }),
  SUPPLY: z.strictObject({ papers: lines.default([]) }),
  NOT_ACCEPT: z.strictObject({ ground: z.enum(NOT_ACCEPTED_GROUNDS), reason }),
  DECIDE: z
    .strictObject({ outcome: z.enum(OUTCOMES), decisionText: requiredText(4_000), basis: text(1_000).default('') })
    .transform(({ decisionText, ...rest }) => ({ ...rest, text: decisionText })),
  DELIVER: z.strictObject({ delivery: requiredText(400) }),
  // A reason that is not on the list is refused by the rules, which name the article.
  PAUSE: z
    .strictObject({ reason: text(40).default(''), writtenNotice: text(400).default(''), expectedDays: count })
    .transform(({ reason: why, writtenNotice, expectedDays }) => ({
      reason: why as PauseReason,
      notice: writtenNotice,
      expectedDays,
    })),
  RESUME: z.strictObject({ on: civilDate }),
  REQUEST_EXTENSION: z.strictObject({ days: count, reason }),
  GRANT_EXTENSION: z.strictObject({ remark: text(1_000).default('') }),
  REFUSE_EXTENSION: z.strictObject({ remark: text(1_000).default('') }),
  RECORD_ABSENCE: z.strictObject({ note: requiredText(1_000) }),
  REASSIGN: z.strictObject({ colleague: idOrNone, reason }),
  WITHDRAW: z.strictObject({ reason }),
} satisfies Record<MatterAction, z.ZodType>;

/** True for an event that people send. */
export function isMatterAction(type: unknown): type is MatterAction {
  return typeof type === 'string' && Object.hasOwn(matterEventSchemas, type);
}
