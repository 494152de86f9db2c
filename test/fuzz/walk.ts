/** People who read the product's pages, follow their links and send their forms, well and badly filled in. */
import fc from 'fast-check';
import { formsIn, linksIn, type PageForm, requestOf, sendings } from './forms.js';
import type { FuzzRequest } from './request.js';
import { nameOf } from './routes.js';
import { type Answer, type FuzzStage, PEOPLE } from './stage.js';

/** Addresses kept per person; a page of every kind is among them. */
const MOST_PAGES = 400;
/** Different forms kept of a route, the newest. */
const MOST_FORMS = 40;
/** Forms on every page, or that make much happen: sent seldom. Moving the clock does all that falls due on the way. */
const SELDOM = /^\/(clock|sign-out|locale|sign-in)/;
/** What ends the campaign that everything else is tried on. */
const ENDING = /\/events\/(AWAIT_INSPECTION|RECORD_INSPECTION|CONCLUDE|ARCHIVE|CLOSE)$/;

export interface WalkParts {
  stage: FuzzStage;
  put(request: FuzzRequest): Promise<Answer>;
  seed: number;
  /** Whether a route has not yet done what it is for: forms for such a route are sent first, and as they are meant. */
  wanted(name: string): boolean;
}

export function createWalk({ stage, put, seed, wanted }: WalkParts) {
  const pages = PEOPLE.map((as) => ({
    as,
    known: new Map(
      (as === null ? ['/sign-in', '/lookup', '/timetable'] : ['/', '/account']).map((path) => [path, path]),
    ),
  }));
  const forms = new Map<string, Map<string, PageForm>>();
  /** How often a form of this shape was sent, by whom. */
  const sent = new Map<string, number>();
  let round = 0;

  /** One address of each shape and query stays, the newest: ids are many, kinds of pages few. */
  function keep(known: Map<string, string>, links: string[]): void {
    for (const link of links) {
      const shape = link.replace(/[0-9a-f]{24}/g, (id) => `:${Number.parseInt(id.at(-1) ?? '0', 16) % 4}`);
      if (known.size < MOST_PAGES || known.has(shape)) known.set(shape, link);
    }
  }

  /** A page of a record is one of its kind, whatever is asked for in its query by name. */
  const seen = new Map<string, number>();
  const kindOf = (path: string) => path.replace(/[0-9a-f]{24}/g, ':id').replace(/=[^&]*/g, '=');
  const shapeOf = ({ action, fields }: PageForm) =>
    `${action.replace(/[0-9a-f]{24}/g, ':id').split('?')[0]} ${fields.map(({ name }) => name).join()}`;

  /** A form of a page is also kept by its route, so that other posts send it too. */
  function keepForm(form: PageForm): void {
    const found = stage.routeOf(form.method, form.action.split('?')[0] ?? '');
    if (!found || ENDING.test(form.action)) return;
    const name = nameOf(found.route);
    const kept = forms.get(name) ?? new Map<string, PageForm>();
    kept.delete(shapeOf(form));
    kept.set(shapeOf(form), form);
    if (kept.size > MOST_FORMS) kept.delete(kept.keys().next().value as string);
    forms.set(name, kept);
  }

  async function fill(person: (typeof pages)[number], form: PageForm, at: number): Promise<void> {
    if (ENDING.test(form.action) && form.action.includes(stage.test.campaign)) return;
    const found = stage.routeOf(form.method, form.action.split('?')[0] ?? '');
    // The clock is moved seldom, or half of all days typed would be over.
    const well = found !== null && wanted(nameOf(found.route)) && !form.action.startsWith('/clock');
    const shape = `${person.as} ${shapeOf(form)}`;
    const before = sent.get(shape) ?? 0;
    sent.set(shape, before + 1);
    if (round === 0 && form.action.startsWith('/clock')) return;
    // What was sent often is sent seldom; before that, each form of a page in its turn.
    const every = SELDOM.test(form.action) ? 60 : before < 4 ? 2 : 8;
    if (!(well && before < 8) && (before + at + round) % every !== 0) return;
    for (const [n, pairs] of fc.sample(sendings(form, well), { numRuns: 1, seed: seed + round * 101 + at }).entries()) {
      const answer = await put({ as: person.as, ...requestOf(form, pairs, well ? before : at + n + round) });
      if (answer.to?.startsWith('/')) keep(person.known, [answer.to]);
      if (answer.status === 200) keep(person.known, linksIn(answer.body));
    }
  }

  /** Pages nobody has seen yet, then those seen least; a page of a kind is one. */
  function least(known: Map<string, string>, count: number): string[] {
    const times = (path: string) => seen.get(kindOf(path)) ?? 0;
    const found = [...known.values()].map((path, i) => ({ path, i, times: times(path) }));
    return found
      .sort((a, b) => a.times - b.times || ((a.i + round) % 7) - ((b.i + round) % 7))
      .slice(0, count)
      .map(({ path }) => path);
  }

  async function read(person: (typeof pages)[number], path: string, turn: number, open: () => boolean): Promise<void> {
    const { body } = await put({ as: person.as, method: 'get', path, type: 'none', body: '' });
    keep(person.known, linksIn(body));
    for (const [at, form] of formsIn(body, path).entries()) {
      keepForm(form);
      if (open()) await fill(person, form, turn + at);
    }
  }

  return {
    /** Somebody reads one page and sends what is on it. */
    async visit(as: string | null, path: string): Promise<void> {
      const person = pages.find((one) => one.as === as);
      if (person) await read(person, path, 0, () => true);
    },
    /** What pages have shown of forms for a route. */
    formsFor: (name: string): PageForm[] => [...(forms.get(name)?.values() ?? [])],
    /** Everybody reads a handful of pages and sends what is on them, while `open()`. */
    async goOn(open: () => boolean, steps = 4): Promise<void> {
      round += 1;
      for (const person of pages) {
        for (const [step, path] of least(person.known, steps).entries()) {
          if (!open()) return;
          seen.set(kindOf(path), (seen.get(kindOf(path)) ?? 0) + 1);
          await read(person, path, step * 10, open);
        }
      }
    },
  };
}

export type Walk = ReturnType<typeof createWalk>;
