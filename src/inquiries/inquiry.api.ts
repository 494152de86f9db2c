/** First contacts over the API: how a hotline or another counter registers a request, moves it on and reads where it stands. */
import { z } from 'zod';
import { BREACHES } from '../../workflows/accountability/clue.js';
import { CHANNELS, INQUIRY_STATES, type InquiryFacts, type InquiryState } from '../../workflows/inquiries/inquiry.js';
import { INQUIRY_ACTIONS, inquiryWorkflow } from '../../workflows/inquiries/inquiry.machine.js';
import type { Moment } from '../../workflows/moment.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { possible } from '../cards/card.page.js';
import { recordApi, registerApi } from '../cards/record.api.js';
import { allowedShown, allowedView, lightShape, lightShown } from '../cards/record-view.js';
import { API, type ApiRoute, answer, cursor, readQuery } from '../http/api.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { Forbidden } from '../platform/errors.js';
import { recordId } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import { subjectOf } from './inquiry.kind.js';
import type { InquiryQueries, InquiryRecord } from './inquiry.query.js';
import { inquiryEventSchemas, registration } from './inquiry.schema.js';
import type { putInquiryEvent, registerInquiry } from './register-inquiry.js';

const day = z.iso.date();
const instant = z.iso.datetime();
const staff = z.object({ id: z.string(), name: z.string(), department: z.string() });

const inquiryItem = z.object({
  id: z.string(),
  code: z.string(),
  campaign: z.string(),
  channel: z.enum(CHANNELS),
  subject: z.string(),
  firstResponder: staff.meta({ description: 'Whoever registered it; never changes.' }),
  handler: staff,
  state: z.enum(INQUIRY_STATES),
  light: lightShape,
  receivedAt: instant,
  promisedOn: day,
  bounces: z.int(),
  designated: z.boolean().meta({ description: 'Its handler was named by the office and cannot send it on.' }),
  rev: z.int(),
});

const inquiryWhole = inquiryItem.extend({
  lookup: z.string(),
  asker: z.object({ name: z.string(), contact: z.string() }),
  papers: z.array(z.string()),
  phone: z.string().meta({ description: 'Of the counter.' }),
  handOvers: z.array(
    z.object({
      from: staff,
      to: staff,
      why: z.string(),
      at: instant,
      by: day,
      outcome: z.enum(['waiting', 'accepted', 'bounced']),
      reason: z.string(),
      endedAt: instant.nullable(),
    }),
  ),
  notice: z
    .object({ missing: z.array(z.string()), procedure: z.string(), on: day, suppliedOn: day.nullable() })
    .nullable(),
  referral: z
    .object({
      department: z.string().nullable(),
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      reason: z.string(),
      on: day,
    })
    .nullable(),
  answer: z.object({ text: z.string(), on: day, by: z.string(), onTheSpot: z.boolean() }).nullable(),
  complaints: z.array(z.object({ breach: z.enum(BREACHES), text: z.string(), on: day, by: z.string() })),
  withdrawReason: z.string(),
  allowed: allowedView(INQUIRY_ACTIONS),
});

const inquiryList = z.object({
  items: z.array(inquiryItem),
  next: z.string().nullable().meta({ description: 'Pass it as `after` for the next page; null on the last one.' }),
});
const listQuery = z.strictObject({
  campaign: recordId.optional().meta({ description: 'Without it, the campaign that runs.' }),
  state: z.enum(INQUIRY_STATES).optional(),
  after: z.string().max(40).optional().meta({ description: 'The `next` of the page before.' }),
});

export interface InquiryApiParts {
  records: Pick<Records, 'load' | 'momentFor'>;
  queries: Pick<InquiryQueries, 'list'>;
  campaigns: Pick<CampaignQueries, 'current' | 'byId'>;
  registerInquiry: ReturnType<typeof registerInquiry>;
  putInquiryEvent: ReturnType<typeof putInquiryEvent>;
}

function shown({ id, state, facts, light, rev }: InquiryRecord, reader: Reader): z.output<typeof inquiryItem> {
  const { code, campaign, channel, subject, firstResponder, handler } = facts;
  const { receivedAt, promisedOn, bounces, designated } = facts;
  return {
    ...{ id, code, campaign, channel, subject, firstResponder, handler },
    state: state as InquiryState,
    light: lightShown(light, reader),
    ...{ receivedAt, promisedOn, bounces, designated, rev },
  };
}

function shownWhole(record: InquiryRecord, moment: Moment, reader: Reader): z.output<typeof inquiryWhole> {
  const { facts } = record;
  const { lookup, asker, papers, phone, handOvers, notice, referral, complaints, withdrawReason } = facts;
  const can = possible(
    {
      workflow: inquiryWorkflow,
      actions: INQUIRY_ACTIONS,
      may: (_shown, event) => may(moment.actor, `inquiry.${event}`, subjectOf(facts)),
    },
    { record, moment },
  );
  return {
    ...shown(record, reader),
    ...{ lookup, asker, papers, phone, handOvers, notice, referral, complaints, withdrawReason },
    answer: facts.answer,
    allowed: allowedShown(can, reader),
  };
}

/** GET and POST /inquiries, GET /inquiries/:id, POST /inquiries/:id/events. */
export function inquiryApi(parts: InquiryApiParts): ApiRoute[] {
  const { records, queries, campaigns } = parts;
  const base = `${API}/inquiries`;
  return [
    {
      method: 'get',
      path: base,
      action: 'inquiry.view',
      api: {
        summary: 'First contacts, the latest first, fifty at a time.',
        query: listQuery,
        status: 200,
        answer: inquiryList,
      },
      handler: async (req, res) => {
        const { campaign: named, state, after } = readQuery(listQuery, req);
        const actor = actorIn(res);
        const reader = readerOf(res);
        const from = cursor(after, (value) => /^FC-\d{8}-\d{1,9}$/.test(value));
        const campaign = named ?? (await campaigns.current())?.id;
        if (campaign === undefined) return answer(res, 200, { items: [], next: null });
        const { rows, more } = await queries.list({
          campaign,
          department: may(actor, 'inquiry.view').allowed ? null : actor.department,
          states: state === undefined ? null : [state],
          ...(from === undefined ? {} : { after: from }),
        });
        const next = more ? (rows.at(-1)?.facts.code ?? null) : null;
        answer(res, 200, { items: rows.map((row) => shown(row, reader)), next });
      },
    },
    registerApi({
      base,
      action: 'inquiry.create',
      summary: 'Register a first contact; the caller is its first responder.',
      body: registration,
      campaigns,
      register: parts.registerInquiry,
    }),
    ...recordApi<InquiryFacts>({
      kind: 'inquiry',
      base,
      action: 'inquiry.view',
      noun: 'A first contact',
      records,
      campaignOf: ({ campaign }) => campaign,
      allow: ({ facts }, actor) => {
        const verdict = may(actor, 'inquiry.view', subjectOf(facts));
        if (!verdict.allowed) throw new Forbidden([verdict.reason]);
      },
      view: inquiryWhole,
      shown: shownWhole,
      events: inquiryEventSchemas,
      put: parts.putInquiryEvent,
    }),
  ];
}
