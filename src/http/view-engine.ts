/**
 * Templates: Handlebars, strict, so that a missing `{{field}}` throws instead of printing nothing. Partials are
 * components: they see only what they are given (`explicitPartialContext`), and the page's root as `@root`.
 */
import { join } from 'node:path';
import type { Express } from 'express';
import { ExpressHandlebars } from 'express-handlebars';
import {
  formatDate,
  formatDateLong,
  formatDateWeekday,
  formatFileSize,
  formatInstant,
  type Locale,
  type Translate,
} from '../platform/i18n.js';
import { projectRoot } from '../platform/paths-root.js';

/** What every page finds in `res.locals`; the layout reads it and so may partials, through `@root`. */
export interface PageLocals {
  t: Translate;
  locale: Locale;
  /** The campaign-zone day, `YYYY-MM-DD`. */
  today: string;
  csrfToken: string;
  /** Who is signed in; null on the plain layout. `post` is the text beside the name; `search` for who may list tasks. */
  user: { name: string; post: string; search: boolean } | null;
  nav: { href: string; text: string; current: boolean }[];
  campaignName: string;
  /** The simulated clock's banner, or null on a real clock. */
  clock: { label: string; canMove: boolean } | null;
  /** Unread messages in the inbox. */
  unread: number;
  /** One sentence about what has just been done, shown once above the page. */
  notice?: { kind: 'done' | 'info' | 'stop'; text: string } | null;
  largeText?: boolean;
}

/** What a page says about itself. */
export interface Page {
  title: string;
}

type Options = { data: { root: PageLocals }; hash: Record<string, unknown> };

function given<T>(helper: string, value: T | undefined): T {
  // `{{date}}` in a template is this helper, not a field of that name; that is `{{this.date}}`.
  if (value === undefined) throw new Error(`The helper ${helper} was given no value.`);
  return value;
}

/** Helpers only format and compare. The last argument is always Handlebars' own. */
const helpers = {
  t: (key: string, { data, hash }: Options) => data.root.t(given('t', key), hash),
  date: (...args: [string, Options] | [Options]) =>
    dated('date', args, (day, { locale, today }) => formatDate(locale, day, today)),
  dateLong: (...args: [string, Options] | [Options]) =>
    dated('dateLong', args, (day, { locale }) => formatDateLong(locale, day)),
  dateWeekday: (...args: [string, Options] | [Options]) =>
    dated('dateWeekday', args, (day, { locale, today }) => formatDateWeekday(locale, day, today)),
  instant: (...args: [string, Options] | [Options]) =>
    dated('instant', args, (at, { locale, today }) => formatInstant(locale, at, today)),
  fileSize: (bytes: number) => formatFileSize(given('fileSize', bytes)),
  eq: (a: unknown, b: unknown) => a === b,
  not: (a: unknown) => !a,
  and: (...args: unknown[]) => args.slice(0, -1).every(Boolean),
  or: (...args: unknown[]) => args.slice(0, -1).find(Boolean),
  concat: (...args: unknown[]) => args.slice(0, -1).join(''),
};

function dated(name: string, args: unknown[], format: (value: string, root: PageLocals) => string): string {
  const options = args.at(-1) as Options;
  return format(given(name, args.length > 1 ? (args[0] as string | undefined) : undefined), options.data.root);
}

/** The Handlebars engine over `<root>/views`. */
export function createViewEngine(root = projectRoot): ExpressHandlebars {
  const made = new ExpressHandlebars({
    extname: '.hbs',
    layoutsDir: join(root, 'views/layouts'),
    partialsDir: join(root, 'views/partials'),
    defaultLayout: 'main',
    helpers,
    compilerOptions: { strict: true, explicitPartialContext: true },
  });
  // It would list and resolve the folder of partials anew for every page, compiled or not.
  const read = made.getPartials.bind(made);
  let partials: ReturnType<typeof read> | undefined;
  made.getPartials = (options) => {
    if (!options?.cache) return read(options);
    partials ??= read(options);
    return partials;
  };
  return made;
}

/** Give an Express app its templates; compiled once and kept unless `cache` is false (while somebody edits them). */
export function installViews(app: Express, { root = projectRoot, cache = true } = {}): void {
  app.engine('hbs', createViewEngine(root).engine);
  app.set('view engine', 'hbs');
  app.set('views', join(root, 'views'));
  // Express caches only in production by itself; compiling on every request costs more than the page.
  app.set('view cache', cache);
}

let engine: ExpressHandlebars | undefined;

/** The HTML of a view, for tests and for pages made outside a request. `layout: false` leaves the layout off. */
export async function renderView(
  view: string,
  context: Record<string, unknown>,
  layout: 'main' | 'plain' | false = 'main',
): Promise<string> {
  engine ??= createViewEngine();
  const path = join(projectRoot, 'views', `${view}.hbs`);
  return engine.renderView(path, { ...context, layout, cache: true } as Parameters<typeof engine.renderView>[1]);
}
