/** The sum behind the date of a matter, term by term, and what it rests on. */
import { type DeadlineTerm, UnpublishedYear } from '../../workflows/calendar.js';
import { deliverBy } from '../../workflows/matters/changes.js';
import { legalMaximum, type MatterFacts, matterSum, rulesFor } from '../../workflows/matters/matter.js';
import { askExtensionBy, correctionBy } from '../../workflows/matters/rules.js';
import type { Moment } from '../../workflows/moment.js';
import { articleOf } from '../../workflows/packs/cite.js';
import type { Limit, LimitSum } from '../../workflows/time-limits/clock.js';
import { specialDays } from '../http/components/special-days.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';

export interface SumRow {
  text: string;
  value: string;
}

/** What a count gives; null where it runs into a year without its notice. */
export function counted<T>(count: () => T): T | null {
  try {
    return count();
  } catch (error) {
    if (error instanceof UnpublishedYear) return null;
    throw error;
  }
}

/** The due date and its sum; null before acceptance, on the spot, and where the year's notice is missing. */
export function sumOf(facts: MatterFacts, moment: Moment): LimitSum | null {
  return facts.item.onTheSpot ? null : counted(() => matterSum(facts, moment));
}

/** A limit as people say it: 15 个工作日. */
export function limitText({ n, unit }: Limit, { t }: Reader): string {
  return t(`packs:value.${unit}`, { count: n });
}

/** What a matter was promised: on the spot, or its limit. */
export function promiseText({ item }: Pick<MatterFacts, 'item'>, reader: Reader): string {
  return item.onTheSpot ? reader.t('matters:onTheSpot') : limitText(item.promised, reader);
}

function termRows(facts: MatterFacts, { unit, terms }: LimitSum, moment: Moment, reader: Reader): SumRow[] {
  const { t, locale, today } = reader;
  const days = (n: number) => limitText({ n, unit }, reader);
  const { countFrom } = rulesFor(facts, moment);
  // Terms follow their pauses and extensions in order; only those after the due date have none.
  const pauses = [...facts.pauses];
  const text = ({ kind, days: n }: DeadlineTerm): string => {
    if (kind === 'start') return t(facts.deemedAccepted ? 'matters:sum.startByLaw' : 'matters:sum.start');
    if (kind === 'limit')
      return t('matters:sum.limit', { days: days(n), from: t(`packs:option.countFrom.${countFrom}`) });
    if (kind === 'paused') {
      const pause = pauses.shift();
      const reason = pause ? t(`packs:pauseReason.${pause.reason}`) : '';
      return t(pause?.to === null ? 'matters:sum.standing' : 'matters:sum.paused', { days: days(n), reason });
    }
    if (kind === 'extended') return t('matters:sum.extended', { days: days(n) });
    return t('matters:sum.rolled');
  };
  return terms.map((term) => ({ text: text(term), value: formatDate(locale, term.date, today) }));
}

/** From the receipt to the due date; the last row is the result. Nothing in it was typed by a person. */
export function sumRows(facts: MatterFacts, moment: Moment, reader: Reader): SumRow[] {
  const { t, locale, today } = reader;
  const row = (name: string, on: string | null) => ({
    text: t(`matters:sum.${name}`),
    value: on === null ? t('matters:sum.unpublished') : formatDate(locale, on, today),
  });
  const { correction, acceptedOn, startedOn, item } = facts;
  const rows = [row('received', startedOn)];
  if (correction) {
    rows.push(row('asked', correction.on));
    if (correction.suppliedOn) rows.push(row('supplied', correction.suppliedOn));
  }
  if (item.onTheSpot) return [...rows, { text: t('matters:sum.onTheSpot'), value: t('matters:onTheSpot') }];
  if (acceptedOn === null) {
    const by = counted(() => correctionBy(facts, moment));
    return correction && correction.suppliedOn === null ? rows : [...rows, row('acceptBy', by)];
  }
  const sum = sumOf(facts, moment);
  if (sum === null) return [...rows, row('due', null)];
  rows.push(...termRows(facts, sum, moment, reader));
  const special = specialDays(moment.calendar, acceptedOn, sum.due, reader);
  if (special.length > 0 && sum.unit === 'workingDays') {
    rows.push({
      text: t('matters:sum.between', { days: special.join(t('common:listSeparator')) }),
      value: t('tasks:sum.counted'),
    });
  }
  return [...rows, row('due', sum.due)];
}

/** What the sum rests on: the statute, the longest it may take, who may extend it and until when it is asked. */
export function sumBasis(
  facts: MatterFacts,
  moment: Moment,
  reader: Reader,
): { name: string; text: string; sub?: string }[] {
  const { t, locale, today } = reader;
  const { item, decision } = facts;
  const rules = rulesFor(facts, moment);
  const day = (on: string | null) => (on === null ? t('matters:sum.unpublished') : formatDate(locale, on, today));
  const by = (rule: Parameters<typeof articleOf>[2]) => ({ sub: articleOf(moment, facts, rule) });
  const rows: { name: string; text: string; sub?: string }[] = [
    { name: t('matters:promised'), text: promiseText(facts, reader) },
    {
      name: t('matters:statutory'),
      text: item.statutory ? limitText(item.statutory, reader) : t('matters:noStatute'),
      ...(item.statutory ? by('promiseAgainstStatute') : by('mostWithoutStatute')),
    },
  ];
  if (!item.onTheSpot) {
    const maximum = { n: legalMaximum(facts, moment), unit: item.promised.unit };
    rows.push(
      {
        name: t('matters:maximum'),
        text: limitText(maximum, reader),
        ...by(item.kind === 'permit' ? 'extensionMostPermit' : 'extensionMost'),
      },
      {
        name: t('matters:approver'),
        text: t(`packs:option.extensionApprover.${rules.extensionApprover}`),
        ...by('extensionApprover'),
      },
    );
    if (facts.acceptedOn !== null && decision === null) {
      rows.push({
        name: t('matters:askBy'),
        text: day(counted(() => askExtensionBy(facts, moment))),
        ...by('extensionAskedBefore'),
      });
    }
  }
  if (decision && facts.deliveredOn === null) {
    rows.push({
      name: t('matters:deliverBy'),
      text: day(counted(() => deliverBy(facts, moment))),
      ...by('deliverWithin'),
    });
  }
  return rows;
}
