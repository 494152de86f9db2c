/** Everything that lets somebody in is used once, rightly and wrongly; then the whole log is searched for it, as written. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mongo } from 'mongoose';
import request from 'supertest';
import { createLinks } from '../../src/people/links.js';
import { createLog } from '../../src/platform/log.js';
import { connectMongo } from '../../src/platform/mongo.js';
import type { InquiryFacts } from '../../workflows/inquiries/inquiry.js';
import { createTestApp, LEAD, PASSWORD, type TestApp } from '../support/app.js';

const WRONG = 'Falsch-4711';
const CHOSEN = 'Gewaehlt-8';
const CHANGED = 'Geaendert-9';

describe('the log', () => {
  let test: TestApp;
  const lines: string[] = [];
  /** What nobody who reads the log may learn, by what it is. */
  const secrets = new Map<string, string>([
    ['a wrong password', WRONG],
    ['a password', PASSWORD],
    ['a chosen password', CHOSEN],
    ['a changed password', CHANGED],
  ]);
  const log = { write: (line: string) => void lines.push(line) };

  beforeAll(async () => {
    test = await createTestApp({ log, logLevel: 'trace' });
  });
  afterAll(() => test.close());

  /** Cookies as they are sent and as they are read. */
  function remember(answer: request.Response): request.Response {
    const set = (answer.headers['set-cookie'] ?? []) as unknown as string[];
    for (const cookie of set) {
      const value = cookie.split(';')[0]?.split('=')[1] ?? '';
      if (/^sid=|__Host-sid=/.test(cookie) && value !== '') {
        secrets.set(`cookie ${secrets.size}`, value);
        secrets.set(`session ${secrets.size}`, decodeURIComponent(value).replace(/^s:/, '').split('.')[0] ?? '');
      }
    }
    for (const [, token] of String(answer.text ?? '').matchAll(/name="_csrf" value="([^"]+)"/g)) {
      secrets.set(`csrf ${token}`, token as string);
    }
    return answer;
  }

  const visitor = () => {
    const agent = request.agent(test.app());
    let token = '';
    let rev = '';
    const read = (answer: request.Response) => {
      remember(answer);
      rev = /name="rev" value="(\d+)"/.exec(answer.text ?? '')?.[1] ?? rev;
      token = /name="_csrf" value="([^"]+)"/.exec(answer.text ?? '')?.[1] ?? token;
      return answer;
    };
    return {
      agent,
      token: () => token,
      /** Of what the page read last shows. */
      rev: () => rev,
      get: async (path: string) => read(await agent.get(path)),
      post: async (path: string, fields: Record<string, string> = {}) =>
        read(
          await agent
            .post(path)
            .type('form')
            .send({ _csrf: token, ...fields }),
        ),
    };
  };

  it('is told what happens, and of no secret', async () => {
    const { people, connection } = test.wiring;
    // In wrongly, rightly, and out.
    const office = visitor();
    await office.get('/sign-in');
    expect((await office.post('/sign-in', { login: 'campaign_office', password: WRONG })).status).toBe(422);
    expect((await office.post('/sign-in', { login: 'campaign_office', password: PASSWORD })).status).toBe(303);
    await office.get('/account');
    // A code that was printed on a receipt, looked up rightly and wrongly.
    const inquiry = await test.newRegisteredInquiry();
    const { facts } = await test.wiring.records.load<InquiryFacts>('inquiry', inquiry);
    secrets.set('a look-up code', facts.lookup);
    secrets.set('a look-up code as printed', facts.lookup.replace(/(.{4})(?=.)/g, '$1-'));
    const citizen = visitor();
    await citizen.get('/lookup');
    expect((await citizen.post('/lookup', { lookup: facts.lookup })).status).toBe(200);
    await citizen.get(`/lookup/${facts.lookup}`);
    await citizen.get(`/lookup?lookup=${facts.lookup}`);
    // A person is added; the invitation is used, opened again, and a password is reset.
    const admin = visitor();
    await admin.get('/sign-in');
    await admin.post('/sign-in', { login: 'system_administrator', password: PASSWORD });
    await admin.get('/admin/people/new');
    const fields = { login: 'newcomer', name: '新人', department: LEAD, locale: 'zh-CN', email: '' };
    const shown = await admin.post('/admin/people/new', fields);
    const invitation = /\/link\/([\w-]{43})/.exec(shown.text)?.[1] ?? '';
    expect(invitation).not.toBe('');
    secrets.set('an invitation', invitation);
    const newcomer = visitor();
    await newcomer.get(`/link/${invitation}`);
    expect((await newcomer.post(`/link/${invitation}`, { password: CHOSEN, again: CHOSEN })).status).toBe(303);
    expect((await newcomer.get(`/link/${invitation}`)).status).toBe(404);
    await newcomer.get('/sign-in');
    await newcomer.post('/sign-in', { login: 'newcomer', password: CHOSEN });
    await newcomer.get('/account');
    const change = { form: 'password', rev: newcomer.rev(), old: CHOSEN, password: CHANGED, again: CHANGED };
    expect((await newcomer.post('/account', { ...change, old: WRONG })).status).toBe(422);
    expect((await newcomer.post('/account', change)).status).toBe(303);
    await newcomer.get('/account');
    const id = (await people.accounts.byLogin('newcomer'))?.id ?? '';
    await admin.get(`/admin/people/${id}`);
    const reset = await admin.post(`/admin/people/${id}/reset`);
    const second = /\/link\/([\w-]{43})/.exec(reset.text)?.[1] ?? '';
    secrets.set('a reset link', second);
    await visitor().get(`/link/${second}x`);
    // A token of the API, used rightly, wrongly, in an address, and for a broken body.
    const token = await test.tokenFor('campaign_office');
    secrets.set('a token', token);
    const api = (path: string) => request(test.app()).get(path).set('Authorization', `Bearer ${token}`);
    expect((await api('/api/v1/tasks')).status).toBe(200);
    expect((await api('/api/v1/tasks/nothing')).status).toBe(404);
    await request(test.app()).get('/api/v1/tasks').set('Authorization', `Bearer ${token}x`);
    await request(test.app()).get(`/api/v1/tasks?token=${token}&after=x`);
    const broken = `{"password":"${WRONG}","token":"${token}"`;
    await request(test.app()).post('/api/v1/tasks').set('Authorization', `Bearer ${token}`).type('json').send(broken);
    // A file, and refusals of every kind.
    const task = await test.newDraft();
    await test.put('campaign_office', task, { type: 'ASSIGN' });
    await test.put('department_leader', task, { type: 'ACKNOWLEDGE' });
    const leader = visitor();
    await leader.get('/sign-in');
    await leader.post('/sign-in', { login: 'department_leader', password: PASSWORD });
    await leader.get(`/tasks/${task}`);
    const upload = leader.agent.post(`/tasks/${task}/evidence?_csrf=${leader.token()}`);
    remember(await upload.attach('file', Buffer.from('%PDF-1.4\n'), 'a.pdf').field('about', ''));
    await leader.get('/admin/people');
    await leader.post(`/tasks/${task}/events/NOTHING`, { password: WRONG });
    await leader.agent.post('/sign-out').type('form').send({ _csrf: 'forged' });
    // Faults of the system, as drivers and engines word them: what was sent stands in their words.
    const cookie = [...secrets].find(([name]) => name.startsWith('cookie'))?.[1] ?? '';
    const faults = [
      new mongo.MongoServerError({
        message: `E11000 duplicate key { password: "${CHANGED}", sid: "${cookie}" }`,
        code: 11000,
      }),
      new TypeError(`The "key" argument must be of type string. Received '${CHANGED}'`),
      new Error(`cannot reach mongodb://root:${CHANGED}@db.example/x?authSource=${token}`),
    ];
    const setProfile = jest.spyOn(people.accounts, 'setProfile');
    for (const fault of faults) {
      setProfile.mockRejectedValueOnce(fault);
      await office.get('/account');
      const profile = { form: 'profile', rev: office.rev(), locale: 'zh-CN', textSize: 'normal', email: '' };
      expect((await office.post('/account', profile)).status).toBe(500);
    }
    // The worker: everything that recurs, once well and once with a fault in it.
    await test.wiring.jobs.runDueWork();
    jest.spyOn(test.wiring.records.relay, 'sweep').mockRejectedValueOnce(faults[0] as Error);
    await test.wiring.jobs
      .runDueWork()
      .catch((error: unknown) => createLog('trace', log).error({ err: error }, 'job failed'));
    // A database that cannot be reached, with credentials in its address.
    await connectMongo(`mongodb://root:${CHANGED}@127.0.0.1:1/x?serverSelectionTimeoutMS=50`).catch((error: unknown) =>
      createLog('trace', log).error({ err: error }, 'not connected'),
    );
    secrets.set(
      'a link that nobody used',
      await createLinks({ connection, clock: people.hostClock }).make('password', id),
    );

    const statuses = lines.map((line) => (JSON.parse(line) as { res?: { status: number } }).res?.status);
    for (const status of [200, 303, 403, 404, 422, 500]) expect(statuses).toContain(status);
    expect(lines.filter((line) => /unexpected error/.test(line))).toHaveLength(faults.length);
    const told = lines.join('');
    expect([...secrets].filter(([, secret]) => secret === '' || told.includes(secret)).map(([name]) => name)).toEqual(
      [],
    );
  }, 120_000);
});
