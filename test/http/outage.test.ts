import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../support/app.js';
import { type Cuttable, cuttableDatabase } from '../support/cut.js';

let wire: Cuttable;
let test: TestApp;
const lines: string[] = [];

beforeAll(async () => {
  wire = await cuttableDatabase();
  test = await createTestApp({ uri: wire.uri, log: { write: (line) => void lines.push(line) } });
}, 60_000);
afterAll(async () => {
  await test.close();
  await wire.cut();
});

/** Wait until the product works again, by asking it. */
async function untilReady(): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    const { status } = await request(test.app()).get('/readyz');
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The product did not recover.');
}

const filled = (path: string) => path.replace(/:\w+|\*\w+/g, 'x');

describe('while the database is away', () => {
  beforeAll(async () => {
    await test.agentFor('campaign_office');
    lines.length = 0;
    await wire.cut();
    // Between two heartbeats only who asks the database notices.
    while (!lines.some((line) => line.includes('the database is away'))) {
      await request(test.app()).get('/tasks').set('Cookie', 'sid=s%3Aknown.signature');
    }
  }, 60_000);
  afterAll(async () => {
    await wire.mend();
    await untilReady();
  }, 60_000);

  it('every page and every route of the API answers 503 with when to try again and why', async () => {
    const routes = [...test.wiring.pages, ...test.wiring.api];
    expect(routes.length).toBeGreaterThan(100);
    const cookie = 'sid=s%3Aknown.signature';
    const answers = await Promise.all(
      routes.map(async ({ method, path }) => {
        const { status, headers, type, text } = await request(test.app())[method](filled(path)).set('Cookie', cookie);
        const api = path.startsWith('/api/');
        const words = text.includes('数据库暂时连不上') && (api || text.includes('The database is away'));
        return { path, status, again: headers['retry-after'], type, words };
      }),
    );
    for (const { path, ...answer } of answers) {
      const type = path.startsWith('/api/') ? 'application/problem+json' : 'text/html';
      expect({ path, ...answer }).toEqual({ path, status: 503, again: '10', type, words: true });
    }
  }, 60_000);

  it('answers at once when it has been away for a while', async () => {
    await request(test.app()).get('/');
    const started = performance.now();
    expect((await request(test.app()).get('/tasks')).status).toBe(503);
    expect(performance.now() - started).toBeLessThan(2_000);
  }, 30_000);

  it('is up and not ready', async () => {
    expect((await request(test.app()).get('/healthz')).status).toBe(200);
    const ready = await request(test.app()).get('/readyz');
    expect([ready.status, ready.body.database.ok]).toEqual([503, false]);
  }, 30_000);

  it('is said in the log once, and no line has a stack', async () => {
    await request(test.app()).get('/tasks');
    expect(lines.filter((line) => line.includes('the database is away'))).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/\\n\s+at /);
  }, 30_000);
});

describe('after the database was away', () => {
  it('pages, sessions and jobs go on by themselves', async () => {
    const browser = await test.agentFor('campaign_office');
    expect((await browser.get('/tasks')).status).toBe(200);
    await test.wiring.jobs.runDueWork();
    expect(lines.some((line) => line.includes('the database is back'))).toBe(true);
  }, 60_000);
});

describe('a write whose answer is lost', () => {
  it('is not called refused, and is done once however often it is sent with its key', async () => {
    const id = await test.newDraft();
    const token = await test.tokenFor('campaign_office');
    const key = randomUUID();
    const send = () =>
      request(test.app())
        .post(`/api/v1/tasks/${id}/events`)
        .set('Authorization', `Bearer ${token}`)
        .set('Idempotency-Key', key)
        .send({ type: 'ASSIGN' });
    wire.loseAnswers(/update[\s\S]*tasks/);
    const first = await send();
    expect([wire.lost(), first.status, first.headers['retry-after']]).toEqual([1, 503, '10']);
    expect(first.body.type).toBe('urn:sanxiang:problem:outcomeUnknown');
    expect(first.body.reasons[0].text).toContain('无法确定是否已经办成');
    await untilReady();
    const second = await send();
    expect(second.status).toBeLessThan(300);
    await test.wiring.records.relay.sweep(0);
    const record = await test.wiring.records.load('task', id);
    const history = await test.wiring.records.history(record);
    expect(history.filter(({ type }) => type === 'ASSIGN')).toHaveLength(1);
  }, 60_000);

  it('tells a person at a form to send the same form again', async () => {
    const id = await test.newDraft();
    const browser = await test.agentFor('campaign_office');
    const card = await browser.get(`/tasks/${id}`);
    expect(card.status).toBe(200);
    wire.loseAnswers(/update[\s\S]*tasks/);
    const answer = await browser.post(`/tasks/${id}/events/ASSIGN`, { key: randomUUID(), rev: '1' });
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('将同一张表单原样再提交一次');
    expect(answer.text).toContain('send the same form again');
    await untilReady();
  }, 60_000);
});
