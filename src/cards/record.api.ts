/** The two routes of every record over the API: the record with what may be done, and an event put to it. */
import type { Request } from 'express';
import { z } from 'zod';
import type { Moment } from '../../workflows/moment.js';
import {
  type ApiRoute,
  answer,
  bodyOf,
  eventHeaders,
  expectedRev,
  idempotencyHeader,
  idempotencyKey,
  pathId,
} from '../http/api.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Reader } from '../http/reason-text.js';
import type { Action as PolicyAction } from '../people/policy.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { read } from '../platform/validate.js';
import type { Performed, Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';
import type { SentEvent } from './card.router.js';
import { eventAnswer, eventShown } from './record-view.js';

export interface RecordApi<Facts extends object> {
  kind: string;
  /** `/api/v1/matters` */
  base: string;
  /** Who may come here at all; the record itself is asked by `allow`. */
  action: PolicyAction;
  /** What it is in the document for programmers, `a matter`. */
  noun: string;
  records: Pick<Records, 'load' | 'momentFor'>;
  campaignOf(facts: Facts): string;
  /** Throws Forbidden where this person may not see this record. */
  allow(record: StoredRecord<Facts>, actor: Moment['actor']): void | Promise<void>;
  view: z.ZodType;
  shown(record: StoredRecord<Facts>, moment: Moment, reader: Reader): object;
  /** What each event carries. */
  events: Record<string, z.ZodType>;
  put(sent: SentEvent): Promise<Performed>;
}

const revision = z.int().min(1).optional();
/** Read the envelope first; what comes with the event is read by the event's own schema. */
const envelope = z.looseObject({ type: z.string().max(60), rev: revision });

/** What is sent, before a schema makes of it what the rules take. */
const sentObject = (schema: z.ZodType) => (schema instanceof z.ZodPipe ? schema.in : schema) as z.ZodObject;

/** The body of an event, for the document. */
function anyEvent(events: Record<string, z.ZodType>): z.ZodType {
  const each = Object.entries(events).map(([type, schema]) =>
    sentObject(schema).extend({ type: z.literal(type), rev: revision }),
  );
  return z.discriminatedUnion('type', each as unknown as [z.ZodObject<{ type: z.ZodLiteral<string> }>]);
}

/** GET /…/:id and POST /…/:id/events. */
export function recordApi<Facts extends object>(of: RecordApi<Facts>): ApiRoute[] {
  const { kind, base, action, noun, records } = of;

  async function recordFor(req: Request, actor: Moment['actor']): Promise<StoredRecord<Facts>> {
    const record = await records.load<Facts>(kind, pathId(req, kind));
    await of.allow(record, actor);
    return record;
  }

  return [
    {
      method: 'get',
      path: `${base}/:id`,
      action,
      api: { summary: `${noun} with everything known of it.`, status: 200, answer: of.view },
      handler: async (req, res) => {
        const actor = actorIn(res);
        const record = await recordFor(req, actor);
        const moment = await records.momentFor(of.campaignOf(record.facts), actor);
        res.set('ETag', `"${record.rev}"`);
        answer(res, 200, of.shown(record, moment, readerOf(res)));
      },
    },
    {
      method: 'post',
      path: `${base}/:id/events`,
      action,
      body: 'json',
      api: {
        summary: `Put an event to ${noun[0]?.toLowerCase()}${noun.slice(1)}. What may be put is in \`allowed\` of it.`,
        headers: eventHeaders,
        body: anyEvent(of.events),
        status: 200,
        answer: eventAnswer,
      },
      handler: async (req, res) => {
        const actor = actorIn(res);
        const asked = idempotencyKey(req, actor.id);
        // Whether one may see the record is said before anything about what was sent.
        const { id } = await recordFor(req, actor);
        const { type, rev, ...body } = read(envelope, bodyOf(req));
        const { entry } = await of.put({
          id,
          type,
          body,
          actor,
          idempotencyKey: asked,
          expectedRev: expectedRev(req, rev),
        });
        answer(res, 200, eventShown(entry, readerOf(res)));
      },
    },
  ];
}

export interface RegisterApi {
  base: string;
  action: PolicyAction;
  summary: string;
  /** What is sent beside the campaign; the use case reads it again. */
  body: z.ZodObject;
  campaigns: { current(): Promise<{ id: string } | null>; byId(id: string): Promise<{ id: string }> };
  register(command: {
    campaign: string;
    body: Record<string, unknown>;
    actor: Moment['actor'];
    idempotencyKey: string | null;
  }): Promise<StoredRecord>;
}

const registered = z.object({
  id: z.string(),
  code: z.string(),
  lookup: z.string().meta({ description: 'With it the person looks up how it stands, without an account.' }),
  campaign: z.string(),
  rev: z.int(),
});

/** POST /…: what a person has brought, registered in a campaign. */
export function registerApi({ base, action, summary, body, campaigns, register }: RegisterApi): ApiRoute {
  return {
    method: 'post',
    path: base,
    action,
    body: 'json',
    api: {
      summary,
      headers: idempotencyHeader,
      body: body.extend({
        campaign: z.string().optional().meta({ description: 'Id; without it, the campaign that runs.' }),
      }),
      status: 201,
      answer: registered,
      problems: [404],
    },
    handler: async (req, res) => {
      const actor = actorIn(res);
      const asked = idempotencyKey(req, actor.id);
      const { campaign: named, ...sent } = bodyOf(req);
      if (named !== undefined && !isId(named)) throw new NotFound('campaign');
      const campaign = named === undefined ? await campaigns.current() : await campaigns.byId(named);
      if (!campaign) throw new NotFound('campaign');
      const { id, facts } = await register({ campaign: campaign.id, body: sent, actor, idempotencyKey: asked });
      const { code, lookup } = facts as { code: string; lookup: string };
      res.location(`${base}/${id}`);
      // Only what never changes, so that the same key gets the same answer whatever has happened since.
      answer(res, 201, { id, code, lookup, campaign: campaign.id, rev: 1 });
    },
  };
}
