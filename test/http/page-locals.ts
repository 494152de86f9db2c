import type { PageLocals } from '../../src/http/view-engine.js';
import { type Locale, translator } from '../../src/platform/i18n.js';

/** What the middleware puts into `res.locals`, with invented values, for tests that render a view. */
export function pageLocals(locale: Locale = 'zh-CN', more: Partial<PageLocals> = {}): Record<string, unknown> {
  const locals: PageLocals = {
    t: translator(locale),
    locale,
    today: '2026-06-02',
    csrfToken: 'token-of-the-page',
    user: { name: '韦秀兰', post: '市政务服务中心 · 联络员', search: true },
    nav: [
      { href: '/overview', text: '总览', current: true },
      { href: '/tasks', text: '任务分解', current: false },
    ],
    campaignName: '作风效能建设活动 2026',
    clock: { label: '6月2日 08:00', canMove: true },
    unread: 4,
    ...more,
  };
  return { ...locals };
}
