/** Matters under a time limit over the API: how another system registers them, moves them on and reads where they stand. */
import { z } from 'zod';
import { COLOURS } from '../../workflows/lights.js';
import {
  MATTER_STATES,
  type MatterFacts,
  type MatterState,
  NOT_ACCEPTED_GROUNDS,
  OUTCOMES,
} from '../../workflows/matters/matter.js';
import { MATTER_ACTIONS, matterWorkflow } from '../../workflows/matters/matter.machine.js';
import type { Moment } from '../../workflows/moment.js';
import { MATTER_KINDS } from '../../workflows/packs/rules.js';
import { LIMIT_UNITS } from '../../workflows/time-limits/clock.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { possible } from '../cards/card.page.js';
import { recordApi, registerApi } from '../cards/record.api.js';
import { allowedShown, allowedView, lightShape, lightShown } from '../cards/record-view.js';
import { API, type ApiRoute, answer, cursor, readQuery } from '../http/api.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { Forbidden } from '../platform/errors.js';
import { departmentId, recordId } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import { subjectOf } from './matter.kind.js';
import type { MatterQueries, MatterRecord } from './matter.query.js';
import { matterEventSchemas, registration } from './matter.schema.js';
import { sumOf } from './matter-sum.page.js';
import type { putMatterEvent } from './put-matter-event.js';
import type { registerMatter } from './register-matter.js';

const day = z.iso.date();
const dayOrNone = day.nullable();
const limit = z.object({ n: z.int(), unit: z.enum(LIMIT_UNITS) });
const staff = z.object({ id: z.string(), name: z.string(), department: z.string() });

const matterItem = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  campaign: z.string(),
  department: z.string(),
  handler: staff,
  kind: z.enum(MATTER_KINDS),
  onTheSpot: z.boolean(),
  promised: limit,
  statutory: limit.nullable().meta({ description: 'Null where no statute sets one.' }),
  inCentre: z.boolean(),
  state: z.enum(MATTER_STATES),
  light: lightShape,
  receivedAt: z.iso.datetime(),
  acceptedOn: dayOrNone,
  due: dayOrNone.meta({
    description: 'Null before acceptance, on the spot, and where a year of the count has no published calendar.',
  }),
  overdueOn: dayOrNone.meta({ description: 'The first day it was late; stays when it is done.' }),
  rev: z.int(),
});

const matterWhole = matterItem.extend({
  lookup: z.string(),
  applicant: z.object({ name: z.string(), contact: z.string() }),
  papers: z.array(z.string()),
  source: z
    .object({ kind: z.enum(['inquiry', 'task']), id: z.string(), code: z.string(), department: z.string() })
    .nullable(),
  dueSum: z
    .array(z.object({ kind: z.string(), days: z.int(), date: day }))
    .meta({ description: 'The due date, term by term, in units of `promised`.' }),
  correction: z
    .object({ missing: z.array(z.string()), on: day, by: z.string(), suppliedOn: dayOrNone })
    .nullable()
    .meta({ description: 'The one-time notice of what is missing.' }),
  deemedAccepted: z.boolean(),
  pauses: z.array(
    z.object({
      from: day,
      to: dayOrNone.meta({ description: 'The last day that does not count; null while the clock stands.' }),
      reason: z.string(),
      notice: z.string(),
      expectedDays: z.int(),
      by: z.string(),
    }),
  ),
  extensions: z.array(
    z.object({
      askedOn: day,
      n: z.int(),
      reason: z.string(),
      state: z.enum(['asked', 'granted', 'refused']),
      decidedOn: dayOrNone,
      decidedBy: z.string(),
      remark: z.string(),
    }),
  ),
  decision: z
    .object({ outcome: z.enum(OUTCOMES), text: z.string(), basis: z.string(), on: day, by: z.string() })
    .nullable(),
  deliveredOn: dayOrNone,
  delivery: z.string(),
  notAccepted: z.object({ ground: z.enum(NOT_ACCEPTED_GROUNDS), reason: z.string(), on: day }).nullable(),
  absence: z.object({ on: day, note: z.string() }).nullable(),
  deemedOverdue: z.array(z.object({ breach: z.string(), on: day })),
  consentedOn: dayOrNone.meta({ description: 'By silence, on the day after it was due.' }),
  withdrawReason: z.string(),
  allowed: allowedView(MATTER_ACTIONS),
});

const matterList = z.object({
  items: z.array(matterItem),
  next: z.string().nullable().meta({ description: 'Pass it as `after` for the next page; null on the last one.' }),
});
const listQuery = z.strictObject({
  campaign: recordId.optional().meta({ description: 'Without it, the campaign that runs.' }),
  state: z.enum(MATTER_STATES).optional(),
  light: z.enum(COLOURS).optional(),
  department: departmentId.optional().meta({ description: 'Handles it.' }),
  after: z.string().max(40).optional().meta({ description: 'The `next` of the page before.' }),
});

export interface MatterApiParts {
  records: Pick<Records, 'load' | 'momentFor'>;
  queries: Pick<MatterQueries, 'list'>;
  campaigns: Pick<CampaignQueries, 'current' | 'byId'>;
  registerMatter: ReturnType<typeof registerMatter>;
  putMatterEvent: ReturnType<typeof putMatterEvent>;
}

function shown({ id, state, facts, light, rev }: MatterRecord, moment: Moment, reader: Reader) {
  const { code, title, campaign, department, handler, item, receivedAt, acceptedOn, overdueOn } = facts;
  const { kind, onTheSpot, promised, statutory, inCentre } = item;
  return {
    ...{ id, code, title, campaign, department, handler, kind, onTheSpot, promised, statutory, inCentre },
    state: state as MatterState,
    light: lightShown(light, reader),
    ...{ receivedAt, acceptedOn, due: sumOf(facts, moment)?.due ?? null, overdueOn, rev },
  } satisfies z.output<typeof matterItem>;
}

function shownWhole(record: MatterRecord, moment: Moment, reader: Reader): z.output<typeof matterWhole> {
  const { facts } = record;
  const { lookup, applicant, papers, source, correction, deemedAccepted, pauses, decision, deliveredOn } = facts;
  const { delivery, notAccepted, absence, deemedOverdue, consentedOn, withdrawReason } = facts;
  const can = possible(
    {
      workflow: matterWorkflow,
      actions: MATTER_ACTIONS,
      may: (_shown, event) => may(moment.actor, `matter.${event}`, subjectOf(facts)),
    },
    { record, moment },
  );
  return {
    ...shown(record, moment, reader),
    ...{ lookup, applicant, papers, source, correction, deemedAccepted, pauses, decision, deliveredOn },
    ...{ delivery, notAccepted, absence, deemedOverdue, consentedOn, withdrawReason },
    dueSum: sumOf(facts, moment)?.terms ?? [],
    extensions: facts.extensions.map(({ askedBy, ...told }) => told),
    allowed: allowedShown(can, reader),
  };
}

/** GET and POST /matters, GET /matters/:id, POST /matters/:id/events. */
export function matterApi({ records, queries, campaigns, registerMatter, putMatterEvent }: MatterApiParts): ApiRoute[] {
  const base = `${API}/matters`;
  return [
    {
      method: 'get',
      path: base,
      action: 'matter.view',
      api: {
        summary: 'Matters, the latest first, fifty at a time.',
        query: listQuery,
        status: 200,
        answer: matterList,
      },
      handler: async (req, res) => {
        const { campaign: named, state, light, department, after } = readQuery(listQuery, req);
        const actor = actorIn(res);
        const reader = readerOf(res);
        const from = cursor(after, (value) => /^MT-\d{8}-\d{1,9}$/.test(value));
        const campaign = named ?? (await campaigns.current())?.id;
        if (campaign === undefined) return answer(res, 200, { items: [], next: null });
        const [{ rows, more }, moment] = await Promise.all([
          queries.list({
            campaign,
            near: may(actor, 'matter.view').allowed ? null : actor.department,
            states: state === undefined ? null : [state],
            ...(light === undefined ? {} : { colour: light }),
            ...(department === undefined ? {} : { department }),
            ...(from === undefined ? {} : { after: from }),
          }),
          records.momentFor(campaign, actor),
        ]);
        const next = more ? (rows.at(-1)?.facts.code ?? null) : null;
        answer(res, 200, { items: rows.map((row) => shown(row, moment, reader)), next });
      },
    },
    registerApi({
      base,
      action: 'matter.create',
      summary: 'Register a matter: of a published item, or with limits of its own that are checked.',
      body: registration,
      campaigns,
      register: registerMatter,
    }),
    ...recordApi<MatterFacts>({
      kind: 'matter',
      base,
      action: 'matter.view',
      noun: 'A matter',
      records,
      campaignOf: ({ campaign }) => campaign,
      allow: ({ facts }, actor) => {
        const verdict = may(actor, 'matter.view', subjectOf(facts));
        if (!verdict.allowed) throw new Forbidden([verdict.reason]);
      },
      view: matterWhole,
      shown: shownWhole,
      events: matterEventSchemas,
      put: putMatterEvent,
    }),
  ];
}
