/** A person moves a campaign or changes what it is run by: read by the event's schema, put to the record. */

import { z } from 'zod';
import type { CampaignEvent, CampaignFacts } from '../../workflows/campaigns/campaign.js';
import type { CAMPAIGN_ACTIONS } from '../../workflows/campaigns/campaign.machine.js';
import type { Audience } from '../../workflows/lights.js';
import type { Actor, CampaignSettings } from '../../workflows/moment.js';
import type { PackVersion } from '../../workflows/packs/pack.js';
import { cut } from '../../workflows/text.js';
import { BadRequest } from '../platform/errors.js';
import { civilDate, listOf, phone, read, requiredText, text } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';

export const AUDIENCES = ['lead', 'coDepartments', 'office', 'leadingGroup'] as const satisfies readonly Audience[];
export const RAISING = ['blue', 'yellow', 'red'] as const;

/** A whole number of a form; an emptied field is a wrong value, not a nought. */
const whole = (most: number) =>
  z.preprocess((value) => (value === '' ? undefined : value), z.coerce.number().int().min(0).max(most));
const days = whole(60);
/** `7, 3, 1, 0` as people type it. */
const dayList = text(100)
  .refine((value) => /^\d{1,3}([,，、\s]+\d{1,3})*$/.test(value), { error: 'badValue' })
  .transform((value) => [...new Set(value.split(/[,，、\s]+/).map(Number))].sort((a, b) => b - a));
const audience = listOf(z.enum(AUDIENCES), 4).default([]);

/** A version of a rule pack as a form sends it, `three-systems@2`. */
const packVersion = z
  .string()
  .regex(/^[a-z0-9-]{1,40}@[1-9]\d{0,5}$/)
  .transform((name): PackVersion => {
    const [key = '', version] = name.split('@');
    return { key, version: Number(version) };
  });

/** Everything a person sends with an event of a campaign; the checklist has a page of its own. */
export const campaignEventSchemas = {
  START: z.strictObject({}),
  AWAIT_INSPECTION: z.strictObject({}),
  RECORD_INSPECTION: z.strictObject({ remark: text(2_000).default('') }),
  CONCLUDE: z.strictObject({}),
  ARCHIVE: z.strictObject({}),
  EDIT: z.strictObject({
    title: requiredText(120),
    inspectionOn: z.union([civilDate, z.literal('')]).default(''),
    inspectionBy: text(60).default(''),
  }),
  CHANGE_SETTINGS: z.strictObject({
    nearDue: days,
    behindBy: whole(100),
    acknowledgeWithin: days,
    returnsBeforeFinal: days,
    remindBefore: dayList,
    readinessBefore: dayList,
    dayOff: z.enum(['keep', 'rollForward']),
    complaintPhone: phone.default(''),
    blue: audience,
    yellow: audience,
    red: audience,
  }),
  ADOPT_PACK: z.strictObject({ pack: packVersion }),
} satisfies Record<Exclude<(typeof CAMPAIGN_ACTIONS)[number], 'CHANGE_CHECKLIST'>, z.ZodType>;

export type SentCampaignEvent = keyof typeof campaignEventSchemas;

function settingsOf(sent: z.output<typeof campaignEventSchemas.CHANGE_SETTINGS>): CampaignSettings {
  const { nearDue, behindBy, blue, yellow, red, ...rest } = sent;
  const raises = { blue: blue as Audience[], yellow: yellow as Audience[], red: red as Audience[] };
  return { ...rest, lights: { nearDue, behindBy, raises } };
}

export interface PutCampaignEventParts {
  records: Records;
  /** Phases of a campaign that are not closed. */
  openPhases(campaign: string): Promise<number>;
}

export function putCampaignEvent({ records, openPhases }: PutCampaignEventParts) {
  async function eventOf(id: string, type: SentCampaignEvent, sent: unknown): Promise<CampaignEvent> {
    if (type === 'CONCLUDE') return { type, openPhases: await openPhases(id) };
    if (type === 'CHANGE_SETTINGS') return { type, settings: settingsOf(sent as never) };
    if (type !== 'EDIT') return { type, ...(sent as object) } as CampaignEvent;
    const { title, inspectionOn, inspectionBy } = sent as z.output<typeof campaignEventSchemas.EDIT>;
    const { facts } = await records.load<CampaignFacts>('campaign', id);
    const by = inspectionBy || facts.inspection?.by || facts.upperLevel;
    return { type, title, inspection: inspectionOn ? { date: inspectionOn, by } : null };
  }

  return async (command: {
    id: string;
    type: string;
    body: unknown;
    actor: Actor;
    expectedRev?: ExpectedRev | undefined;
  }): Promise<Performed> => {
    const { id, type, body, actor, expectedRev } = command;
    if (!Object.hasOwn(campaignEventSchemas, type)) {
      throw new BadRequest('malformed', [{ code: 'unknownEvent', params: { event: cut(type, 40) } }]);
    }
    const sent = read(campaignEventSchemas[type as SentCampaignEvent], body ?? {});
    const event = await eventOf(id, type as SentCampaignEvent, sent);
    return records.perform({ kind: 'campaign', id, event: { ...event }, actor, expectedRev });
  };
}
