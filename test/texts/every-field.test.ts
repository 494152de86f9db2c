/**
 * Text is text in every field there is: the fields are found on the pages, odd characters are typed into each, and what is kept
 * is read back in the log, on the page, over the API and in the ledger. The chain stays whole.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { verifyLog } from '../../src/records/verify-log.js';
import { lengthOf, wellFormed } from '../../workflows/text.js';
import { formsIn, type PageForm } from '../fuzz/forms.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { HUNTING } from '../support/hunt.js';
import { oneToEdit } from '../support/one-to-edit.js';
import { encoded, filled, isFree, kindOf, type Met, walker } from '../support/walk.js';

/** CI stops by the clock, so that a slow machine walks less and not longer. */
const SECONDS = HUNTING ? 600 : 25;
const MOST_ROUNDS = HUNTING ? 10 : 2;
const MOST_TRIES = HUNTING ? 6 : 2;

/** What browsers send of any text: halves of characters become what stands for them. */
const sent = (text: string) => Buffer.from(text).toString();
/** Beginning and ending as words do: nothing is trimmed, split into a list or taken for a number. */
const odd = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      '\u202e反',
      '_x0041_',
      '=1+1',
      '𠮷野家',
      '\ufdd0',
      'e\u0301',
      '<b>&"',
      '{{t}}',
      '$where',
      "'",
      '\ufeff',
      '\u2028',
    ),
  )
  .map((text) => `字${sent(text).replace(/[\s,;，；、。]+/g, '')}末`);

/** A text of exactly so many characters as the page counts, 99 of them line breaks, as a browser sends it. */
function long(most: number): string {
  const breaks = Math.min(99, Math.floor(most / 3));
  const line = '行'.repeat(Math.floor((most - breaks) / (breaks + 1)));
  const text = Array.from({ length: breaks + 1 }, () => line).join('\n');
  return (text + '行'.repeat(most - lengthOf(text))).replaceAll('\n', '\r\n');
}

describe('a field of a form', () => {
  let test: TestApp;
  let walk: Awaited<ReturnType<typeof walker>>;
  const tried = new Map<string, number>();
  const taken = new Set<string>();
  const counted = new Set<string>();
  const wrong: string[] = [];
  let readBack = 0;

  beforeAll(async () => {
    test = await createTestApp();
    await oneToEdit(test);
    walk = await walker(test);
  }, 300_000);
  afterAll(() => test.close());

  const entriesNow = () => test.wiring.connection.collection('log').find({}).toArray();
  const fresh = async ({ cookie, page, form }: Met) =>
    formsIn((await walk.ask(cookie, page)).html, page).find(
      (one) => one.action === form.action && kindOf(one) === kindOf(form),
    );

  /** The page takes as many characters as it says it does. */
  async function full(met: Met): Promise<void> {
    for (const { name, type, most } of met.form.fields) {
      const kind = `${kindOf(met.form)} ${name}`;
      if (type !== 'textarea' || most === null || counted.has(kind)) continue;
      const form = await fresh(met);
      if (!form) return;
      counted.add(kind);
      const typed = (field: PageForm['fields'][number]) => (field.name === name ? long(most) : field.value);
      // Nothing is saved: whatever else is wrong with the form is said beside what is counted.
      const pairs = filled(form, { typed, email: '', turn: 0 }).filter(([one]) => one !== 'rev');
      const { html, status } = await walk.ask(met.cookie, form.action, encoded([...pairs, ['rev', '999999999']]));
      if (new RegExp(`最多 ${most} 个字符，现有`).test(html))
        wrong.push(`${kind}: ${most} characters were too many (${status})`);
      if (status >= 500) wrong.push(`${kind}: ${status}`);
    }
  }

  async function typeInto(met: Met): Promise<void> {
    const kind = kindOf(met.form);
    const turn = tried.get(kind) ?? 0;
    if (taken.has(kind) || turn >= MOST_TRIES || !met.form.fields.some(isFree)) return;
    const form = await fresh(met);
    if (!form) return;
    tried.set(kind, turn + 1);
    const texts = fc.sample(odd, form.fields.length);
    const typed = new Map<string, string>();
    const pairs = filled(form, {
      typed: ({ name }) => {
        const text = texts[typed.size] as string;
        typed.set(name, text);
        return text;
      },
      email: '',
      turn,
    });
    const before = new Set((await entriesNow()).map(({ _id }) => String(_id)));
    const { status, to } = await walk.ask(met.cookie, form.action, encoded(pairs));
    if (status >= 500) wrong.push(`${kind}: ${status} for ${encoded(pairs)}`);
    if (status !== 303 || to.startsWith('/sign-in')) return;
    taken.add(kind);
    await test.wiring.records.relay.drain();
    const entries = (await entriesNow()).filter(({ _id }) => !before.has(String(_id)));
    const kept = JSON.stringify(entries);
    for (const [name, text] of typed) {
      const wanted = wellFormed(text).trim();
      if (kept.includes(JSON.stringify(wanted).slice(1, -1))) readBack += 1;
      else if (entries.some(({ actor }) => actor.kind === 'person')) {
        wrong.push(`${kind}: ${name} is not in the log as ${JSON.stringify(wanted)}`);
      }
    }
    const shown = await walk.ask(met.cookie, to.split('#')[0] ?? '/');
    if (shown.status !== 200) wrong.push(`${kind}: its page answers ${shown.status}`);
  }

  it(
    'takes whatever is typed, and says it everywhere as it was kept',
    async () => {
      await walk.walk({ seconds: SECONDS, rounds: MOST_ROUNDS }, async (met) => {
        if (met.form.multipart || /sign|password|locale|\/account/.test(met.form.action)) return;
        await full(met);
        await typeInto(met);
      });
      process.stderr.write(
        `every field: ${taken.size} kinds of forms taken, ${readBack} texts read back, ${counted.size} long texts counted\n`,
      );
      expect(wrong).toEqual([]);
      expect(readBack).toBeGreaterThan(5);
    },
    (SECONDS + 120) * 1_000,
  );

  it('leaves the chain whole, and stands in the API and the ledger as in the database', async () => {
    const { records, connection } = test.wiring;
    await records.relay.sweep(0);
    const stores = records.kinds().map(({ store }) => store);
    expect(await verifyLog(records.log, stores)).toMatchObject({ whole: true });
    const titles = (await connection.collection('tasks').find({}).toArray()).map(({ title }) => String(title)).sort();
    const office = await test.agentFor('campaign_office');
    const csv = (await office.agent.get(`/ledger.csv?campaign=${test.campaign}`).buffer(true)).text;
    const rows: string[][] = parse(csv, { bom: true, relax_column_count: true });
    const head = rows.findIndex((row) => row.includes('任务'));
    const at = rows[head]?.indexOf('任务') ?? -1;
    const inLedger = rows.slice(head + 1).map((row) => row[at] ?? '');
    expect(inLedger.filter((title) => title !== '').sort()).toEqual(titles);
    const token = await test.tokenFor('campaign_office');
    const answer = await fetch(`${test.baseUrl()}/api/v1/tasks?campaign=${test.campaign}&limit=100`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items } = (await answer.json()) as { items: { title?: string; facts?: { title: string } }[] };
    expect(items.map((one) => one.title ?? one.facts?.title).sort()).toEqual(titles);
  });
});
