/** The office lays an indicator down; people do something with one. Both read what was sent before the record sees it. */

import { newIndicator } from '../../workflows/indicators/indicator.js';
import { planReasons } from '../../workflows/indicators/rules.js';
import type { Actor } from '../../workflows/moment.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm, NotFound } from '../platform/errors.js';
import { idFrom, newId } from '../platform/ids.js';
import { read } from '../platform/validate.js';
import type { ExpectedRev } from '../records/changes-since.js';
import type { Performed, Records } from '../records/create-records.js';
import type { StoredRecord } from '../records/record.js';
import { indicatorEventSchemas, indicatorPlan, isIndicatorAction, toIndicatorEvent } from './indicator.schema.js';

interface Parts {
  records: Records;
  /** Which of these departments do not exist. */
  unknownDepartments(ids: readonly string[]): Promise<string[]>;
}

async function knownOwner({ unknownDepartments }: Parts, owner: string, typed: Record<string, unknown>): Promise<void> {
  if ((await unknownDepartments([owner])).length === 0) return;
  throw new InvalidForm([{ code: 'unknownDepartment', field: 'owner', params: { department: owner } }], typed);
}

export interface CreateIndicatorCommand {
  campaign: string;
  /** As sent, unread. */
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null;
}

/** The same idempotency key of the same person returns the indicator made before. Throws Forbidden and InvalidForm. */
export function createIndicator(parts: Parts & { campaigns: CampaignQueries }) {
  const numbered = parts.records.runningNumbers('indicator', 2);

  return async (command: CreateIndicatorCommand): Promise<StoredRecord> => {
    const { campaign, body, actor, idempotencyKey = null } = command;
    const verdict = may(actor, 'indicator.create');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const typed = { ...((body ?? {}) as Record<string, unknown>) };
    const plan = read(indicatorPlan, typed);
    const { startOn } = (await parts.campaigns.byId(campaign)).facts;
    const reasons = planReasons(plan, startOn);
    if (reasons.length > 0) throw new InvalidForm(reasons, typed);
    await knownOwner(parts, plan.owner, typed);
    const id = idempotencyKey === null ? newId() : idFrom('indicator', actor.id, idempotencyKey);
    const { record } = await numbered(campaign, 'IN-', (code) => {
      const facts = newIndicator({ ...plan, campaign, code, startOn });
      return parts.records.create({ kind: 'indicator', id, facts, actor, idempotencyKey });
    });
    return record;
  };
}

export interface IndicatorEventCommand {
  id: string;
  /** The event's name, `ENTER_VALUE`. */
  type: string;
  body: unknown;
  actor: Actor;
  idempotencyKey?: string | null | undefined;
  expectedRev?: ExpectedRev | undefined;
}

/** Throws NotFound for an unknown event, InvalidForm for what was typed, and whatever `perform` refuses with. */
export function putIndicatorEvent(parts: Parts) {
  return async ({ id, type, body, actor, idempotencyKey, expectedRev }: IndicatorEventCommand): Promise<Performed> => {
    if (!isIndicatorAction(type)) throw new NotFound();
    const typed = { ...((body ?? {}) as Record<string, unknown>) };
    const event = toIndicatorEvent(type, read(indicatorEventSchemas[type], typed) as Record<string, unknown>);
    if (event.type === 'EDIT') await knownOwner(parts, event.plan.owner, typed);
    return parts.records.perform({ kind: 'indicator', id, event, actor, idempotencyKey, expectedRev });
  };
}
