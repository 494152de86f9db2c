/**
 * The three systems as an engine of its own: pure functions over data, for any program, without the web or a database.
 * Days are civil dates `YYYY-MM-DD` in the zone of the office; instants are ISO 8601 in UTC. Every number is a rule of a
 * {@link RulePack}, laid down by an article with its source (HANDBOOK 2).
 *
 * - {@link calendarOf}: working days with make-up days, from published years. Throws UnpublishedYear for any other year.
 * - {@link limitSum}: due date and sum of a limit through stops and extensions (行政许可法 42, 45; [Fs1]).
 * - {@link step}: put an event to a record's workflow; answers the next state, facts, light and effects, or the reasons
 *   against. Never throws for what people do.
 * - {@link caseWorkflow} (责任追究, HANDBOOK 2.3): records what people decide and decides nothing itself.
 * - {@link inquiryWorkflow} (首问负责, HANDBOOK 2.1), {@link matterWorkflow} (限时办结, 2.2), {@link serviceItemWorkflow} (办事事项 and the
 *   timetable, 2.2).
 * - {@link bookletWorkflow}, {@link periodPlanWorkflow}: what each department owes, its booklet and its plans by month and quarter (seed 001).
 * - {@link rate}: the grade of a quarter by the pack's formula; null where nothing was to be rated. {@link ratingWorkflow} is what
 *   follows a grade (电子监察, HANDBOOK 2.2).
 * - {@link packReasons}: what stands in the way of a pack's being in force; {@link comparePacks}: what differs between two.
 */
export { type CaseEvent, type CaseFacts, newCase } from './accountability/case.js';
export { caseWorkflow } from './accountability/case.machine.js';
export type { Clue } from './accountability/clue.js';
export { type BookletEvent, type BookletFacts, newBooklet } from './booklets/booklet.js';
export { bookletWorkflow } from './booklets/booklet.machine.js';
export {
  type Calendar,
  type CalendarYear,
  calendarOf,
  type DeadlineTerm,
  type StartRule,
  UnpublishedYear,
} from './calendar.js';
export type { CivilDate, Instant } from './dates.js';
export { type InquiryEvent, type InquiryFacts, newInquiry } from './inquiries/inquiry.js';
export { inquiryWorkflow } from './inquiries/inquiry.machine.js';
export { legalMaximum, type MatterEvent, type MatterFacts, matterSum, newMatter } from './matters/matter.js';
export { matterWorkflow } from './matters/matter.machine.js';
export { limitReasons } from './matters/rules.js';
export { type Actor, DEFAULT_SETTINGS, type Moment } from './moment.js';
export { type ArticleDifference, comparePacks } from './packs/compare-packs.js';
export { HANDBOOK_PACK } from './packs/handbook/index.js';
export { articleFor, type PackArticle, type RulePack, rulesOf } from './packs/pack.js';
export { DEFAULT_PACKS, type Packs, versionOf } from './packs/packs.js';
export { packReasons } from './packs/reasons.js';
export { newPeriodPlan, type PeriodPlanEvent, type PeriodPlanFacts } from './period-plans/period-plan.js';
export { periodPlanWorkflow } from './period-plans/period-plan.machine.js';
export { newServiceItem, type ServiceItemEvent, type ServiceItemFacts } from './service-items/service-item.js';
export { serviceItemWorkflow } from './service-items/service-item.machine.js';
export { type Outcome, type Reason, reasonsAgainst, type Standing, step, type Workflow } from './step.js';
export { newRating, type Rated, type RatingEvent, type RatingFacts, rate } from './supervision/rating.js';
export { ratingWorkflow } from './supervision/rating.machine.js';
export { type Limit, type LimitSum, limitSum, type Stop, type TimeClock } from './time-limits/clock.js';
