/** Every name the policy knows: what a route or a use case can ask about. What is not named here cannot be asked. */
import { CASE_ACTIONS, type CaseAction } from '../../workflows/accountability/case.machine.js';
import { BOOKLET_ACTIONS, type BookletAction } from '../../workflows/booklets/booklet.machine.js';
import { INDICATOR_ACTIONS, type IndicatorAction } from '../../workflows/indicators/indicator.machine.js';
import { INQUIRY_ACTIONS, type InquiryAction } from '../../workflows/inquiries/inquiry.machine.js';
import { MATTER_ACTIONS, type MatterAction } from '../../workflows/matters/matter.machine.js';
import { PERIOD_PLAN_ACTIONS, type PeriodPlanAction } from '../../workflows/period-plans/period-plan.machine.js';
import { SERVICE_ITEM_ACTIONS, type ServiceItemAction } from '../../workflows/service-items/service-item.machine.js';
import { SITE_ACTIONS } from '../../workflows/sites/site.machine.js';
import { RATING_ACTIONS, type RatingAction } from '../../workflows/supervision/rating.machine.js';
import { TASK_ACTIONS, type TaskAction } from '../../workflows/tasks/task.machine.js';

export { SITE_ACTIONS };
export type SiteAction = (typeof SITE_ACTIONS)[number];

const PLAIN_ACTIONS = [
  'public',
  'styleguide.view',
  'account.own',
  'token.own',
  'inbox.view',
  'clock.move',
  'campaign.view',
  'breakdown.view',
  'task.view',
  'task.list',
  'work.view',
  'department.dashboard',
  'site.view',
  'indicator.view',
  'readiness.view',
  'pack.view',
  'pack.edit',
  'log.view',
  'campaign.create',
  'campaign.event',
  'plan.import',
  'ledger.import',
  'phase.event',
  'task.create',
  'site.create',
  'indicator.create',
  'readiness.check',
  'checklist.edit',
  'admin.people',
  'admin.people.add',
  'admin.people.posts',
  'admin.people.disable',
  'admin.people.reset',
  'admin.departments',
  'admin.calendar',
  'admin.log',
  'operations.view',
  'booklet.view',
  'booklet.create',
  'booklet.TAKE_SYSTEMS',
  'periodPlan.view',
  'periodPlan.create',
  'inquiry.view',
  'inquiry.create',
  'inquiry.bounces',
  'matter.view',
  'matter.create',
  'supervision.view',
  'rating.view',
  'rating.drafts',
  'rating.create',
  'case.view',
  'case.create',
  'serviceItem.view',
  'serviceItem.create',
] as const;

/** Every name a route or a use case can ask the policy about. */
export type Action =
  | (typeof PLAIN_ACTIONS)[number]
  | `task.${TaskAction}`
  | `site.${SiteAction}`
  | `indicator.${IndicatorAction}`
  | `booklet.${BookletAction}`
  | `periodPlan.${PeriodPlanAction}`
  | `inquiry.${InquiryAction}`
  | `matter.${MatterAction}`
  | `rating.${RatingAction}`
  | `case.${CaseAction}`
  | `serviceItem.${ServiceItemAction}`;

/** All actions, for the policy table's test and for checks that every route names one. */
export const ACTIONS: readonly Action[] = [
  ...PLAIN_ACTIONS,
  ...TASK_ACTIONS.map((event) => `task.${event}` as const),
  ...SITE_ACTIONS.map((event) => `site.${event}` as const),
  ...INDICATOR_ACTIONS.map((event) => `indicator.${event}` as const),
  ...BOOKLET_ACTIONS.map((event) => `booklet.${event}` as const),
  ...PERIOD_PLAN_ACTIONS.map((event) => `periodPlan.${event}` as const),
  ...INQUIRY_ACTIONS.map((event) => `inquiry.${event}` as const),
  ...MATTER_ACTIONS.map((event) => `matter.${event}` as const),
  ...RATING_ACTIONS.map((event) => `rating.${event}` as const),
  ...CASE_ACTIONS.map((event) => `case.${event}` as const),
  ...SERVICE_ITEM_ACTIONS.map((event) => `serviceItem.${event}` as const),
];
