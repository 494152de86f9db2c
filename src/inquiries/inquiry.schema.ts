/** What may be sent about a first contact: its registration, and each event with what it carries. */
import { z } from 'zod';
import { COMPLAINTS } from '../../workflows/accountability/clue.js';
import { CHANNELS } from '../../workflows/inquiries/inquiry.js';
import type { InquiryAction } from '../../workflows/inquiries/inquiry.machine.js';
import { civilDate, departmentId, lines, phone, requiredText, text } from '../platform/validate.js';

export const registration = z.strictObject({
  channel: z.enum(CHANNELS).default('counter'),
  askerName: requiredText(60),
  askerContact: phone.default(''),
  subject: requiredText(1_000),
  papers: lines.default([]),
  promisedOn: civilDate,
  phone: phone.default(''),
});

const reason = requiredText(1_000);
/** An account's id; empty where nobody was chosen, which the rules refuse with the field's name. */
const colleague = z.union([z.literal(''), z.string().regex(/^[0-9a-f]{24}$/, { error: 'badId' })]).default('');

export const inquiryEventSchemas = {
  ANSWER: z.strictObject({ answer: requiredText(4_000) }),
  HAND_OVER: z.strictObject({ colleague, why: requiredText(1_000) }),
  ACCEPT: z.strictObject({}),
  BOUNCE: z.strictObject({ reason }),
  GIVE_NOTICE: z.strictObject({ missing: lines.default([]), procedure: requiredText(2_000) }),
  SUPPLY: z.strictObject({ papers: lines.default([]) }),
  REFER: z.strictObject({
    department: z.union([z.literal('').transform(() => null), z.null(), departmentId]).default(null),
    unitName: text(120).default(''),
    address: requiredText(200),
    phone: phone.default(''),
    reason,
  }),
  ESCALATE: z.strictObject({ reason }),
  DESIGNATE: z.strictObject({ colleague, promisedOn: civilDate, reason }),
  MOVE_PROMISE: z.strictObject({ promisedOn: civilDate, reason }),
  COMPLAIN: z.strictObject({ breach: z.enum(COMPLAINTS), complaint: requiredText(2_000) }),
  WITHDRAW: z.strictObject({ reason }),
} satisfies Record<InquiryAction, z.ZodType>;

/** True for an event that people send. */
export function isInquiryAction(type: unknown): type is InquiryAction {
  return typeof type === 'string' && Object.hasOwn(inquiryEventSchemas, type);
}
