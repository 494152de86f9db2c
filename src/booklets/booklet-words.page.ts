/** What the register and the page of a booklet say in the same way: where it stands, what a system has come to. */
import { adoptionOf, type BookletFacts } from '../../workflows/booklets/booklet.js';
import type { PackSystem } from '../../workflows/packs/pack.js';
import { type LightView, lightView } from '../http/components/light.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatDate, hasText } from '../platform/i18n.js';
import type { BookletRecord } from './booklet.query.js';

const TAGS: Record<string, string> = {
  submitted: 'wait',
  approved: 'done',
  revising: 'now',
  sentBack: 'wait',
  expired: 'grave',
};

/** A system by its name in the pack, in English by ours where there is one. */
export function systemName({ key, title }: PackSystem, { t, locale }: Reader): string {
  const known = `booklets:system.${key}`;
  return locale === 'en' && hasText(locale, known) ? t(known) : title;
}

export const bookletTag = (state: string, { t }: Reader) => ({
  text: t(`booklets:state.${state}`),
  kind: TAGS[state] ?? '',
});

export function bookletLightView({ light }: Pick<BookletRecord, 'light'>, reader: Reader): LightView {
  const [why] = reasonTexts([light.reason], reader);
  return lightView(reader.t, light.colour, why ? { why } : {});
}

/** Asked for by a day, or in force until one. */
export function bookletDay({ inForce, dueOn }: BookletFacts, { t, locale, today }: Reader): string {
  const on = formatDate(locale, inForce?.validUntil ?? dueOn, today);
  return t(inForce ? 'booklets:validUntil' : 'booklets:askedBy', { on });
}

/** What a system has come to, and since when. */
export function adoptionWords(facts: BookletFacts, system: string, { t, locale, today }: Reader) {
  const step = adoptionOf(facts, system);
  return {
    text: t(`booklets:adoption.${step?.adoption ?? 'none'}`),
    on: step ? formatDate(locale, step.on, today) : '',
    document: step?.document ?? '',
    note: step?.note ?? '',
    by: step?.by ?? '',
  };
}
