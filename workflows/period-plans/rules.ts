/** What stands in the way of each event of a period's plan. */
import { type CivilDate, isCivilDate } from '../dates.js';
import type { Moment } from '../moment.js';
import { citationOf } from '../packs/cite.js';
import { packUnder } from '../packs/packs.js';
import { missing, onlySystem } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import { daysOf, type PeriodPlanEvent, type PeriodPlanFacts, type PlanLine } from './period-plan.js';
import { withFound } from './pull.js';

type PlanRule = Rule<PeriodPlanFacts, PeriodPlanEvent>;

/** What one plan may hold: more is no plan but a list. */
export const MOST_LINES = 60;

/** The article that asks for plans, as refusals name it. */
const article = ({ pack }: PeriodPlanFacts, { packs, today }: Moment) =>
  citationOf(packUnder(packs, pack), 'bookletReviewAfter', today);

function inPeriod(facts: PeriodPlanFacts, due: CivilDate, field: string): Reason[] {
  const { begin, end } = daysOf(facts.period);
  if (!isCivilDate(due)) return [{ code: 'badDate', field, params: { field: 'due' } }];
  return due >= begin && due <= end ? [] : [{ code: 'periodPlan.dayOutside', field, params: { begin, end } }];
}

function known(facts: PeriodPlanFacts, system: string, field: string): Reason[] {
  return facts.systems.some(({ key }) => key === system) ? [] : [{ code: 'periodPlan.unknownSystem', field }];
}

function noSuchLine(facts: PeriodPlanFacts, line: string): Reason[] {
  return facts.lines.some(({ key }) => key === line) ? [] : [{ code: 'periodPlan.unknownLine', field: 'line' }];
}

/** A plan that can be promised: not empty, each line with a day of the period and the system it implements. */
function promisable(facts: PeriodPlanFacts, moment: Moment): Reason[] {
  if (facts.lines.length === 0) return [{ code: 'periodPlan.empty', params: { article: article(facts, moment) } }];
  return facts.lines.flatMap(({ title, system, due }): Reason[] => [
    ...(system === '' ? [{ code: 'periodPlan.noSystem', params: { title, article: article(facts, moment) } }] : []),
    ...(inPeriod(facts, due, '').length > 0 ? [{ code: 'periodPlan.noDay', params: { title } }] : []),
  ]);
}

const commit: PlanRule = (facts, moment, event) => {
  const reasons = promisable(facts, moment);
  if (event?.type !== 'COMMIT') return reasons;
  if (event.formerEnds !== null) {
    reasons.push({ code: 'periodPlan.formerOpen', params: { end: event.formerEnds, article: article(facts, moment) } });
  }
  const there = new Set([...facts.lines.map(({ key }) => key), ...facts.dropped.map(({ line }) => line.key)]);
  for (const { key, title } of event.undone) {
    if (!there.has(key)) reasons.push({ code: 'periodPlan.notTakenOver', params: { title } });
  }
  return reasons;
};

const begun = (facts: PeriodPlanFacts, { today }: Moment) => today >= daysOf(facts.period).begin;

/** Neither done nor explained. */
function unanswered(lines: readonly PlanLine[]): Reason[] {
  return lines
    .filter((line) => line.doneOn === null && !line.void && line.reason === '')
    .map(({ title }) => ({ code: 'periodPlan.lineOpen', params: { title } }));
}

export const periodPlanRules = {
  addLine: (facts, _moment, event) => {
    if (facts.lines.length >= MOST_LINES) return [{ code: 'periodPlan.tooMany', params: { most: MOST_LINES } }];
    if (event?.type !== 'ADD_LINE') return [];
    const { title, due, system } = event;
    return [...missing(title, 'title'), ...inPeriod(facts, due, 'due'), ...known(facts, system, 'system')];
  },
  setLines: (facts, _moment, event) => {
    if (facts.lines.length === 0) return [{ code: 'periodPlan.noLines' }];
    if (event?.type !== 'SET_LINES') return [];
    return event.lines.flatMap(({ line, due, system }) => [
      ...noSuchLine(facts, line),
      ...inPeriod(facts, due, `due-${line}`),
      // A line may wait for its system until the plan is committed.
      ...(system === '' ? [] : known(facts, system, `system-${line}`)),
    ]);
  },
  removeLine: (facts, _moment, event) => {
    if (facts.lines.length === 0) return [{ code: 'periodPlan.noLines' }];
    if (event?.type !== 'REMOVE_LINE') return [];
    return [...noSuchLine(facts, event.line), ...missing(event.reason, 'reason')];
  },
  pull: (facts, _moment, event) => {
    if (event?.type !== 'PULL') return [];
    if (event.lines.length === 0) return [{ code: 'periodPlan.nothingNew' }];
    return facts.lines.length + event.lines.length > MOST_LINES
      ? [{ code: 'periodPlan.tooMany', params: { most: MOST_LINES } }]
      : [];
  },
  /** Committed before its period begins. */
  commitAhead: (facts, moment, event) =>
    begun(facts, moment) ? [{ code: 'periodPlan.begun' }] : commit(facts, moment, event),
  commit,
  reportLines: (facts, { today }, event) => {
    if (event?.type !== 'REPORT_LINES') return [];
    if (event.lines.length === 0) return [{ code: 'periodPlan.nothingReported' }];
    return event.lines.flatMap(({ line, doneOn, reason }): Reason[] => {
      const of = facts.lines.find(({ key }) => key === line);
      if (!of) return [{ code: 'periodPlan.unknownLine', field: 'line' }];
      const field = `doneOn-${line}`;
      const params = { title: of.title };
      if (doneOn === null) return [];
      // What a task has come to is said by the task.
      if (of.task) return [{ code: 'periodPlan.fromTask', field, params }];
      if (!isCivilDate(doneOn)) return [{ code: 'badDate', field, params: { field: 'doneOn' } }];
      if (doneOn > today) return [{ code: 'periodPlan.doneAhead', field, params: { on: doneOn } }];
      return reason === '' ? [] : [{ code: 'periodPlan.doneAndNot', field: `reason-${line}`, params }];
    });
  },
  settle: (facts, { today }, event) => {
    const { end } = daysOf(facts.period);
    if (today < end) return [{ code: 'periodPlan.notOver', params: { end } }];
    const own = unanswered(facts.lines.filter(({ task }) => task === null));
    if (event?.type !== 'SETTLE') return own;
    return unanswered(withFound(facts.lines, event.found));
  },
  begins: (facts, moment) => [
    ...onlySystem(facts, moment),
    ...(begun(facts, moment) ? [] : [{ code: 'periodPlan.notBegun', params: { begin: daysOf(facts.period).begin } }]),
  ],
  onlySystem,
} satisfies Record<string, PlanRule>;
