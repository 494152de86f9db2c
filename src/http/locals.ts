/** What every page finds in `res.locals`: language, day, who is signed in, navigation, unread count, the clock's banner. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { timeOfDay } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import type { Account } from '../people/account.model.js';
import { type Action, mayEver } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { formatDateWeekday, isLocale, type Locale, translator } from '../platform/i18n.js';
import type { Reader } from './reason-text.js';

/** The main navigation: where, under which name, whose business it is, and what else lies under it. */
const NAVIGATION: { href: string; key: string; action: Action; also?: string }[] = [
  { href: '/', key: 'overview', action: 'campaign.view' },
  { href: '/breakdown', key: 'breakdown', action: 'breakdown.view' },
  { href: '/work', key: 'work', action: 'work.view' },
  { href: '/tasks', key: 'tasks', action: 'task.list' },
  { href: '/readiness', key: 'readiness', action: 'readiness.view' },
  { href: '/indicators', key: 'indicators', action: 'indicator.view' },
  { href: '/sites', key: 'sites', action: 'site.view' },
  { href: '/booklets', key: 'duties', action: 'booklet.view', also: '/period-plans' },
  { href: '/inquiries', also: '/counter', key: 'inquiries', action: 'inquiry.view' },
  { href: '/matters', key: 'matters', action: 'matter.view' },
  { href: '/supervision', key: 'supervision', action: 'supervision.view', also: '/ratings' },
  { href: '/service-items', key: 'serviceItems', action: 'serviceItem.view' },
  { href: '/cases', key: 'cases', action: 'case.view' },
  { href: '/packs', key: 'packs', action: 'pack.view' },
  { href: '/admin/people', key: 'people', action: 'admin.people' },
  { href: '/admin/departments', key: 'departments', action: 'admin.departments' },
  { href: '/admin/calendar', key: 'calendar', action: 'admin.calendar' },
  { href: '/operations', key: 'operations', action: 'operations.view' },
  { href: '/admin/log', key: 'log', action: 'admin.log' },
];

export interface LocalsParts {
  clock: Clock;
  unread(person: string): Promise<number>;
  departmentName(id: string, locale: Locale): Promise<string>;
  /** The title of the campaign that pages are about; empty before there is one. */
  campaignName(): Promise<string>;
}

/** The language of a request: the account's, else the cookie of a visitor's choice, else the browser's, else Chinese. */
function localeOf(req: Request, account: Account | null): Locale {
  if (account) return account.locale;
  const chosen = /(?:^|;\s*)locale=([\w-]+)/.exec(req.headers.cookie ?? '')?.[1];
  if (isLocale(chosen)) return chosen;
  const [first = ''] = (req.headers['accept-language'] ?? '').split(',');
  return /^en\b/i.test(first.trim()) ? 'en' : 'zh-CN';
}

/** Language and day for every request, errors included; needs nothing but the request. */
export function languageAndDay(clock: Clock): RequestHandler {
  return (req, res, next) => {
    const locale = localeOf(req, (res.locals.account as Account | null | undefined) ?? null);
    Object.assign(res.locals, { locale, t: translator(locale), today: clock.today() });
    res.locals.largeText = (res.locals.account as Account | null | undefined)?.textSize === 'large';
    Object.assign(res.locals, { nav: [], user: null, campaignName: '', clock: null, unread: 0, notice: null });
    res.locals.csrfToken ??= '';
    next();
  };
}

/** The longest entry of the navigation that the path lies under. */
function isCurrent(href: string, path: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}

/**
 * What the masthead shows a signed-in person. A page asked for has it read while the page's own reads run; a form that comes
 * back only when it is shown again, since nearly every post ends in a redirect and needs none of it.
 */
export function masthead({ clock, unread, departmentName, campaignName }: LocalsParts): RequestHandler {
  async function fill(req: Request, res: Response): Promise<void> {
    const actor = res.locals.actor as Actor | null | undefined;
    const { t, locale } = readerOf(res);
    if (clock.simulated) {
      const label = `${formatDateWeekday(locale, res.locals.today, '0000-00-00')} ${timeOfDay(clock.now())}`;
      res.locals.clock = { label, canMove: mayEver(actor ?? null, 'clock.move').allowed };
    }
    if (!actor) return;
    const [count, department, campaign] = await Promise.all([
      unread(actor.id),
      departmentName(actor.department, locale),
      campaignName(),
    ]);
    const posts = actor.posts.map((post) => t(`people:post.${post}`)).join(t('common:listSeparator'));
    Object.assign(res.locals, {
      unread: count,
      campaignName: campaign,
      user: { name: actor.name, post: `${department} · ${posts}`, search: mayEver(actor, 'task.list').allowed },
      nav: NAVIGATION.filter(({ action }) => mayEver(actor, action).allowed).map(({ href, key, also }) => ({
        href,
        text: t(`common:nav.${key}`),
        current: isCurrent(href, req.path) || (also !== undefined && isCurrent(also, req.path)),
      })),
    });
  }

  return (req: Request, res: Response, next: NextFunction) => {
    const early = req.method === 'GET' ? fill(req, res) : null;
    // Whoever renders hears of a fault; a page that never renders has no use for it.
    early?.catch(() => {});
    const render = res.render.bind(res);
    res.render = (view: string, options?: object) => {
      // The page that tells of a fault must not run into the same one.
      res.render = render;
      (early ?? fill(req, res)).then(() => render(view, options), next);
    };
    next();
  };
}

/** The reader of a response: in whose language, as of which day. */
export function readerOf(res: Response): Reader {
  const { t, locale, today } = res.locals as Reader;
  return { t: t ?? translator('zh-CN'), locale: locale ?? 'zh-CN', today: today ?? '1970-01-01' };
}

/** Who is signed in. Only behind a route that is not public. */
export function actorIn(res: Response): Actor {
  return res.locals.actor as Actor;
}
