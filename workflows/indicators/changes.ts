/** What each event changes in an indicator's facts. */
import { withdrawn } from '../evidence.js';
import type { NotifyEffect, Timed } from '../step.js';
import { type IndicatorEvent, type IndicatorFacts, type IndicatorValue, owedPeriods } from './indicator.js';

/** With the figure of a period in its place, in order of time. */
function withValue(facts: IndicatorFacts, value: IndicatorValue): IndicatorFacts {
  const others = facts.values.filter(({ period }) => period !== value.period);
  return { ...facts, values: [...others, value].sort((a, b) => (a.period < b.period ? -1 : 1)) };
}

export function changed(facts: IndicatorFacts, event: Timed<IndicatorEvent>): IndicatorFacts {
  const { today, actor } = event.moment;
  switch (event.type) {
    case 'EDIT':
      return { ...facts, ...event.plan };
    case 'ENTER_VALUE': {
      const { period, value, note } = event;
      return withValue(facts, { period, value, note, on: today, by: actor.name, counted: null, was: [] });
    }
    case 'MEASURE': {
      const { period, value, part, whole } = event;
      const was = facts.values.find((one) => one.period === period)?.was ?? [];
      const counted = { part, whole };
      return withValue(facts, { period, value, note: '', on: today, by: '', counted, was });
    }
    case 'CORRECT_VALUE':
      return {
        ...facts,
        values: facts.values.map((one) => {
          if (one.period !== event.period) return one;
          const former = { value: one.value, on: one.on, by: one.by, reason: event.reason };
          return { ...one, value: event.value, on: today, by: actor.name, counted: null, was: [...one.was, former] };
        }),
      };
    case 'ATTACH':
      return { ...facts, files: [...facts.files, event.evidence] };
    case 'WITHDRAW_EVIDENCE':
      return { ...facts, files: withdrawn(facts.files, event.file, event.reason) };
    case 'SETTLE':
      return { ...facts, outcome: { reached: event.reached, note: event.note, on: today } };
    case 'REOPEN':
      return { ...facts, outcome: null };
    case 'CANCEL':
      return { ...facts, cancelReason: event.reason };
    case 'CLOCK':
      return { ...facts, askedFor: owedPeriods(facts, today).at(-1) ?? facts.askedFor };
  }
}

/** The letter that asks the owner for the figure of a period that has ended; once for each period. */
export function asks(facts: IndicatorFacts, event: Timed<IndicatorEvent>): NotifyEffect[] {
  const owed = owedPeriods(facts, event.moment.today).at(-1);
  if (owed === undefined || (facts.askedFor !== null && owed <= facts.askedFor)) return [];
  const values = { code: facts.code, title: facts.title, due: owed };
  return [{ type: 'notify', params: { template: 'indicator.light.blue', to: { department: facts.owner }, values } }];
}
