/** A work under way: what it is at, and how far it has come. */
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatDateWeekday } from '../platform/i18n.js';
import type { Work } from './work.model.js';

/** Seconds after which a browser without scripts asks again. */
const ASK_AGAIN = 2;
const WHOLE = 100;

export function workPage(work: Work, reader: Reader) {
  const { t, locale, today } = reader;
  const { id, kind, name, step, href, reasons } = work;
  const percent = step.share === null ? null : Math.floor(Math.min(1, Math.max(0, step.share)) * WHOLE);
  const dated = (date: string) => formatDateWeekday(locale, date, today);
  const { date } = step.params;
  const said = t(`underWay:step.${step.name}`, { ...step.params, ...(date ? { date: dated(String(date)) } : {}) });
  const running = work.state === 'running';
  const part = percent === null ? '' : new Intl.NumberFormat(locale, { style: 'percent' }).format(percent / WHOLE);
  return {
    page: { title: t(`underWay:title.${kind}`), ...(running ? { askAgain: ASK_AGAIN } : {}) },
    // A move of the clock is about a day.
    head: { title: t(`underWay:title.${kind}`), lead: kind === 'clock' && name !== '' ? dated(name) : name },
    progress: running
      ? {
          value: percent,
          max: WHOLE,
          label: t('underWay:label'),
          text: part === '' ? said : t('underWay:soFar', { said, part }),
          note: t('underWay:note'),
          refresh: { href: `/under-way/${id}`, text: t('underWay:refresh') },
          stopped: null,
        }
      : null,
    refused: running
      ? null
      : { kind: 'stop', text: reasonTexts(reasons, reader).join(' '), href, link: t('underWay:back') },
  };
}
