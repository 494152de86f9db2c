/** The periods of a case, read from the pack it was taken up under, each with its sum. */
import type { CivilDate } from '../dates.js';
import type { Moment } from '../moment.js';
import { citationOf } from '../packs/cite.js';
import { packUnder, rulesOn } from '../packs/packs.js';
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

/** Until when a review or an appeal can be asked for: an appeal from the review's decision, without one from service. */
export function askBy(facts: CaseFacts, step: 'ReviewAsk' | 'AppealAsk', moment: Moment): CaseDeadline | null {
  const own = remedyPeriod(facts, step, moment);
  if (own === null || facts.servedOn === null) return null;
  const reviewed = step === 'AppealAsk' ? facts.review?.outcome?.on : undefined;
  if (reviewed !== undefined) return deadlineFrom(reviewed, [own], moment);
  // Directly, without a review: in the time a review could be asked for (公务员法 95).
  const direct = remedyPeriod(facts, 'ReviewAsk', moment);
  return direct && deadlineFrom(facts.servedOn, [direct], moment);
}

/** The last day of a measure; null for one that does not last. */
export function effectUntil({ months }: Measure, from: CivilDate, moment: Moment): CivilDate | null {
  return months === 0 ? null : deadlineFrom(from, [{ n: months, unit: 'months' }], moment).by;
}
