/** The periods of a case, each with its sum term by term and the article it rests on; and what its pack says about it. */

import type { CaseDeadline, CaseFacts } from '../../workflows/accountability/case.js';
import type { Breach } from '../../workflows/accountability/clue.js';
import {
  articleOf,
  askBy,
  remedyPeriod,
  remedyRule,
  roleArticle,
  takeUpDeadline,
} from '../../workflows/accountability/deadlines.js';
import { UnpublishedYear } from '../../workflows/calendar.js';
import type { Moment } from '../../workflows/moment.js';
import { endOfPeriod, type Period } from '../../workflows/packs/period.js';
import type { RuleName } from '../../workflows/packs/rules.js';
import { specialDays } from '../http/components/special-days.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';

export interface DeadlineView {
  title: string;
  article: string;
  sum: { caption: string; items: { text: string; value: string }[] };
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

/** A period as people say it: 30 日. */
export const periodText = ({ n, unit }: Period, { t }: Reader) => t(`packs:value.${unit}`, { count: n });

function view(
  name: string,
  deadline: CaseDeadline | null,
  article: string,
  moment: Moment,
  reader: Reader,
): DeadlineView {
  const { t, locale, today } = reader;
  const day = (on: string) => formatDate(locale, on, today);
  const title = t(`cases:deadline.${name}`);
  if (deadline === null) {
    return {
      title,
      article,
      sum: { caption: title, items: [{ text: title, value: t('cases:deadline.unpublished') }] },
    };
  }
  const items = [{ text: t(`cases:from.${name}`), value: day(deadline.from) }];
  let end = deadline.from;
  deadline.periods.forEach((period, i) => {
    const begin = end;
    end = endOfPeriod(moment.calendar, begin, period);
    const text = t(i === 0 ? 'cases:deadline.plus' : 'cases:deadline.extended', { period: periodText(period, reader) });
    items.push({ text, value: day(end) });
    const special = period.unit === 'workingDays' ? specialDays(moment.calendar, begin, end, reader) : [];
    if (special.length > 0) {
      items.push({
        text: t('matters:sum.between', { days: special.join(t('common:listSeparator')) }),
        value: t('tasks:sum.counted'),
      });
    }
  });
  items.push({ text: t('cases:deadline.by'), value: day(deadline.by) });
  return { title, article, sum: { caption: title, items } };
}

/** The periods of whoever handles the case. */
export function handlingDeadlines(facts: CaseFacts, moment: Moment, reader: Reader): DeadlineView[] {
  const of = (rule: RuleName) => articleOf(facts, rule, moment);
  const { investigation, startedOn, notAcceptedReason, execution } = facts;
  const views: DeadlineView[] = [];
  if (startedOn === null && notAcceptedReason === '') {
    views.push(
      view(
        'takeUp',
        counted(() => takeUpDeadline(facts, moment)),
        of('takeUpWithin'),
        moment,
        reader,
      ),
    );
  }
  if (investigation) views.push(view('investigation', investigation, of('investigateWithin'), moment, reader));
  if (execution) views.push(view('execution', execution, of('executionReportWithin'), moment, reader));
  return views;
}

/** The periods of a review and an appeal, and the end of what is in force: the person concerned reads these too. */
export function remedyDeadlines(facts: CaseFacts, moment: Moment, reader: Reader): DeadlineView[] {
  if (facts.servedOn === null) return [];
  const of = (step: Parameters<typeof remedyRule>[1]) => articleOf(facts, remedyRule(facts, step), moment);
  const { review, appeal, measure, servedOn, effectUntil } = facts;
  const views: DeadlineView[] = [];
  const ask = (name: 'ReviewAsk' | 'AppealAsk') => {
    const until = counted(() => askBy(facts, name, moment));
    const direct = name === 'AppealAsk' && !review;
    if (until) views.push(view(direct ? 'AppealDirect' : name, until, of(name), moment, reader));
  };
  if (!review && !appeal) ask('ReviewAsk');
  if (review && !review.outcome) views.push(view('ReviewDecide', review.deadline, of('ReviewDecide'), moment, reader));
  if (!appeal) ask('AppealAsk');
  if (appeal && !appeal.outcome) views.push(view('AppealDecide', appeal.deadline, of('AppealDecide'), moment, reader));
  if (measure && effectUntil) {
    const lasts = { from: servedOn, periods: [{ n: measure.months, unit: 'months' as const }], by: effectUntil };
    views.push(view('effect', lasts, articleOf(facts, 'admonitionMost', moment), moment, reader));
  }
  return views;
}

/** The rule that a breach is against, where the pack has one. */
const BROKEN: Partial<Record<Breach, RuleName>> = {
  overdue: 'extensionAskedBefore',
  deemedOverdue: 'correctionWithin',
  lateDelivery: 'deliverWithin',
  promiseMissed: 'answerWithin',
  passedTheBuck: 'bouncesBeforeDesignation',
  acceptedLate: 'handOverWithin',
  noOneTimeNotice: 'correctionWithin',
};

/** What a decision rests on, as a draft: the rule that was broken and the forms there are. */
export function basisDraft(facts: CaseFacts, moment: Moment, reader: Reader): string {
  const broken = BROKEN[facts.clue.breach];
  const rules: RuleName[] = [...(broken ? [broken] : []), 'sanctions'];
  return rules.map((rule) => articleOf(facts, rule, moment)).join(reader.t('common:listSeparator'));
}

/** How and until when a review or an appeal can be asked for, as a draft. */
export function rightsDraft(facts: CaseFacts, moment: Moment, reader: Reader): string {
  const { t } = reader;
  const [ask, appeal] = (['ReviewAsk', 'AppealAsk'] as const).map((step) => remedyPeriod(facts, step, moment));
  return [
    ask ? t('cases:rights.review', { period: periodText(ask, reader) }) : '',
    appeal ? t('cases:rights.appeal', { period: periodText(appeal, reader) }) : '',
    t('cases:rights.noStay', { article: articleOf(facts, remedyRule(facts, 'ReviewAsk'), moment) }),
  ]
    .filter(Boolean)
    .join(t('cases:rights.join'));
}

/** What the case goes by: who may act, in which forms, what weighs. */
export function legalBasis(facts: CaseFacts, moment: Moment, reader: Reader): { name: string; text: string }[] {
  const { t } = reader;
  const broken = BROKEN[facts.clue.breach];
  const rule = (name: string, of: RuleName) => ({ name: t(`cases:basis.${name}`), text: articleOf(facts, of, moment) });
  return [
    ...(broken ? [rule('breach', broken)] : []),
    rule('forms', 'sanctions'),
    rule('exemptions', 'exemptions'),
    rule('weight', 'aggravating'),
    rule('ladder', 'unitAnswersAt'),
    rule('remedy', remedyRule(facts, 'ReviewAsk')),
    ...(['ac-roles', 'ac-rank', 'ac-review-recusal', 'ac-never-worse'] as const).map((id) => ({
      name: t(`cases:basis.${id}`),
      text: roleArticle(facts, id, moment),
    })),
  ];
}
