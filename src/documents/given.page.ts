/** The notice that the same came before: what of it, from whom and when, and where that is. */
import type { Reader } from '../http/reason-text.js';
import { formatInstant } from '../platform/i18n.js';
import type { GivenBefore } from './given.model.js';

/** `area` has words of its own under `before`; `href` leads to what was given then, for who may see it. */
export function givenNotice(
  before: GivenBefore,
  { t, locale, today }: Reader,
  { area = 'common', href = null }: { area?: 'common' | 'ledger'; href?: string | null } = {},
) {
  const { same, known, total, by, at } = before;
  const name = before.name || t('common:before.pasted');
  const params = { name, by: by.name, at: formatInstant(locale, at, today), known, total };
  return {
    kind: 'stop',
    text: t(`${area}:before.${same}`, params),
    ...(href ? { href, link: t(`${area}:before.link`) } : {}),
  };
}
