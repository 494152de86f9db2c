/** What stands in the way of each event of an indicator. */
import { isCivilDate } from '../dates.js';
import { againstWithdrawing, sameFile, stands } from '../evidence.js';
import { missing, onlySystem, promise } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import {
  beginOf,
  type IndicatorEvent,
  type IndicatorFacts,
  type IndicatorPlan,
  MOST_YEARS,
  measuredPeriods,
  openPeriods,
  periodsOf,
} from './indicator.js';
import { reaches } from './line.js';

type IndicatorRule = Rule<IndicatorFacts, IndicatorEvent>;

const MOST = 1e12;

function figure(value: number, field: string): Reason[] {
  return Number.isFinite(value) && Math.abs(value) <= MOST ? [] : [{ code: 'badValue', field, params: { field } }];
}

/** What is wrong with a plan of an indicator, whoever lays it down. */
export function planReasons(plan: IndicatorPlan, startOn: string): Reason[] {
  const { title, definition, unit, baseline, targets, owner, measure, every } = plan;
  const reasons = [
    ...missing(title, 'title'),
    ...missing(definition, 'definition'),
    ...missing(unit, 'unit'),
    ...missing(owner, 'owner'),
    ...(baseline === null ? [] : figure(baseline, 'baseline')),
    ...(targets.length === 0 ? missing('', 'targets') : []),
    ...targets.flatMap(({ by, value }) => [...promise(by, 'targets'), ...figure(value, 'targets')]),
  ];
  if (measure && every === 'month') reasons.push({ code: 'indicator.measuredByQuarter', field: 'every' });
  if (reasons.length > 0) return reasons;
  const days = targets.map(({ by }) => by.to);
  if (days.some((day, i) => i > 0 && day <= (days[i - 1] ?? ''))) {
    reasons.push({ code: 'indicator.targetsOutOfOrder', field: 'targets' });
  }
  const [first = ''] = days;
  const last = days.at(-1) ?? '';
  if (first < startOn)
    reasons.push({ code: 'indicator.targetBeforeStart', field: 'targets', params: { start: startOn } });
  if (Number(last.slice(0, 4)) - Number(startOn.slice(0, 4)) > MOST_YEARS) {
    reasons.push({ code: 'indicator.targetTooFar', field: 'targets', params: { most: MOST_YEARS } });
  }
  return reasons;
}

export const indicatorRules = {
  edit: (facts, _moment, event) => {
    if (event?.type !== 'EDIT') return [];
    const reasons = [...planReasons(event.plan, facts.startOn), ...missing(event.reason, 'reason')];
    if (reasons.length > 0) return reasons;
    const periods = new Set(periodsOf({ ...event.plan, startOn: facts.startOn }));
    const lost = facts.values.find(({ period }) => !periods.has(period));
    return lost ? [{ code: 'indicator.valueWithoutPeriod', field: 'every', params: { due: lost.period } }] : [];
  },
  enter: (facts, { today }, event) => {
    if (facts.measure) return [{ code: 'indicator.measuredHere' }];
    const open = openPeriods(facts, today);
    if (open.length === 0) return [{ code: 'indicator.noOpenPeriod' }];
    if (event?.type !== 'ENTER_VALUE') return [];
    const { period, value, note } = event;
    const reasons = [...figure(value, 'value'), ...missing(note, 'note')];
    if (facts.values.some((one) => one.period === period)) {
      return [...reasons, { code: 'indicator.valueKnown', field: 'period' }];
    }
    if (!periodsOf(facts).includes(period)) return [...reasons, { code: 'indicator.unknownPeriod', field: 'period' }];
    if (beginOf(facts, period) > today) {
      const params = { from: beginOf(facts, period) };
      return [...reasons, { code: 'indicator.periodAhead', field: 'period', params }];
    }
    return reasons;
  },
  measure: (facts, moment, event) => {
    const reasons = onlySystem(facts, moment);
    if (!facts.measure) return [...reasons, { code: 'indicator.notMeasured' }];
    if (event?.type !== 'MEASURE') return reasons;
    if (!measuredPeriods(facts, moment.today).includes(event.period)) {
      return [...reasons, { code: 'indicator.unknownPeriod', field: 'period' }];
    }
    return [...reasons, ...figure(event.value, 'value')];
  },
  correct: (facts, _moment, event) => {
    if (facts.measure) return [{ code: 'indicator.measuredHere' }];
    if (event?.type !== 'CORRECT_VALUE') return [];
    const { period, value, reason } = event;
    const reasons = [...figure(value, 'value'), ...missing(reason, 'reason')];
    const known = isCivilDate(period) && facts.values.find((one) => one.period === period);
    if (!known) return [...reasons, { code: 'indicator.unknownPeriod', field: 'period' }];
    if (known.value === value) reasons.push({ code: 'indicator.sameValue', field: 'value' });
    return reasons;
  },
  attach: (facts, _moment, event) => {
    if (facts.values.every(({ counted }) => counted)) return [{ code: 'indicator.nothingToProve' }];
    if (event?.type !== 'ATTACH') return [];
    const { about } = event.evidence;
    if (!facts.values.some(({ period, counted }) => period === about && !counted)) {
      return [{ code: 'indicator.unknownPeriod', field: 'about' }];
    }
    const standing = facts.files.filter((file) => stands(file) && file.about === about);
    return sameFile(standing, event.evidence);
  },
  withdraw: (facts, _moment, event) =>
    againstWithdrawing(facts.files, event?.type === 'WITHDRAW_EVIDENCE' ? event : null),
  settle: (facts, { today }, event) => {
    const target = facts.targets.at(-1);
    if (target && today < target.by.from && !reaches(facts)) {
      return [{ code: 'indicator.notYetDue', params: { due: target.by.to } }];
    }
    if (event?.type !== 'SETTLE') return [];
    // A judgement against the figure needs its grounds as much as one that follows it.
    return missing(event.note, 'note');
  },
  withReason: (_facts, _moment, event) => (event && 'reason' in event ? missing(event.reason, 'reason') : []),
  onlySystem,
} satisfies Record<string, IndicatorRule>;
