/**
 * A revision is a revision: every form that edits something is opened in two windows of one account and saved in both. The
 * second is told what the first saved, keeps what was typed and overwrites nothing. Forms are found on the pages, so that a
 * new one without a revision fails here.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formsIn, type PageForm } from '../fuzz/forms.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { HUNTING } from '../support/hunt.js';
import { oneToEdit } from '../support/one-to-edit.js';
import { encoded, filled, kindOf, type Met, walker } from '../support/walk.js';

/** CI stops by the clock, so that a slow machine walks less and not longer. */
const SECONDS = HUNTING ? 900 : 40;
const MOST_ROUNDS = HUNTING ? 12 : 4;
/** Sendings of one kind of form until one is taken. */
const MOST_TRIES = HUNTING ? 8 : 3;
/** Where records of a kind lie whose events may only add. */
const BASES: Record<string, string> = {
  task: '/tasks/',
  site: '/sites/',
  indicator: '/indicators/',
  booklet: '/booklets/',
  matter: '/matters/',
  periodPlan: '/period-plans/',
  pack: '/packs/',
};

describe('a form about something that exists', () => {
  let test: TestApp;
  let walk: Awaited<ReturnType<typeof walker>>;
  /** Forms of pages that name no revision, and what went wrong between two windows. */
  const without = new Set<string>();
  const wrong = new Map<string, string>();
  const tried = new Map<string, number>();
  /** What was said where nothing well meant was taken. */
  const refused = new Map<string, string>();
  const kept = new Set<string>();

  beforeAll(async () => {
    test = await createTestApp();
    await oneToEdit(test);
    walk = await walker(test);
  }, 300_000);
  afterAll(() => test.close());

  const entries = () => test.wiring.connection.collection('log').countDocuments({ 'actor.kind': 'person' });
  const typing = (mark: string, turn: number) => ({
    typed: ({ value }: { value: string }) => `${value}${mark}`.slice(-60),
    email: `${mark === '甲窗口' ? 'a' : 'b'}@office.example`,
    turn,
  });

  /** An event that overwrites nothing: said in both windows, both stand. */
  function isAddition({ action }: PageForm): boolean {
    if (/^\/tasks\/\w+\/report|\/articles\/new$/.test(action)) return true;
    const event = /\/events\/(\w+)/.exec(action)?.[1] ?? '';
    return test.wiring.records
      .kinds()
      .some(
        ({ kind: { workflow } }) => workflow.adds?.includes(event) && action.startsWith(BASES[workflow.kind] ?? '-'),
      );
  }

  async function twoWindows({ cookie, page, form, route }: Met): Promise<void> {
    const kind = kindOf(form);
    const turn = tried.get(kind) ?? 0;
    const again = (html: string) =>
      formsIn(html, page).find((one) => one.action === form.action && kindOf(one) === kind);
    const a = again((await walk.ask(cookie, page)).html);
    const b = again((await walk.ask(cookie, page)).html);
    // Something done before has taken it from the page.
    if (!a || !b) return;
    tried.set(kind, turn + 1);
    const typed = filled(a, typing('甲窗口', turn));
    const first = await walk.ask(cookie, b.action, encoded(filled(b, typing('乙窗口', turn))));
    if (first.status !== 303 || first.to.startsWith('/sign-in')) {
      const said = /class="errors" role="alert"[\s\S]{0,900}/.exec(first.html)?.[0] ?? '';
      refused.set(kind, `${first.status} ${said.replace(/<[^>]*>|\s+/g, ' ').slice(0, 200)}`);
      return;
    }
    await test.wiring.records.relay.drain();
    const before = await entries();
    const second = await walk.ask(cookie, a.action, encoded(typed));
    await test.wiring.records.relay.drain();
    kept.add(kind);
    const said = (text: string) =>
      wrong.set(kind, `${text} (${second.status}) ${page} ${encoded(typed).slice(0, 300)}`);
    if (isAddition(form)) {
      if (second.status !== 303) said('an addition that overwrites nothing was refused');
      return;
    }
    // Where it was moved to, it is; asked again there is nothing to move.
    if (route.path === '/breakdown/move' && second.status === 303 && (await entries()) === before) return;
    if (second.status !== 409) return void said('saved over what the other window had saved');
    if (!/class="notice notice--stop" role="alert"/.test(second.html)) said('does not say what was saved meanwhile');
    if ((await entries()) !== before) said('was refused and yet saved');
    const mine = typed.find(([, value]) => value.endsWith('甲窗口'));
    if (mine && again(second.html) && !second.html.includes(mine[1])) said(`lost what was typed in ${mine[0]}`);
  }

  it(
    'names its revision, and in a second window shows what the first has saved',
    async () => {
      await walk.walk({ seconds: SECONDS, rounds: MOST_ROUNDS }, async (met) => {
        const { form, route } = met;
        const kind = kindOf(form);
        // A password goes by the old one, and ends the windows that are open.
        if (route.rev !== undefined || kind.endsWith('old password again')) return;
        const rev = form.fields.find(({ name }) => name === 'rev');
        // A script fills in what was dragged, its revision too.
        if (rev?.value === '' && form.fields.some(({ name, value }) => name === 'task' && value === '')) return;
        if (!/^\d+$/.test(rev?.value ?? '')) without.add(kind);
        else if (!form.multipart && !kept.has(kind) && (tried.get(kind) ?? 0) < MOST_TRIES) await twoWindows(met);
      });
      const left = [...tried.keys()].filter((kind) => !kept.has(kind));
      process.stderr.write(
        `two windows: ${tried.size} kinds of forms, ${kept.size} saved twice; never taken:\n${left.map((kind) => `  ${kind}: ${refused.get(kind)}\n`).join('')}`,
      );
      expect([...without]).toEqual([]);
      expect([...wrong]).toEqual([]);
      // Less would prove nothing; a machine with time for it saves some forty kinds.
      expect(kept.size).toBeGreaterThan(5);
    },
    (SECONDS + 120) * 1_000,
  );
});
