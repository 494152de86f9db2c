/**
 * Every page, every list of the API and every filter of both, by several posts, when there is one record of each kind and when there are ten
 * thousand: none fails because of how much there is. HUNT_RECORDS=500000 asks the same of the kinds that grow so.
 */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { formsIn, linksIn } from '../fuzz/forms.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { size } from '../support/hunt.js';
import { multiply } from './multiply.js';

const RECORDS = size('RECORDS', 10_000);
/** Kinds that grow with the years; of others a campaign has hundreds. */
const GROWING = ['tasks', 'matters', 'inquiries', 'messages', 'log', 'evidence.files', 'evidence.chunks'];
const AS = ['department_leader', 'campaign_office', 'reviewer', 'leading_group'];
/** What the API says of itself, as far as a list of it goes. */
interface ApiDocument {
  servers: { url: string }[];
  paths: Record<string, { get?: { parameters: { name: string; in: string; schema: { enum?: unknown[] } }[] } }>;
}
/** Milliseconds for a page; generous, since the machine of the tests may be busy. */
const SLOW_MS = 15_000;

describe('every list, with every filter', () => {
  let test: TestApp;
  const times: [ms: number, path: string][] = [];

  beforeAll(async () => {
    test = await createTestApp();
    for (let n = 0; n < 2; n += 1) {
      const task = await test.newDraft({ coDepartments: [FOREIGN] });
      await test.put('campaign_office', task, { type: 'ASSIGN' });
      await test.put('department_leader', task, { type: 'ACKNOWLEDGE' });
      await test.newRegisteredInquiry();
    }
    await test.newNominatedSite();
    await test.newTrackedIndicator();
    const liaison = await test.agentFor('department_liaison');
    await liaison.get('/matters/new');
    await liaison.post('/matters', {
      applicant: '韦大山',
      title: '执照',
      kind: 'service',
      promised: '5',
      limitUnit: 'workingDays',
    });
    await test.wiring.evidenceStore.save(Readable.from([Buffer.from('%PDF-1.4\n')]), '会议记录.pdf');
    await test.wiring.records.relay.drain();
  }, 120_000);
  afterAll(() => test.close());

  /** The menu's pages and, of each, every filter by every one of its options, the first pages behind, both ends of the order. */
  async function walk(login: string): Promise<string[]> {
    const agent = await test.agentFor(login);
    const failed: string[] = [];
    const seen = new Set<string>();
    async function open(path: string): Promise<string> {
      // One of each kind of page: a record's page does not depend on how many others there are.
      const shape = path.replace(/[0-9a-f]{24}/g, ':id').replace(/(after|page)=[^&]*/, '$1');
      if (seen.has(shape)) return '';
      seen.add(shape);
      const started = performance.now();
      const page = await agent.get(path);
      times.push([Math.round(performance.now() - started), `${login} ${path}`]);
      if (page.status >= 500) failed.push(`${login} ${page.status} ${path}`);
      return page.text ?? '';
    }
    const first = linksIn(await open('/'));
    for (const path of first) {
      const html = await open(path);
      for (const form of formsIn(html, path)) {
        if (form.method !== 'get') continue;
        const base = form.fields.filter(({ sent }) => sent).map(({ name, value }): [string, string] => [name, value]);
        for (const { name, options } of form.fields) {
          for (const option of options.length > 0 ? options : ['韦大山', '2026', '不存在的字样']) {
            const query = new URLSearchParams([...base.filter(([known]) => known !== name), [name, option]]);
            await open(`${form.action.split('?')[0]}?${query}`);
          }
        }
      }
      for (const link of linksIn(html)) if (/after=|page=|sort=|phase=|tab=|view=/.test(link)) await open(link);
    }
    return failed;
  }

  /** Every list of the API, and of each every parameter by every value it may have. */
  async function ask(login: string): Promise<string[]> {
    const token = await test.tokenFor(login);
    const failed: string[] = [];
    let lists = 0;
    const get = async (path: string) => {
      const started = performance.now();
      const answer = await request(test.app()).get(path).set('Authorization', `Bearer ${token}`);
      times.push([Math.round(performance.now() - started), `${login} ${path}`]);
      if (answer.status === 200) lists += 1;
      if (answer.status >= 500) failed.push(`${login} ${answer.status} ${path}`);
      return answer;
    };
    const { paths, servers } = (await get('/api/v1/openapi.json')).body as ApiDocument;
    for (const [path, { get: list }] of Object.entries(paths)) {
      if (!list || path.includes('{')) continue;
      const address = `${servers[0]?.url ?? ''}${path}`;
      const { next } = (await get(address)).body as { next?: string | null };
      for (const { name, in: where, schema } of list.parameters) {
        if (where !== 'query') continue;
        const any = name === 'campaign' ? [test.campaign] : ['韦大山', '2026-06-10', '1', LEAD];
        const values = name === 'after' ? [next ?? '0'] : (schema.enum ?? any);
        for (const value of values) await get(`${address}?${new URLSearchParams([[name, String(value)]])}`);
      }
    }
    expect(lists).toBeGreaterThan(20);
    return failed;
  }

  it('opens when there is one record of each kind', async () => {
    const failed: string[] = [];
    for (const login of AS) failed.push(...(await walk(login)), ...(await ask(login)));
    expect(failed).toEqual([]);
  }, 300_000);

  it(`opens when there are ${RECORDS}`, async () => {
    const counts: Record<string, number> = {};
    for (const name of GROWING) {
      counts[name] = await multiply(test.wiring.connection, name, RECORDS, [LEAD, FOREIGN]);
    }
    expect(counts).toEqual(Object.fromEntries(GROWING.map((name) => [name, RECORDS])));
    times.length = 0;
    const failed: string[] = [];
    for (const login of AS) failed.push(...(await walk(login)), ...(await ask(login)));
    // None of these files is a day old, and each was claimed by nobody.
    expect(await test.wiring.evidenceStore.forgetUnclaimed()).toBe(0);
    const slowest = times.sort(([a], [b]) => b - a).slice(0, 12);
    process.stderr.write(
      `sizes: ${JSON.stringify(counts)}, ${times.length} pages; slowest: ${JSON.stringify(slowest)}\n`,
    );
    expect(failed).toEqual([]);
    expect(slowest.filter(([ms]) => ms > SLOW_MS)).toEqual([]);
  }, 3_600_000);
});
