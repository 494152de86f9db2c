import type { Translate } from '../../platform/i18n.js';

/** View model of `views/errors/error.hbs`. */
export interface ErrorPage {
  page: { title: string };
  status: number;
  message: string;
  /** Sentences. */
  reasons: string[];
  /** The id under which the log has it; null when nothing was logged. */
  reference: string | null;
  back: { href: string; text: string };
  /** The same in the other language, where the reader's own cannot be known. */
  also: { lang: string; title: string; message: string; reasons: string[] } | null;
}

const TOLD = new Set([400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503, 507]);

/** The page of a status; one without words of its own is told as 400 or 500. */
export function errorPage(
  t: Translate,
  status: number,
  more: { reasons?: string[]; reference?: string; back?: ErrorPage['back']; also?: ErrorPage['also'] } = {},
): ErrorPage {
  const told = TOLD.has(status) ? status : status < 500 ? 400 : 500;
  return {
    page: { title: t(`common:error.${told}.title`) },
    status,
    message: t(`common:error.${told}.message`),
    reasons: more.reasons ?? [],
    reference: more.reference ?? null,
    also: more.also ?? null,
    back: more.back ?? { href: '/', text: t('common:error.back') },
  };
}
