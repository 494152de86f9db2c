/** What may be sent about a case: a clue reported by hand, and each event with what it carries. */
import { z } from 'zod';
import { RANKS, REMEDY_RESULTS } from '../../workflows/accountability/case.js';
import type { CaseAction } from '../../workflows/accountability/case.machine.js';
import { BREACHES } from '../../workflows/accountability/clue.js';
import { ADDRESSEES, AGGRAVATING, EXEMPTIONS, MITIGATING, SANCTIONS } from '../../workflows/packs/rules.js';
import { civilDate, departmentId, listOf, recordId, requiredText, text } from '../platform/validate.js';

/** An account's id; empty where nobody was chosen, which the rules refuse with the field's name. */
const account = z.union([z.literal(''), recordId]).default('');
const nothing = z.literal('').transform(() => null);

export const report = z.strictObject({
  department: departmentId,
  breach: z.enum(BREACHES),
  personConcerned: account,
  on: civilDate,
  /** Of the first contact, matter or task in which it happened; empty where there is none. */
  sourceCode: text(40).default(''),
  told: requiredText(4_000),
});

const reason = requiredText(2_000);
const months = z.union([nothing.transform(() => 0), z.coerce.number().int().min(0).max(60)]).default(0);
/** No form chosen is refused by the rules, which name the article. */
const form = z.union([z.literal(''), z.enum(SANCTIONS)]).default('');
/** What a decision must state is asked for by the rules, which name the article. */
const stated = text(8_000).default('');

export const caseEventSchemas = {
  ACCEPT: z.strictObject({
    personConcerned: account,
    subjectRank: z.enum(RANKS),
    addressee: z.enum(ADDRESSEES),
    investigator: account,
    decider: account,
    deciderRank: z.enum(RANKS),
  }),
  NOT_ACCEPT: z.strictObject({ reason }),
  RECUSE: z.strictObject({
    role: z.enum(['investigator', 'decider']),
    successor: account,
    deciderRank: z.union([nothing, z.enum(RANKS)]).default(null),
    reason,
  }),
  EXTEND_INVESTIGATION: z.strictObject({ reason }),
  PROPOSE: z.strictObject({
    finding: requiredText(8_000),
    exemptionTest: requiredText(2_000),
    form,
    months,
    aggravating: listOf(z.enum(AGGRAVATING), AGGRAVATING.length).default([]),
    mitigating: listOf(z.enum(MITIGATING), MITIGATING.length).default([]),
  }),
  NOT_PURSUE: z.strictObject({ exemption: z.union([nothing, z.enum(EXEMPTIONS)]).default(null), reason }),
  HEAR: z.strictObject({ on: civilDate, statement: requiredText(8_000) }),
  DECIDE: z.strictObject({ facts: stated, reasons: stated, basis: stated, form, months, rights: stated }),
  SERVE: z.strictObject({ on: civilDate }),
  REPORT_EXECUTION: z.strictObject({ execution: requiredText(4_000) }),
  REQUEST_REVIEW: z.strictObject({ grounds: requiredText(4_000) }),
  DECIDE_REVIEW: z.strictObject({ result: z.enum(REMEDY_RESULTS), form, months, reason }),
  APPEAL: z.strictObject({ grounds: requiredText(4_000) }),
  EXTEND_APPEAL: z.strictObject({ reason }),
  DECIDE_APPEAL: z.strictObject({ result: z.enum(REMEDY_RESULTS), form, months, reason }),
  LIFT: z.strictObject({ note: requiredText(2_000) }),
} satisfies Record<CaseAction, z.ZodType>;

/** True for an event that people send. */
export function isCaseAction(type: unknown): type is CaseAction {
  return typeof type === 'string' && Object.hasOwn(caseEventSchemas, type);
}
