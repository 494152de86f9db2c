import type { Translate } from '../../platform/i18n.js';

/** View model of the partial `pagination`. */
export interface Pagination {
  summary: string;
  previous?: string;
  next?: string;
  pages: ({ number: number; href: string; current: boolean; gap?: false } | { gap: true })[];
}

/** The links of a list of `total` rows: the ends, the pages beside this one, gaps between. `page` counts from 1. */
export function pagination(
  t: Translate,
  { page, perPage, total, href }: { page: number; perPage: number; total: number; href: (page: number) => string },
): Pagination {
  const last = Math.max(1, Math.ceil(total / perPage));
  const here = Math.min(Math.max(1, page), last);
  const summary = t('common:pages.summary', {
    from: total === 0 ? 0 : (here - 1) * perPage + 1,
    to: Math.min(total, here * perPage),
    total,
  });
  if (last === 1) return { summary, pages: [] };
  const wanted = [...new Set([1, here - 1, here, here + 1, last])].filter((n) => n >= 1 && n <= last);
  const pages: Pagination['pages'] = [];
  let before = 0;
  for (const number of wanted) {
    // A gap of one page is that page.
    if (number - before === 2) pages.push({ number: number - 1, href: href(number - 1), current: false });
    if (number - before > 2) pages.push({ gap: true });
    pages.push({ number, href: href(number), current: number === here });
    before = number;
  }
  return {
    summary,
    ...(here > 1 ? { previous: href(here - 1) } : {}),
    ...(here < last ? { next: href(here + 1) } : {}),
    pages,
  };
}
