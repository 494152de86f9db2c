/** Another system at the counter: it registers first contacts and matters over the API, moves them on and reads where they stand. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { apiOf, expectProblem } from '../support/api.js';
import { createTestApp, LEAD, type TestApp } from '../support/app.js';
import { newReceivedMatter } from '../support/new-matter.js';

let product: TestApp;
const { as, expectAsDescribed } = apiOf(() => product);

beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

const MATTER = {
  applicant: '韦大山',
  applicantContact: '13800000000',
  title: '大山米粉店食品经营许可',
  papers: ['申请表'],
  kind: 'permit',
  promised: 5,
  statutory: 10,
};
const CONTACT = {
  askerName: '韦大山',
  askerContact: '13800000000',
  subject: '办个体户执照要什么材料',
  promisedOn: '2026-06-04',
  phone: '0775-4567890',
};

describe('a matter over the API', () => {
  it('is registered once however often it is sent, and shows the sum behind its date', async () => {
    const liaison = await as('department_liaison');
    const key = { 'Idempotency-Key': 'hall-2026-0001' };
    const made = await liaison.post('/matters', MATTER, key);
    expectAsDescribed('post', '/matters', made);
    const again = await liaison.post('/matters', MATTER, key);
    expect([again.status, again.body]).toEqual([201, made.body]);
    expectProblem(await liaison.post('/matters', { ...MATTER, applicant: '别人' }, key), 422, 'keyUsedBefore');
    const path = `/matters/${made.body.id}`;
    const accepted = await liaison.post(`${path}/events`, { type: 'ACCEPT', on: product.wiring.clock.today() });
    expectAsDescribed('post', '/matters/:id/events', accepted);
    expect(accepted.body).toMatchObject({ type: 'ACCEPT', from: 'submitted', to: 'accepted', rev: 2 });
    const read = await liaison.get(path);
    expectAsDescribed('get', '/matters/:id', read);
    expect(read.body).toMatchObject({ state: 'accepted', department: LEAD, promised: { n: 5, unit: 'workingDays' } });
    expect(read.body.dueSum.at(-1)).toMatchObject({ kind: 'limit', days: 5, date: read.body.due });
    expect(read.headers.etag).toBe('"2"');
  });

  it('is refused with the article where the promise is longer than the statute, or a pause comes without notice', async () => {
    const liaison = await as('department_liaison');
    const problem = expectProblem(
      await liaison.post('/matters', { ...MATTER, promised: 15, statutory: 10 }),
      422,
      'matter.longerThanStatute',
    );
    expect(problem.reasons[0]?.text).toMatch(/依据|under|《/i);
    const id = await newReceivedMatter(product);
    await liaison.post(`/matters/${id}/events`, { type: 'ACCEPT', on: product.wiring.clock.today() });
    const paused = await liaison.post(`/matters/${id}/events`, {
      type: 'PAUSE',
      reason: 'inspection',
      writtenNotice: '',
      expectedDays: 5,
    });
    expectProblem(paused, 422);
    expect((await liaison.get(`/matters/${id}`)).body.state).toBe('accepted');
  });

  it('is listed and read by its own department and by the office, and by nobody else', async () => {
    const id = await newReceivedMatter(product);
    const office = await as('campaign_office');
    const listed = await office.get(`/matters?campaign=${product.campaign}&department=${LEAD}&state=submitted`);
    expectAsDescribed('get', '/matters', listed);
    expect(listed.body.items.map((one: { id: string }) => one.id)).toContain(id);
    const foreign = await as('foreign_liaison');
    expect((await foreign.get('/matters')).body.items).toEqual([]);
    expectProblem(await foreign.get(`/matters/${id}`), 403);
    expectProblem(await foreign.post(`/matters/${id}/events`, { type: 'ACCEPT', on: '2026-06-02' }), 403);
    expectProblem(await office.get('/matters/none'), 404);
    expectProblem(await office.get('/matters?after=yesterday'), 400);
    expectProblem(await office.get('/matters?state=lost'), 422);
    expectProblem(await foreign.post('/matters', { ...MATTER, campaign: 'mine' }), 404);
    expectProblem(await foreign.post('/matters', { ...MATTER, applicantContact: 'call me' }), 422);
  });
});

describe('a first contact over the API', () => {
  it('has its caller as first responder, is answered, and reads as the page does', async () => {
    const liaison = await as('department_liaison');
    const made = await liaison.post('/inquiries', CONTACT, { 'Idempotency-Key': 'hotline-7' });
    expectAsDescribed('post', '/inquiries', made);
    const again = await liaison.post('/inquiries', CONTACT, { 'Idempotency-Key': 'hotline-7' });
    expect(again.body).toEqual(made.body);
    const path = `/inquiries/${made.body.id}`;
    const read = await liaison.get(path);
    expectAsDescribed('get', '/inquiries/:id', read);
    expect(read.body.firstResponder.id).toBe(product.actor('department_liaison').id);
    const can = read.body.allowed.filter(({ reasons }: { reasons: unknown[] }) => reasons.length === 0);
    expect(can.map(({ event }: { event: string }) => event)).toContain('ANSWER');
    const answered = await liaison.post(`${path}/events`, { type: 'ANSWER', answer: '身份证和租赁合同。', rev: 1 });
    expectAsDescribed('post', '/inquiries/:id/events', answered);
    expect((await liaison.get(path)).body).toMatchObject({ state: 'answered', answer: { onTheSpot: true } });
    expectProblem(await liaison.post(`${path}/events`, { type: 'ANSWER', answer: '再答。' }), 409);
    const listed = await liaison.get('/inquiries?state=answered');
    expectAsDescribed('get', '/inquiries', listed);
    expect(listed.body.items.map((one: { id: string }) => one.id)).toContain(made.body.id);
  });

  it('is refused where the phone number has letters', async () => {
    const liaison = await as('department_liaison');
    expectProblem(await liaison.post('/inquiries', { ...CONTACT, askerContact: '138abc' }), 422);
  });
});

describe('the timetable over the API', () => {
  it('is read without a token, and shows what is published only', async () => {
    const answered = await request(product.app()).get('/api/v1/service-items');
    expectAsDescribed('get', '/service-items', answered);
    const wrong = await request(product.app()).get('/api/v1/service-items?department=no%20such');
    expectProblem(wrong, 422);
  });
});
