import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import type { RatingFacts } from '../../workflows/supervision/rating.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { keepCounts } from '../support/keep-counts.js';

const QUARTER = '2026-Q1';

describe('the ratings of a quarter', () => {
  let test: TestApp;
  let id: string;

  beforeAll(async () => {
    test = await createTestApp();
    // As the relay keeps them; whoever counts matters and requests has tests of their own.
    const kept = [
      { counted: 'matters', department: LEAD, n: { done: 12, doneInTime: 6, doneLate: 6 } },
      { counted: 'contacts', department: LEAD, n: { received: 4, answered: 4, answeredInTime: 4, bounced: 1 } },
      { counted: 'matters', department: FOREIGN, n: { done: 12, doneInTime: 12 } },
      { counted: 'matters', department: 'idle', n: { done: 2, doneInTime: 2 } },
    ];
    for (const { counted, ...row } of kept)
      await keepCounts(test, { campaign: `${test.campaign}:${counted}`, phase: QUARTER, ...row });
  });
  afterAll(() => test.close());

  const get = async (login: string, path: string) => (await test.agentFor(login)).get(path);
  const record = () => test.wiring.records.load<RatingFacts>('rating', id);
  const all = () => test.wiring.ratings.ofQuarter(test.campaign, QUARTER);
  async function put(login: string, event: string, fields: Record<string, string>) {
    const browser = await test.agentFor(login);
    const { rev } = await record();
    const sent = { rev: String(rev), key: newId(), ...fields };
    const answer = await browser.post(`/ratings/${id}/events/${event}`, sent);
    await test.wiring.records.relay.drain();
    return answer;
  }

  it('are drafted by themselves from what was counted, once, and not where too little was', async () => {
    await test.wiring.jobs.runDueWork();
    const drafts = await all();
    expect(drafts.map(({ facts }) => [facts.department, facts.points, facts.grade]).sort()).toEqual([
      [FOREIGN, 100, 'excellent'],
      [LEAD, 66.3, 'fail'],
    ]);
    id = drafts.find(({ facts }) => facts.department === LEAD)?.id ?? '';
    const before = (await record()).rev;
    await test.wiring.draftRatings(test.campaign, QUARTER, test.actor('campaign_office'));
    expect((await record()).rev).toBe(before);
  });

  it('are hidden from departments until the office publishes them', async () => {
    expect((await get('department_leader', `/ratings/${id}`)).status).toBe(403);
    const list = await get('department_leader', `/supervision/ratings?quarter=${QUARTER}`);
    expect([list.status, list.text.includes('66.3')]).toEqual([200, false]);
    expect((await get('reviewer', `/supervision/ratings?quarter=${QUARTER}`)).text).toContain('66.3');
  });

  it('are counted anew as long as they are drafts', async () => {
    const n = { done: 13, doneInTime: 7, doneLate: 6 };
    await keepCounts(test, {
      campaign: `${test.campaign}:matters`,
      phase: QUARTER,
      department: LEAD,
      n,
    });
    const office = await test.agentFor('campaign_office');
    await office.get('/supervision/ratings');
    const asked = await office.post('/supervision/ratings', { campaign: test.campaign, quarter: QUARTER });
    expect(asked.status).toBe(303);
    expect((await record()).facts.points).toBe(68.6);
    expect((await get('campaign_office', `/ratings/${id}`)).text).toContain('7 / 13');
  });

  it('are not made of a quarter that still runs, or of no quarter', async () => {
    const office = await test.agentFor('campaign_office');
    await office.get('/supervision/ratings');
    const runs = await office.post('/supervision/ratings', { campaign: test.campaign, quarter: '2026-Q2' });
    expect([runs.status, runs.text.includes('6月30日')]).toEqual([422, true]);
    const none = await office.post('/supervision/ratings', { campaign: test.campaign, quarter: 'spring' });
    expect(none.status).toBe(422);
    expect((await get('reviewer', '/supervision/ratings?quarter=1999-Q9')).status).toBe(200);
  });

  it('are answered for: published, a letter that says what was wrong, a reply, sent back once, closed', async () => {
    expect((await put('campaign_office', 'PUBLISH', { remark: '' })).status).toBe(303);
    const form = (await get('campaign_office', `/ratings/${id}`)).text;
    for (const said of ['办结 13 件，其中 6 件超过承诺期限', '首问 4 件，其中 1 件被退回过'])
      expect(form).toContain(said);
    const late = await put('campaign_office', 'SEND_LETTER', { text: '请整改。', replyBy: '2026-06-02' });
    expect([late.status, late.text.includes('回复期限要在今天之后')]).toEqual([422, true]);
    const letter = { text: '请整改。\n逐件查明。', replyBy: '2026-06-12' };
    expect((await put('campaign_office', 'SEND_LETTER', letter)).status).toBe(303);
    const print = (await get('department_leader', `/ratings/${id}/letter`)).text;
    for (const said of ['监察建议书', '逐件查明。', '不编文号']) expect(print).toContain(said);
    expect((await put('foreign_liaison', 'REPLY', { text: '不关我事。' })).status).toBe(403);
    expect((await put('department_leader', 'REPLY', { text: '已逐件查明。' })).status).toBe(303);
    const back = { reason: '没有写责任岗位。', replyBy: '2026-06-20' };
    expect((await put('campaign_office', 'RETURN_REPLY', back)).status).toBe(303);
    expect((await put('department_leader', 'REPLY', { text: '责任岗位是窗口。' })).status).toBe(303);
    expect((await put('campaign_office', 'CLOSE', { note: '已整改。' })).status).toBe(303);
    expect((await record()).state).toBe('closed');
    const inbox = (await get('department_leader', '/inbox')).text;
    expect(inbox).toContain('监察建议书：2026年第一季度');
  });

  it('once published follow nothing that is counted late', async () => {
    const n = { done: 13, doneInTime: 13 };
    await keepCounts(test, {
      campaign: `${test.campaign}:matters`,
      phase: QUARTER,
      department: LEAD,
      n,
    });
    await test.wiring.draftRatings(test.campaign, QUARTER, test.actor('campaign_office'));
    expect((await record()).facts.points).toBe(68.6);
  });

  it('send no letter to a department that did well, by the article', async () => {
    const [good] = (await all()).filter(({ facts }) => facts.department === FOREIGN);
    await test.put('campaign_office', good?.id ?? '', { type: 'PUBLISH', remark: '' }, 'rating');
    const page = await get('campaign_office', `/ratings/${good?.id}`);
    expect(page.text).toContain('只对评价不合格的单位发监察建议书');
    expect((await get('campaign_office', `/ratings/${good?.id}/letter`)).status).toBe(404);
  });
});
