/** What each event changes in an indicator's facts. */
import type { NotifyEffect, Timed } from '../step.js';
import { type IndicatorEvent, type IndicatorFacts, owedPeriods } from './indicator.js';

export function changed(facts: IndicatorFacts, event: Timed<IndicatorEvent>): IndicatorFacts {
  const { today, actor } = event.moment;
  switch (event.type) {
    case 'EDIT':
      return { ...facts, ...event.plan };
    case 'ENTER_VALUE': {
      const { period, value, note } = event;
      const entered = { period, value, note, on: today, by: actor.name, was: [] };
      return { ...facts, values: [...facts.values, entered].sort((a, b) => (a.period < b.period ? -1 : 1)) };
    }
    case 'CORRECT_VALUE':
      return {
        ...facts,
        values: facts.values.map((one) => {
          if (one.period !== event.period) return one;
          const former = { value: one.value, on: one.on, by: one.by, reason: event.reason };
          return { ...one, value: event.value, on: today, by: actor.name, was: [...one.was, former] };
        }),
      };
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
