import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import { HANDBOOK_PACK } from '../../workflows/packs/handbook/index.js';
import type { PackArticle } from '../../workflows/packs/pack.js';
import type { PackFacts } from '../../workflows/packs/pack-record.js';
import { createTestApp, type TestApp } from '../support/app.js';

describe('the pages of rule packs', () => {
  let test: TestApp;
  let draft: string;

  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  async function post(login: string, path: string, body: Record<string, unknown>) {
    return (await test.agentFor(login)).post(path, body);
  }
  const get = async (login: string, path: string) => (await test.agentFor(login)).agent.get(path);
  const load = (id: string) => test.wiring.records.load<PackFacts>('pack', id);
  const idIn = (location: unknown) => /^\/packs\/([0-9a-f]{24})/.exec(String(location))?.[1] ?? '';
  async function copy(body: Record<string, unknown> = {}) {
    const made = await post('campaign_office', '/packs', { from: 'shipped', as: 'version', ...body });
    expect(made.status).toBe(303);
    return idIn(made.headers.location);
  }
  /** The fields of an article's form as the page holds them. */
  const formOf = ({ system, title, text, citation, validFrom, validTo, rules }: PackArticle) => ({
    ...{ system, title, text, ...citation, validFrom, validTo: validTo ?? '', lays: Object.keys(rules) },
  });
  const shippedArticle = (id: string) => HANDBOOK_PACK.articles.find((one) => one.id === id) as PackArticle;

  it('show the shipped pack in words, with its sources, to everybody in the campaign', async () => {
    const list = await get('public_supervisor', '/packs');
    expect([list.status, list.text.includes('系统自带'), list.text.includes('作风效能建设活动')]).toEqual([
      200,
      true,
      true,
    ]);
    const { text } = await get('department_liaison', '/packs/shipped');
    const said = [
      '交接时限',
      '当个工作日',
      '首问负责制',
      '第四十五条',
      '没有这一程序',
      '首问办理流程',
      '2007年6月1日起施行',
    ];
    for (const one of said) expect([one, text.includes(one)]).toEqual([one, true]);
    expect(text).not.toContain('另起新版');
    expect(/handOverWithin|civilServant/.test(text)).toBe(false);
  });

  it('say the same in English without a key showing', async () => {
    const browser = await test.visitor().signIn('leading_group');
    await browser.post('/locale', { locale: 'en' });
    const { text, status } = await browser.get('/packs/shipped');
    expect([status, text.includes('the same working day'), /packs:/.test(text)]).toEqual([200, true, false]);
  });

  it('let the office copy it once per click', async () => {
    const key = 'copy-once-1234';
    draft = await copy({ key });
    expect(await copy({ key })).toBe(draft);
    const { facts, state } = await load(draft);
    expect([state, facts.key, facts.version, facts.from]).toEqual([
      'draft',
      'three-systems',
      2,
      { key: 'three-systems', version: 1 },
    ]);
    expect((await post('department_leader', '/packs', { from: 'shipped', as: 'version' })).status).toBe(403);
  });

  it('give back a rule that cannot be, with everything typed', async () => {
    const path = `/packs/${draft}/articles/fc-answer`;
    const form = formOf(shippedArticle('fc-answer'));
    const wrong = await post('campaign_office', path, { ...form, text: '三个工作日内答复。', answerWithin: '九十' });
    expect(wrong.status).toBe(422);
    for (const said of ['“承诺答复期限”的取值不在允许范围内', '三个工作日内答复。', '九十'])
      expect(wrong.text).toContain(said);
    const empty = await post('campaign_office', path, { ...form, document: '', answerWithin: '3' });
    expect([empty.status, empty.text.includes('请填写“文件名称”')]).toEqual([422, true]);
    const unknown = await post('campaign_office', path, { ...form, answerWithin: '3', noSuchRule: '1' });
    expect(unknown.status).toBe(400);
    expect((await get('campaign_office', `/packs/${draft}/articles/nowhere`)).status).toBe(404);
  });

  it('take every kind of rule from its form', async () => {
    const save = async (id: string, rules: Record<string, unknown>) => {
      const saved = await post('campaign_office', `/packs/${draft}/articles/${id}`, {
        ...formOf(shippedArticle(id)),
        ...rules,
      });
      expect([id, saved.status, saved.headers.location]).toEqual([
        id,
        303,
        `/packs/${draft}?done=EDIT_ARTICLE#article-${id}`,
      ]);
    };
    await save('fc-answer', { answerWithin: '３' });
    await save('tl-count', { countFrom: 'sameDay' });
    await save('tl-excluded', { pauseReasons: ['hearing', 'testing'] });
    await save('tl-silence', {});
    await save('tl-words', { vagueWords: '等\n有关\n' });
    await save('ac-appeal-other', {
      otherReviewAsk: '15',
      'otherReviewAsk-unit': 'days',
      otherReviewDecide: '30',
      'otherReviewDecide-unit': 'days',
      otherAppealAsk: '',
      'otherAppealAsk-unit': 'none',
      otherAppealDecide: '',
      'otherAppealDecide-unit': 'none',
      otherAppealExtension: '',
      'otherAppealExtension-unit': 'none',
    });
    const rules = Object.assign({}, ...(await load(draft)).facts.articles.map((article) => article.rules));
    expect(rules).toMatchObject({
      answerWithin: 3,
      countFrom: 'sameDay',
      pauseReasons: ['hearing', 'testing'],
      silenceIsConsent: [],
      vagueWords: ['等', '有关'],
      otherReviewAsk: { n: 15, unit: 'days' },
      otherAppealAsk: null,
    });
  });

  it('add an article whose rules start as they are shipped, and say what stands against the draft', async () => {
    const added = await post('campaign_office', `/packs/${draft}/articles/new`, {
      ...formOf(shippedArticle('fc-answer')),
      title: '交接补充',
      lays: 'handOverWithin',
    });
    expect([added.status, added.headers.location]).toEqual([303, `/packs/${draft}/articles/added1?done=ADD_ARTICLE`]);
    expect((await get('campaign_office', `/packs/${draft}/articles/added1`)).text).toContain('交接时限');
    const { text } = await get('campaign_office', `/packs/${draft}`);
    expect(text).toContain('“交接时限”由多个条款规定：本单位其他岗位、交接补充');
    expect(text).toContain(`/packs/${draft}/articles/fc-hand-over#handOverWithin`);
    const refused = await post('campaign_office', `/packs/${draft}/events/PUT_IN_FORCE`, {});
    expect(refused.status).toBe(409);
    const gone = await post('campaign_office', `/packs/${draft}/events/REMOVE_ARTICLE`, { article: 'added1' });
    expect(gone.headers.location).toBe(`/packs/${draft}?done=REMOVE_ARTICLE`);
  });

  it('keep a system that has articles, and take new ones by their full names', async () => {
    const body = { title: '贵港市三项制度', source: '', newSystems: '一次告知制\n' };
    const systems = {
      'system-firstContact': '首问负责制',
      'system-timeLimits': '',
      'system-accountability': '责任追究制',
    };
    const refused = await post('campaign_office', `/packs/${draft}/events/EDIT`, { ...body, ...systems });
    expect([refused.status, refused.text.includes('制度“限时办结制”下还有条款')]).toEqual([422, true]);
    const kept = { ...systems, 'system-timeLimits': '限时办结制' };
    expect((await post('campaign_office', `/packs/${draft}/events/EDIT`, { ...body, ...kept })).status).toBe(303);
    expect((await load(draft)).facts.systems.at(-1)).toEqual({ key: 'system1', title: '一次告知制' });
  });

  it('compare two versions and let the campaign adopt one that is in force, past the changes', async () => {
    const path = `/packs/compare?campaign=${test.campaign}&a=shipped&b=${draft}`;
    const before = await get('campaign_office', path);
    for (const said of ['承诺答复期限', '5 个工作日', '3 个工作日', '没有生效', '一次告知制'])
      expect(before.text).toContain(said);
    expect((await post('campaign_office', `/packs/${draft}/events/PUT_IN_FORCE`, {})).status).toBe(303);
    expect((await get('campaign_office', path)).text).toContain('活动采用这一版');
    expect((await get('reviewer', path)).text).not.toContain('ADOPT_PACK');
    const adopt = `/campaigns/${test.campaign}/events/ADOPT_PACK`;
    expect((await post('reviewer', adopt, { pack: 'three-systems@2' })).status).toBe(403);
    expect((await post('campaign_office', adopt, { pack: 'three-systems@7' })).status).toBe(422);
    expect((await post('campaign_office', adopt, { pack: 'nonsense' })).status).toBe(422);
    expect((await post('campaign_office', adopt, { pack: 'three-systems@2' })).status).toBe(303);
    const { facts } = await test.wiring.records.load<CampaignFacts>('campaign', test.campaign);
    expect(facts.pack).toEqual({ key: 'three-systems', version: 2 });
    expect((await get('campaign_office', `/campaigns/${test.campaign}`)).text).toContain('贵港市三项制度 第 2 版');
  });

  it('give new matters the adopted version and old ones the version they started under', async () => {
    const { packs } = await test.wiring.records.momentFor(test.campaign, test.actor('campaign_office'));
    expect(packs.current.version).toBe(2);
    expect([...packs.all.keys()].sort()).toEqual(['three-systems@1', 'three-systems@2']);
    const elsewhere = await test.wiring.records.momentFor('', test.actor('campaign_office'));
    expect(elsewhere.packs.current.version).toBe(1);
  });

  it('never change a version in force: the next one takes its place', async () => {
    const form = { ...formOf(shippedArticle('fc-answer')), answerWithin: '2' };
    expect((await post('campaign_office', `/packs/${draft}/articles/fc-answer`, form)).status).toBe(404);
    expect((await post('campaign_office', `/packs/${draft}/events/EDIT`, { title: '别的' })).status).toBe(409);
    const third = await copy({ from: draft });
    expect((await load(third)).facts.version).toBe(3);
    expect((await post('leading_group', `/packs/${third}/events/PUT_IN_FORCE`, {})).status).toBe(303);
    await test.wiring.records.relay.drain();
    expect([(await load(draft)).state, (await load(third)).state]).toEqual(['superseded', 'inForce']);
    // The campaign goes on by what it adopted.
    const { packs } = await test.wiring.records.momentFor(test.campaign, test.actor('campaign_office'));
    expect(packs.current.version).toBe(2);
  });

  it('copy a pack under another key, which must be free', async () => {
    const taken = await post('campaign_office', '/packs', {
      from: draft,
      as: 'pack',
      code: 'three-systems',
      title: '本县',
    });
    expect([taken.status, taken.text.includes('本县'), taken.text.includes('已有相同编号')]).toEqual([422, true, true]);
    const odd = await post('campaign_office', '/packs', { from: 'shipped', as: 'pack', code: '本 县', title: '本县' });
    expect(odd.status).toBe(422);
    const id = await copy({ from: draft, as: 'pack', code: 'county', title: '本县', key: 'copy-pack-1234' });
    expect((await load(id)).facts).toMatchObject({ key: 'county', version: 1, title: '本县' });
    expect(await copy({ from: draft, as: 'pack', code: 'county', title: '本县', key: 'copy-pack-1234' })).toBe(id);
    const withdrawn = await post('campaign_office', `/packs/${id}/events/WITHDRAW`, { reason: '不需要。' });
    expect(withdrawn.status).toBe(303);
    expect((await get('reviewer', `/packs/${id}`)).text).toContain('不需要。');
  });

  it('tell an editor whose page is stale what has changed meanwhile', async () => {
    const id = await copy({ from: 'shipped' });
    const { rev } = await load(id);
    const path = `/packs/${id}/articles/fc-answer`;
    const form = formOf(shippedArticle('fc-answer'));
    expect((await post('leading_group', path, { ...form, answerWithin: '4', rev })).status).toBe(303);
    const late = await post('campaign_office', path, { ...form, answerWithin: '6', rev });
    expect([late.status, late.text.includes('有了变化'), late.text.includes('value="6"')]).toEqual([409, true, true]);
  });

  it('are over the API', async () => {
    const token = await test.tokenFor('reviewer');
    const api = (path: string) => request(test.app()).get(`/api/v1${path}`).set('Authorization', `Bearer ${token}`);
    const { body } = await api('/packs');
    expect((body as { items: { key: string; state: string }[] }).items[0]).toMatchObject({
      key: 'three-systems',
      state: 'superseded',
    });
    const whole = await api('/packs/three-systems');
    expect(whole.body).toMatchObject({ version: 3, state: 'inForce' });
    const first = await api('/packs/three-systems?version=1');
    expect((first.body as { articles: unknown[] }).articles).toHaveLength(HANDBOOK_PACK.articles.length);
    expect((await api('/packs/none')).status).toBe(404);
  });
});
