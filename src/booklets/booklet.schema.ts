/** What may be sent about booklets: asking for them, and each event of one. */
import { z } from 'zod';
import { ADOPTIONS } from '../../workflows/booklets/booklet.js';
import type { BookletAction } from '../../workflows/booklets/booklet.machine.js';
import { civilDate, departmentId, listOf, recordId, requiredText, text } from '../platform/validate.js';

const reason = requiredText(1_000);
const key = z.string().max(60);

export const bookletsAsked = z.strictObject({
  dueOn: civilDate,
  systemSet: key,
  departments: listOf(departmentId, 500).default([]),
});

/** Events with what they carry. ATTACH is not here: a file comes as an upload, and its facts are the server's. */
export const bookletEventSchemas = {
  WITHDRAW_EVIDENCE: z.strictObject({ file: recordId, reason }),
  SUBMIT: z.strictObject({ note: text(1_000).default('') }),
  APPROVE: z.strictObject({ remark: text(1_000).default('') }),
  SEND_BACK: z.strictObject({ reason }),
  RENEW: z.strictObject({ remark: text(1_000).default('') }),
  REVISE: z.strictObject({ reason }),
  RECORD_ADOPTION: z.strictObject({
    system: key,
    adoption: z.enum(ADOPTIONS).exclude(['checked']),
    on: civilDate,
    document: text(200).default(''),
    note: text(1_000).default(''),
  }),
  CHECK_ADOPTION: z.strictObject({ system: key, on: civilDate, note: requiredText(1_000) }),
  CANCEL: z.strictObject({ reason }),
} satisfies Record<Exclude<BookletAction, 'ATTACH'>, z.ZodType>;

export type SentBookletEvent = keyof typeof bookletEventSchemas;

/** True for an event that people send as text. */
export function isSentBookletEvent(type: unknown): type is SentBookletEvent {
  return typeof type === 'string' && Object.hasOwn(bookletEventSchemas, type);
}
