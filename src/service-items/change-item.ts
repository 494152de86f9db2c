/** Draft an item of service; put events to it. Both read what was sent before the record sees it. */

import type { Actor } from '../../workflows/moment.js';
import { versionOf } from '../../workflows/packs/packs.js';
import { draftReasons } from '../../workflows/service-items/rules.js';
import {
  type ItemReference,
  newServiceItem,
  type ServiceItemEvent,
  type ServiceItemFacts,
  type ServiceItemPlan,
} from '../../workflows/service-items/service-item.js';
import type { Reason } from '../../workflows/step.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm, NotFound } from '../platform/errors.js';
import { idFrom, newId } from '../platform/ids.js';
import { read } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';
import type { ServiceItemQueries } from './service-item.query.js';
import { isServiceItemAction, itemPlan, serviceItemEventSchemas, toPlan } from './service-item.schema.js';

interface Parts {
  records: Records;
  queries: Pick<ServiceItemQueries, 'publishedOne'>;
  /** Which of these departments do not exist. */
  unknownDepartments(ids: readonly string[]): Promise<string[]>;
}

export interface CreateItemCommand {
  campaign: string;
  /** As sent, unread; a row of a table comes as a plan. */
  body?: unknown;
  plan?: ServiceItemPlan;
  actor: Actor;
  idempotencyKey?: string | null;
}

type Typed = Record<string, unknown>;

/** A form names the place of a service otherwise than the record, because a source has a place too. */
export const asTyped = (reason: Reason): Reason => (reason.field === 'place' ? { ...reason, field: 'venue' } : reason);

async function knownDepartment({ unknownDepartments }: Parts, department: string, typed: Typed): Promise<void> {
  if ((await unknownDepartments([department])).length === 0) return;
  throw new InvalidForm([{ code: 'unknownDepartment', field: 'department', params: { department } }], typed);
}

/** The same idempotency key of the same person returns the item drafted before. Throws Forbidden and InvalidForm. */
export function createServiceItem(parts: Parts) {
  const numbered = parts.records.runningNumbers('serviceItem', 4);

  return async (command: CreateItemCommand): Promise<StoredRecord> => {
    const { campaign, body, actor, idempotencyKey = null } = command;
    const typed = { ...((body ?? {}) as Typed) };
    const plan = command.plan ?? toPlan(read(itemPlan, typed));
    const verdict = may(actor, 'serviceItem.create', { department: plan.department });
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    await knownDepartment(parts, plan.department, typed);
    const moment = await parts.records.momentFor(campaign, actor);
    const pack = versionOf(moment.packs.current);
    const factsOf = (code: string): ServiceItemFacts =>
      newServiceItem({ ...plan, campaign, code, pack, startedOn: moment.today });
    const reasons = draftReasons(plan, factsOf(''), moment);
    if (reasons.length > 0) throw new InvalidForm(reasons, typed);
    const id = idempotencyKey === null ? newId() : idFrom('serviceItem', actor.id, idempotencyKey);
    const { record } = await numbered(campaign, 'SI-', (code) =>
      parts.records.create({ kind: 'serviceItem', id, facts: factsOf(code), actor, idempotencyKey, asked: { plan } }),
    );
    return record;
  };
}

export interface ItemEventCommand {
  id: string;
  /** The event's name, `PUBLISH`. */
  type: string;
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null | undefined;
  expectedRev?: ExpectedRev | undefined;
}

/** Throws NotFound for an unknown event, InvalidForm for what was typed, and whatever `perform` refuses with. */
export function putServiceItemEvent(parts: Parts) {
  /** The published item that another is merged into; one that is not published is refused. */
  async function target(id: string, into: string, typed: Typed): Promise<ItemReference | null> {
    if (into === '') return null;
    const { facts } = await parts.records.load<ServiceItemFacts>('serviceItem', id);
    const found = await parts.queries.publishedOne(facts.campaign, into);
    if (!found) throw new InvalidForm([{ code: 'serviceItem.noSuchItem', field: 'mergedInto' }], typed);
    return { id: found.id, code: found.facts.code, title: found.facts.title };
  }

  async function eventOf(id: string, type: string, typed: Typed): Promise<ServiceItemEvent> {
    switch (type) {
      case 'EDIT': {
        const { reason, ...sent } = read(serviceItemEventSchemas.EDIT, typed);
        const plan = toPlan(sent);
        await knownDepartment(parts, plan.department, typed);
        return { type, plan, reason };
      }
      case 'WITHDRAW': {
        const { withdrawal: ground, mergedInto, reason } = read(serviceItemEventSchemas.WITHDRAW, typed);
        const into = ground === 'merged' ? await target(id, mergedInto, typed) : null;
        return { type, ground, mergedInto: into, reason };
      }
      case 'REOPEN':
        return { type, ...read(serviceItemEventSchemas.REOPEN, typed) };
      default:
        read(serviceItemEventSchemas.PUBLISH, typed);
        return { type: 'PUBLISH' };
    }
  }

  return async ({ id, type, body, actor, idempotencyKey, expectedRev }: ItemEventCommand): Promise<Performed> => {
    if (!isServiceItemAction(type)) throw new NotFound();
    const event = await eventOf(id, type, { ...((body ?? {}) as Typed) });
    return parts.records.perform({ kind: 'serviceItem', id, event, actor, idempotencyKey, expectedRev });
  };
}
