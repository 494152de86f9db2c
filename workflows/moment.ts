import type { Calendar } from './calendar.js';
import type { CivilDate, Instant } from './dates.js';
import { DEFAULT_LIGHTS, type LightSettings } from './lights.js';
import type { Packs } from './packs/packs.js';

/** The posts a person can hold (DESIGN 6). The last three administer the system and never touch campaign data. */
export const POSTS = [
  'leading_group',
  'campaign_office',
  'working_group',
  'department_leader',
  'department_liaison',
  'reviewer',
  'public_supervisor',
  'system_administrator',
  'security_administrator',
  'auditor',
] as const;
export type Post = (typeof POSTS)[number];

/** Who puts an event: a person with the posts held at that moment, or the clock, or another record's effect. */
export interface Actor {
  kind: 'person' | 'clock' | 'system';
  /** Account id; `clock` or `system` otherwise. */
  id: string;
  name: string;
  /** Department id; empty for the clock and the system. */
  department: string;
  posts: Post[];
}

/** What a campaign fixes for its tasks; regulations differ, so these are settings with defaults, not constants. */
export interface CampaignSettings {
  lights: LightSettings;
  /** Working days a lead department has to acknowledge an assigned task. */
  acknowledgeWithin: number;
  /** Returns after which the office designates for good (HANDBOOK 2.1: two bounces). */
  returnsBeforeFinal: number;
  /** Working days before a checkpoint or due date at which people are reminded; 0 = on the day. */
  remindBefore: number[];
  /** Working days before the inspection at which readiness is checked by itself. */
  readinessBefore: number[];
  /** What happens to a computed date that falls on a day off. */
  dayOff: 'keep' | 'rollForward';
  /** Printed on receipts: where a person complains; empty while none is entered. */
  complaintPhone: string;
}

/** The circumstances under which an event is put: rules see time and settings only through this. */
export interface Moment {
  at: Instant;
  today: CivilDate;
  actor: Actor;
  calendar: Calendar;
  settings: CampaignSettings;
  /** The rule packs: what records of the three systems started under, and what new ones start under. */
  packs: Packs;
}

/** What a campaign starts with; every number can be changed per campaign (DESIGN 4, 5). */
export const DEFAULT_SETTINGS: CampaignSettings = {
  lights: DEFAULT_LIGHTS,
  acknowledgeWithin: 2,
  returnsBeforeFinal: 2,
  remindBefore: [7, 3, 1, 0],
  readinessBefore: [30, 14, 7, 3, 1],
  dayOff: 'keep',
  complaintPhone: '',
};
