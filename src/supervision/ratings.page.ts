/** The ratings of a quarter side by side, each within its category. */
import { GRADES, RATING_PARTS, type RatingFacts } from '../../workflows/supervision/rating.js';
import { errorSummary, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { byPinyin, formatPeriod } from '../platform/i18n.js';
import type { RatingRecord } from './rating.query.js';

export interface RatingsShown {
  campaign: { id: string; title: string };
  quarter: string;
  /** To choose from, the latest first. */
  quarters: readonly string[];
  ratings: readonly RatingRecord[];
  names: Map<string, string>;
  categories: Map<string, string>;
  mayDraft: boolean;
  again: FormAgain | null;
}

/** `49 / 50`, or that nothing was counted. */
export function partText({ parts }: Pick<RatingFacts, 'parts'>, name: string, { t }: Reader): string {
  const part = parts.find((one) => one.name === name);
  return part && part.whole > 0
    ? t('ratings:share', { good: part.good, whole: part.whole })
    : t('ratings:nothingCounted');
}

export function ratingsPage(shown: RatingsShown, reader: Reader) {
  const { t, locale } = reader;
  const { quarter, quarters, ratings, names, categories, mayDraft, again } = shown;
  const nameOf = (department: string) => names.get(department) ?? department;
  const groups = [...new Set(ratings.map(({ facts }) => categories.get(facts.department) ?? ''))].sort();
  return {
    page: { title: t('ratings:title') },
    head: {
      crumbs: [{ text: t('common:nav.supervision'), href: '/supervision' }, { text: t('ratings:title') }],
      title: t('ratings:titleOf', { quarter: formatPeriod(locale, quarter) }),
      lead: t('ratings:listLead'),
    },
    quarters: quarters.map((one) => ({
      text: formatPeriod(locale, one),
      href: `/supervision/ratings?quarter=${one}`,
      current: one === quarter,
    })),
    grades: GRADES.map((grade) => ({
      name: t(`ratings:grade.${grade}`),
      value: ratings.filter(({ facts }) => facts.grade === grade).length,
    })),
    groups: groups.map((category) => ({
      caption: category ? t(`people:category.${category}`) : t('ratings:noCategory'),
      columns: [
        { text: t('ratings:column.department') },
        ...RATING_PARTS.map((part) => ({ text: t(`ratings:part.${part}`), number: true })),
        { text: t('ratings:column.points'), number: true },
        { text: t('ratings:column.grade') },
        { text: t('ratings:column.state') },
      ],
      rows: ratings
        .filter(({ facts }) => (categories.get(facts.department) ?? '') === category)
        .sort(
          (a, b) => b.facts.points - a.facts.points || byPinyin(nameOf(a.facts.department), nameOf(b.facts.department)),
        )
        .map(({ id, facts, state }) => ({
          cells: [
            { text: nameOf(facts.department), href: `/ratings/${id}`, heading: true },
            ...RATING_PARTS.map((part) => ({ text: partText(facts, part, reader), number: true })),
            { text: String(facts.points), number: true },
            { text: t(`ratings:grade.${facts.grade}`) },
            { text: t(`ratings:state.${state}`) },
          ],
        })),
    })),
    empty: t('ratings:none'),
    draft: mayDraft && {
      errors: again && errorSummary(reader, again.reasons),
      fields: [
        field({
          type: 'select',
          name: 'quarter',
          label: t('ratings:quarter'),
          options: quarters.map((one) => ({ value: one, text: formatPeriod(locale, one), chosen: one === quarter })),
        }),
      ],
      submit: t('ratings:draft'),
    },
  };
}
