/** What may be sent about an item of service: what is laid down of it, and each event with what it carries. */
import { z } from 'zod';
import { ITEM_KINDS, type ServiceItemPlan, WITHDRAWAL_GROUNDS } from '../../workflows/service-items/service-item.js';
import type { ServiceItemAction } from '../../workflows/service-items/service-item.machine.js';
import { LIMIT_UNITS } from '../../workflows/time-limits/clock.js';
import { checkbox, departmentId, lines, phone, recordId, requiredText, text } from '../platform/validate.js';

/** A number as it is typed; nothing is 0, what is no number is −1, which the rules refuse with the field's name. */
const days = z
  .union([z.number(), text(12)])
  .transform((typed) => (typeof typed === 'number' ? typed : Number(typed.normalize('NFKC') || '0')))
  .transform((n) => (Number.isInteger(n) ? n : -1))
  .default(0);

const planFields = {
  department: departmentId,
  title: requiredText(120),
  kind: z.enum(ITEM_KINDS as [string, ...string[]]).default('service'),
  onTheSpot: checkbox.default(false),
  promised: days,
  limitUnit: z.enum(LIMIT_UNITS).default('workingDays'),
  statutory: days,
  legalBasis: text(400).default(''),
  inCentre: checkbox.default(false),
  papers: lines.default([]),
  steps: lines.default([]),
  fee: text(200).default(''),
  venue: text(200).default(''),
  phone: phone.default(''),
};

export const itemPlan = z.strictObject(planFields);
type SentPlan = z.output<typeof itemPlan>;

/** What was typed, as an item lays it down. */
export function toPlan({
  promised,
  limitUnit: unit,
  statutory,
  venue: place,
  kind,
  ...rest
}: SentPlan): ServiceItemPlan {
  return {
    ...rest,
    kind: kind as ServiceItemPlan['kind'],
    place,
    promised: rest.onTheSpot ? { n: 1, unit: 'workingDays' } : { n: promised, unit },
    statutory: statutory === 0 ? null : { n: statutory, unit },
  };
}

const reason = requiredText(1_000);

export const serviceItemEventSchemas = {
  PUBLISH: z.strictObject({}),
  EDIT: z.strictObject({ ...planFields, reason: text(1_000).default('') }),
  WITHDRAW: z.strictObject({
    withdrawal: z.enum(WITHDRAWAL_GROUNDS).default('abolished'),
    mergedInto: z.union([z.literal(''), recordId]).default(''),
    reason,
  }),
  REOPEN: z.strictObject({ reason }),
} satisfies Record<ServiceItemAction, z.ZodType>;

/** True for an event that people send. */
export function isServiceItemAction(type: unknown): type is ServiceItemAction {
  return typeof type === 'string' && Object.hasOwn(serviceItemEventSchemas, type);
}
