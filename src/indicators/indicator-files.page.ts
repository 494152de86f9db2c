/** What proves the entered figures of an indicator: files by period, and the form that sends one. */
import { stands } from '../../workflows/evidence.js';
import { indicatorWorkflow } from '../../workflows/indicators/indicator.machine.js';
import { eventsIn } from '../../workflows/step.js';
import type { CardAgain } from '../cards/card.page.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDate, formatFileSize, formatInstant } from '../platform/i18n.js';
import type { IndicatorShown } from './indicator.page.js';

function upload({ record, key, moment }: IndicatorShown, periods: readonly string[], reader: Reader, again: CardAgain) {
  const { t, locale, today } = reader;
  const known = eventsIn(indicatorWorkflow.machine, record.state).includes('ATTACH');
  const allowed = may(moment.actor, 'indicator.ATTACH', { department: record.facts.owner }).allowed;
  if (!known || !allowed || periods.length === 0) return null;
  const mine = again?.event === 'ATTACH' ? again : null;
  const idPrefix = 'ATTACH-';
  const state = mine ? { typed: mine.typed, errors: errorsByField(reader, mine.reasons), idPrefix } : { idPrefix };
  const options = [...periods].reverse().map((period, i) => ({
    value: period,
    text: t('indicators:to', { on: formatDate(locale, period, today) }),
    chosen: i === 0,
  }));
  return {
    open: mine !== null,
    action: `/indicators/${record.id}/evidence`,
    keep: `indicator-${record.id}-ATTACH`,
    errors: mine && errorSummary(reader, mine.reasons, idPrefix),
    hidden: [{ name: 'key', value: `${key}-ATTACH` }],
    fields: [
      field({ type: 'select', name: 'about', label: t('fields:period'), options }, state),
      field({ type: 'file', name: 'file', label: t('fields:file'), multiple: true }, state),
    ],
  };
}

/** View model of the section; null where no figure was entered by hand. */
export function filesOf(shown: IndicatorShown, reader: Reader, again: CardAgain) {
  const { t, locale, today } = reader;
  const { id, facts } = shown.record;
  const periods = facts.values.filter(({ counted }) => !counted).map(({ period }) => period);
  if (periods.length === 0 && facts.files.length === 0) return null;
  return {
    items: facts.files.map((one) => ({
      name: one.name,
      href: `/indicators/${id}/files/${one.file}`,
      note: [
        t('indicators:to', { on: formatDate(locale, one.about, today) }),
        formatFileSize(one.size),
        one.byName,
        formatInstant(locale, one.at, today),
        ...(stands(one) ? [] : [t('indicators:withdrawn', { reason: one.remark })]),
      ].join(' · '),
    })),
    upload: upload(shown, periods, reader, again),
  };
}
