/**
 * An item of service (办事事项): what a department does for people, with the limit it promises, the statutory one, the
 * papers it asks for and where it is done. The published ones are the public timetable (限时办结时限表, HANDBOOK 2.2);
 * a matter takes over what its item laid down on the day it came in.
 */
import type { CivilDate } from '../dates.js';
import type { MatterItem, OfferedItem } from '../matters/matter.js';
import type { PackVersion } from '../packs/pack.js';
import { MATTER_KINDS, type MatterKind } from '../packs/rules.js';
import type { Limit } from '../time-limits/clock.js';

export const SERVICE_ITEM_STATES = ['draft', 'published', 'withdrawn'] as const;
export type ServiceItemState = (typeof SERVICE_ITEM_STATES)[number];

/** A task of the campaign is no service to anybody, so it is on no timetable. */
export const ITEM_KINDS = MATTER_KINDS.filter((kind) => kind !== 'task') as Exclude<MatterKind, 'task'>[];
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Why an item is taken off the timetable: there is no such service any more, or another item has it now. */
export const WITHDRAWAL_GROUNDS = ['abolished', 'merged'] as const;
export type WithdrawalGround = (typeof WITHDRAWAL_GROUNDS)[number];

/** Everything of an item that can be edited. */
export interface ServiceItemPlan {
  /** Department id. */
  department: string;
  title: string;
  kind: ItemKind;
  /** Done while the person waits, no limit promised. */
  onTheSpot: boolean;
  promised: Limit;
  /** Null where no statute sets one. */
  statutory: Limit | null;
  /** What lays the statutory limit down. */
  legalBasis: string;
  /** Handled in the service centre. */
  inCentre: boolean;
  papers: string[];
  steps: string[];
  /** In words; empty = free of charge. */
  fee: string;
  place: string;
  phone: string;
}

export type PlanField = keyof ServiceItemPlan;

/** In the order a reader of the timetable asks. */
export const PLAN_FIELDS = [
  'department',
  'title',
  'kind',
  'onTheSpot',
  'promised',
  'statutory',
  'legalBasis',
  'inCentre',
  'papers',
  'steps',
  'fee',
  'place',
  'phone',
] as const satisfies readonly PlanField[];

/** Another item as a reader finds it. */
export interface ItemReference {
  id: string;
  code: string;
  title: string;
}

/** A change of what the public reads: the changed fields as they were and as they are. */
export interface ItemVersion {
  on: CivilDate;
  by: string;
  reason: string;
  was: Partial<ServiceItemPlan>;
  now: Partial<ServiceItemPlan>;
}

export interface ServiceItemFacts extends ServiceItemPlan {
  campaign: string;
  /** `SI-0001`. */
  code: string;
  pack: PackVersion;
  /** The day it was drafted. */
  startedOn: CivilDate;
  /** The first day it was on the timetable; stays when it is withdrawn. */
  publishedOn: CivilDate | null;
  withdrawnOn: CivilDate | null;
  withdrawReason: string;
  /** Why it came back after it was withdrawn; empty until then, and again once it is published. */
  reopenReason: string;
  /** The item that has its service now. */
  mergedInto: ItemReference | null;
  /** What the public read last; null while it was never published. */
  shown: ServiceItemPlan | null;
  versions: ItemVersion[];
}

export type ServiceItemEvent =
  | { type: 'EDIT'; plan: ServiceItemPlan; reason: string }
  | { type: 'PUBLISH' }
  | { type: 'WITHDRAW'; ground: WithdrawalGround; mergedInto: ItemReference | null; reason: string }
  | { type: 'REOPEN'; reason: string };

/** An item as it is drafted: never published. */
export function newServiceItem(
  given: ServiceItemPlan & Pick<ServiceItemFacts, 'campaign' | 'code' | 'pack' | 'startedOn'>,
): ServiceItemFacts {
  return {
    ...given,
    publishedOn: null,
    withdrawnOn: null,
    withdrawReason: '',
    reopenReason: '',
    mergedInto: null,
    shown: null,
    versions: [],
  };
}

/** The part of an item that can be edited. */
export function planOf(facts: ServiceItemPlan): ServiceItemPlan {
  return Object.fromEntries(PLAN_FIELDS.map((field) => [field, facts[field]])) as unknown as ServiceItemPlan;
}

/** The fields in which two plans differ, in the order of the timetable. */
export function changedFields(was: ServiceItemPlan, now: ServiceItemPlan): PlanField[] {
  const said = (value: unknown) => JSON.stringify(value, (_key, one) => sorted(one));
  return PLAN_FIELDS.filter((field) => said(was[field]) !== said(now[field]));
}

/** An object with its keys in order, so that two ways to write the same limit are the same. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What an item lays down for a matter; its code is the key. */
export function matterItemOf(facts: ServiceItemFacts): MatterItem {
  const { code: key, title, kind, onTheSpot, promised, statutory, inCentre } = facts;
  return { key, title, kind, onTheSpot, promised, statutory, inCentre };
}

/** An item as a matter begins from it. */
export function offeredItem(id: string, facts: ServiceItemFacts): OfferedItem {
  return { id, department: facts.department, item: matterItemOf(facts), papers: facts.papers };
}
