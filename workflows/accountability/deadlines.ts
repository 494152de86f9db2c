/** The periods of a case, read from the pack it was taken up under, each with its sum. */
import type { CivilDate } from '../dates.js';
import type { Moment } from '../moment.js';
import { articleById, citationOf } from '../packs/cite.js';
import { HANDBOOK_PACK } from '../packs/handbook/index.js';
import { packUnder, rulesOn, versionOf } from '../packs/packs.js';
import { endOfPeriod, type Period } from '../packs/period.js';
import type { PackRules, RuleName } from '../packs/rules.js';
import type { CaseDeadline, CaseFacts, Measure } from './case.js';

type Under = Pick<CaseFacts, 'pack' | 'startedOn'>;

function packOf({ pack, startedOn }: Under, { packs, today }: Moment) {
  return { pack: pack ? packUnder(packs, pack) : packs.current, on: startedOn ?? today };
}

/** The rules of a case; of a clue nobody has taken up, those in force now. */
export function rulesFor(facts: Under, moment: Moment): PackRules {
  const { pack, on } = packOf(facts, moment);
  return rulesOn(pack, on);
}

/** The article that a refusal names. */
export function articleOf(facts: Under, rule: RuleName, moment: Moment): string {
  const { pack, on } = packOf(facts, moment);
  return citationOf(pack, rule, on);
}

/** Articles that no number hangs on: who may not act together, and what a review never does. */
export type RoleArticle = 'ac-roles' | 'ac-rank' | 'ac-review-recusal' | 'ac-never-worse';

/** Such an article by its id; the machine holds to it whatever pack is in force, so the shipped one's stands in for it. */
export function roleArticle(facts: Under, id: RoleArticle, moment: Moment): string {
  const { pack } = packOf(facts, moment);
  const { packs } = moment;
  return (
    articleById({ packs }, { pack: versionOf(pack), startedOn: moment.today }, id) ||
    articleById(
      { packs: { ...packs, current: HANDBOOK_PACK } },
      { pack: versionOf(HANDBOOK_PACK), startedOn: moment.today },
      id,
    )
  );
}

/** Throws UnpublishedYear for working days of a year without its notice. */
export function deadlineFrom(from: CivilDate, periods: Period[], { calendar }: Moment): CaseDeadline {
  return { from, periods, by: periods.reduce((day, period) => endOfPeriod(calendar, day, period), from) };
}

const workingDays = (n: number): Period => ({ n, unit: 'workingDays' });

export const takeUpDeadline = (facts: CaseFacts, moment: Moment) =>
  deadlineFrom(facts.receivedOn, [workingDays(rulesFor(facts, moment).takeUpWithin)], moment);

export const executionDeadline = (facts: CaseFacts, from: CivilDate, moment: Moment) =>
  deadlineFrom(from, [workingDays(rulesFor(facts, moment).executionReportWithin)], moment);

export type RemedyStep = 'ReviewAsk' | 'ReviewDecide' | 'AppealAsk' | 'AppealDecide' | 'AppealExtension';

/** The rule by which an addressee has a step; other addressees have other periods. */
export function remedyRule(facts: CaseFacts, step: RemedyStep): RuleName {
  return `${facts.addressee ?? 'other'}${step}`;
}

/** Null = the pack gives this addressee no such way. */
export function remedyPeriod(facts: CaseFacts, step: RemedyStep, moment: Moment): Period | null {
  return rulesFor(facts, moment)[remedyRule(facts, step)] as Period | null;
}

/** Only a civil servant may pass the review over and appeal at once (公务员法 95). */
export const mayAppealDirectly = ({ addressee }: CaseFacts) => addressee === 'civilServant';

/**
 * Until when a review or an appeal can be asked for: an appeal from the review's decision; directly, without one, in the time
 * a review could be asked for (公务员法 95: both within thirty days of knowing). Null = there is no such way, or not yet.
 */
export function askBy(facts: CaseFacts, step: 'ReviewAsk' | 'AppealAsk', moment: Moment): CaseDeadline | null {
  const own = remedyPeriod(facts, step, moment);
  if (own === null || facts.servedOn === null) return null;
  if (step === 'ReviewAsk') return deadlineFrom(facts.servedOn, [own], moment);
  if (facts.review) return facts.review.outcome && deadlineFrom(facts.review.outcome.on, [own], moment);
  const direct = remedyPeriod(facts, 'ReviewAsk', moment);
  return direct && mayAppealDirectly(facts) ? deadlineFrom(facts.servedOn, [direct], moment) : null;
}

/** What the person concerned can still ask for, with its last day. Throws UnpublishedYear as {@link askBy} does. */
export function stillOpen(facts: CaseFacts, moment: Moment): CaseDeadline | null {
  if (facts.appeal) return null;
  const until = askBy(facts, facts.review ? 'AppealAsk' : 'ReviewAsk', moment);
  return until && moment.today <= until.by ? until : null;
}

/** The last day of a measure; null for one that does not last. */
export function effectUntil({ months }: Measure, from: CivilDate, moment: Moment): CivilDate | null {
  return months === 0 ? null : deadlineFrom(from, [{ n: months, unit: 'months' }], moment).by;
}
