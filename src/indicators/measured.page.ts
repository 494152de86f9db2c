/** The computed figure department by department, within its category, for a period; the quarters behind it. */
import { earlierOf } from '../../workflows/dates.js';
import { beginOf, type IndicatorFacts, periodsOf } from '../../workflows/indicators/indicator.js';
import { better, plannedAt, plannedLine } from '../../workflows/indicators/line.js';
import { type Counted, type CountedRow, type Measured, measuredIn } from '../../workflows/indicators/measures.js';
import type { Reader } from '../http/reason-text.js';
import { byPinyin, formatDate } from '../platform/i18n.js';

export interface MeasuredShown {
  id: string;
  facts: IndicatorFacts;
  rows: Record<Counted, readonly CountedRow[]>;
  /** Department → short name, in the reader's language. */
  names: Map<string, string>;
  /** Department → category. */
  categories: Map<string, string>;
  /** As the address asks; the period that runs where it is none. */
  period: unknown;
}

/** `58 / 120`, the quotient a computed figure is. */
export function quotient({ part, whole }: Pick<Measured, 'part' | 'whole'>, { t }: Reader): string {
  return t('indicators:quotient', { part, whole });
}

/** View model of the section; null for an indicator whose figures are entered. */
export function measuredPage({ id, facts, rows, names, categories, period }: MeasuredShown, reader: Reader) {
  const { measure } = facts;
  if (!measure) return null;
  const { t, locale, today } = reader;
  const begun = periodsOf(facts).filter((one) => beginOf(facts, one) <= today);
  const running = begun.at(-1);
  if (running === undefined) return null;
  const chosen = begun.find((one) => one === period) ?? running;
  const range = { from: beginOf(facts, chosen), to: chosen };
  // Of a period that runs, what is planned for today.
  const planned = plannedAt(plannedLine(facts), earlierOf(chosen, today));
  const nameOf = (department: string) => names.get(department) ?? department;
  const departments = [...new Set(Object.values(rows).flatMap((of) => of.map(({ department }) => department)))];
  const found = departments.flatMap((department) => {
    const figure = measuredIn(measure, rows, { ...range, department });
    return figure ? [{ department, figure }] : [];
  });
  const groups = [...new Set(found.map(({ department }) => categories.get(department) ?? ''))].sort();
  const gap = (value: number) => {
    if (planned === null) return '';
    const by = better(facts.direction, value, planned);
    const side = by === 0 ? 'even' : by > 0 ? 'ahead' : 'behind';
    return t(`indicators:gap.${side}`, { by: Math.abs(by), unit: facts.unit });
  };
  return {
    title: t('indicators:measuredTitle'),
    note: t(`indicators:measureAbout.${measure}`),
    columns: ['department', 'value', 'counted', 'gap'].map((name) => ({
      text: t(`indicators:measuredColumn.${name}`),
    })),
    periods: begun.map((one) => ({
      text: t('indicators:to', { on: formatDate(locale, one, today) }),
      href: `/indicators/${id}?period=${one}#departments`,
      current: one === chosen,
    })),
    groups: groups.map((category) => ({
      caption: category ? t(`people:category.${category}`) : t('indicators:noCategory'),
      rows: found
        .filter(({ department }) => (categories.get(department) ?? '') === category)
        .sort(
          (a, b) =>
            better(facts.direction, b.figure.value, a.figure.value) ||
            byPinyin(nameOf(a.department), nameOf(b.department)),
        )
        .map(({ department, figure }) => ({
          name: nameOf(department),
          href: `/departments/${department}`,
          value: t('indicators:figure', { value: figure.value, unit: facts.unit }),
          counted: quotient(figure, reader),
          gap: gap(figure.value),
        })),
    })),
    empty: found.length === 0 ? t('indicators:nothingCounted') : '',
  };
}
