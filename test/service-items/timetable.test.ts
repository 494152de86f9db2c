/** The public timetable: read without an account, searched without a script, and never showing a draft. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { newId } from '../../src/platform/ids.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { newDraftedItem } from '../support/new-item.js';

let test: TestApp;
const ids: Record<string, string> = {};

async function put(id: string, event: string, fields: Record<string, string> = {}) {
  const agent = await test.agentFor('campaign_office');
  const { rev } = await test.wiring.records.load('serviceItem', id);
  await agent.post(`/service-items/${id}/events/${event}`, { rev: String(rev), key: newId(), ...fields });
  await test.wiring.records.relay.drain();
}

beforeAll(async () => {
  test = await createTestApp();
  ids.permit = await newDraftedItem(test, { code: 'SI-0001', title: '食品经营许可', papers: ['租赁合同'], fee: '' });
  ids.spot = await newDraftedItem(test, { code: 'SI-0002', title: '执照补发', onTheSpot: true, department: FOREIGN });
  ids.draft = await newDraftedItem(test, { code: 'SI-0003', title: '还没公布的备案' });
  for (const id of [ids.permit, ids.spot]) await put(id as string, 'PUBLISH');
}, 60_000);
afterAll(() => test.close());

const read = (query = '', language = 'zh-CN') =>
  request(test.app()).get(`/timetable${query}`).set('Accept-Language', language);

describe('the public timetable', () => {
  it('is read without an account: limit, basis, papers, place, phone and fee of every published item', async () => {
    const { status, text } = await read();
    expect(status).toBe(200);
    for (const said of [
      '食品经营许可',
      '5 个工作日',
      '20 个工作日',
      '依据：行政许可法',
      '租赁合同',
      '3 号窗口',
      '0775-4567890',
    ]) {
      expect([said, text.includes(said)]).toEqual([said, true]);
    }
    expect(text).toMatch(/id="SI-0002".*<b>即办<\/b>/s);
    expect(text).toContain('不收费');
    expect(text).toContain('href="/lookup"');
    expect(text).not.toContain('还没公布的备案');
  });

  it.each([
    ['a word of the title', '?q=补发', ['SI-0002']],
    ['a paper', '?q=租赁', ['SI-0001']],
    ['a department', `?department=${LEAD}`, ['SI-0001']],
    ['both', `?department=${LEAD}&q=补发`, []],
    ['what is no department', '?department=../x', ['SI-0001', 'SI-0002']],
    ['several words of one name', '?q=a&q=b', ['SI-0001', 'SI-0002']],
    ['a pattern', '?q=.*', []],
  ])('is searched by %s', async (_what, query, codes) => {
    const { text } = await read(encodeURI(query));
    expect([...text.matchAll(/<tr id="(SI-\d+)"/g)].map(([, code]) => code).sort()).toEqual(codes);
  });

  it('puts nothing of the search into the page but text', async () => {
    const { text } = await read(`?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(text).not.toContain('<script>alert');
  });

  it('is said in English to whom reads English', async () => {
    const { text } = await read('', 'en');
    expect(text).toContain('Timetable of limits');
    expect(text).toContain('on the spot');
    expect(text).not.toMatch(/serviceItems[:.][a-z]/);
  });

  it('is not sent again while nothing has changed', async () => {
    const visitor = test.visitor();
    const first = await visitor.agent.get('/timetable');
    const again = await visitor.agent.get('/timetable').set('If-None-Match', String(first.headers.etag));
    expect([first.headers['cache-control'], again.status]).toEqual(['private, no-cache', 304]);
  });

  it('loses an item as soon as it is withdrawn', async () => {
    await put(ids.spot as string, 'WITHDRAW', { withdrawal: 'abolished', reason: '取消。' });
    expect((await read()).text).not.toContain('执照补发');
  });

  it('is linked from where people sign in and look up', async () => {
    for (const path of ['/sign-in', '/lookup']) {
      expect((await request(test.app()).get(path)).text).toContain('href="/timetable"');
    }
  });

  it('is read by who is signed in too, in the frame of the product', async () => {
    const page = await (await test.agentFor('department_liaison')).get('/timetable');
    expect(page.text).toContain('食品经营许可');
    expect(page.text).toContain('href="/service-items"');
  });
});
