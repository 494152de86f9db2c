/** Sites through the whole web application: nominated, prepared, visited, copied, and every refusal in its form. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DIMENSIONS, type SiteFacts } from '../../workflows/sites/site.js';
import { createTestApp, LEAD, type TestApp } from '../support/app.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** The same picture with other bytes behind it: another file, for another dimension. */
const picture = (n: number) => Buffer.concat([PNG, Buffer.from(String(n))]);
const SCORES = { 'score-leadership': '18', 'score-publicity': '16', 'score-window': '19', 'score-rules': '17' };
const VISIT = { on: '2026-06-02', visitors: '领导小组 2 人', ...SCORES, 'score-results': '15' };

let product: TestApp;
let sites = 0;

beforeAll(async () => {
  product = await createTestApp();
});

afterAll(async () => {
  await product.close();
});

/** The value of a hidden field of the form that posts to a path. */
function hiddenIn(html: string, action: string, name: string): string {
  const form = html.split('<form').find((part) => part.includes(`action="${action}`)) ?? '';
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
}

async function nominated(given: Partial<SiteFacts> = {}): Promise<string> {
  sites += 1;
  return product.newNominatedSite({ key: `site-${sites}`, name: `大厅${sites}`, ...given });
}

async function preparing(): Promise<string> {
  const id = await nominated();
  await product.put('department_liaison', id, { type: 'PREPARE', contact: '综合科' }, 'site');
  return id;
}

/** Everything shown and reported ready, as its department does it on the page. */
async function ready(): Promise<string> {
  const id = await preparing();
  const liaison = await product.agentFor('department_liaison');
  await liaison.get(`/sites/${id}`);
  for (const [n, dimension] of DIMENSIONS.entries()) {
    const said = await liaison.post(`/sites/${id}/events/DESCRIBE`, { dimension, score: '17', text: '有记录' });
    const sent = await liaison.upload(
      `/sites/${id}/evidence`,
      { file: { name: `现场${n}.png`, content: picture(n) } },
      { about: dimension },
    );
    if (said.status !== 303 || sent.status !== 303) throw new Error(`${dimension}: ${said.status}, ${sent.status}`);
  }
  const reported = await liaison.post(`/sites/${id}/events/REPORT_READY`);
  if (reported.status !== 303) throw new Error(`Not ready: ${reported.status}`);
  await product.wiring.records.relay.drain();
  return id;
}

const stateOf = async (id: string) => (await product.wiring.records.load<SiteFacts>('site', id)).state;
const factsOf = async (id: string) => (await product.wiring.records.load<SiteFacts>('site', id)).facts;

describe('the list of sites', () => {
  it('shows the sites of the campaign with their state, and only those of the state that was asked for', async () => {
    await nominated({ name: '第一大厅' });
    const second = await nominated({ name: '第二大厅' });
    await product.put('department_liaison', second, { type: 'PREPARE', contact: '' }, 'site');
    const reviewer = await product.agentFor('reviewer');
    const all = await reviewer.get('/sites');
    expect(all.status).toBe(200);
    expect(all.text).toContain('第一大厅');
    const some = await reviewer.get('/sites?state=preparing');
    expect(some.text).toContain('第二大厅');
    expect(some.text).not.toContain('第一大厅');
    expect((await reviewer.get('/sites?state=nothing')).status).toBe(200);
    expect((await reviewer.get('/sites?campaign=nothing')).status).toBe(404);
  });

  it('lets the office nominate a site once, however often the form is sent, and nobody else', async () => {
    const office = await product.agentFor('campaign_office');
    const page = await office.get('/sites?do=nominate');
    expect(page.text).toMatch(/id="nominate" open/);
    const form = {
      campaign: product.campaign,
      key: /id="nominate"[\s\S]*?name="key" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
      name: '税务大厅',
      department: LEAD,
      reason: '办件量大',
      contact: '办公室',
      readyBy: '2026-06-10',
      visitOn: '2026-06-11',
    };
    const first = await office.post('/sites', form);
    const second = await office.post('/sites', form);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.location).toBe(first.headers.location);
    const card = await office.get(String(first.headers.location));
    expect(card.text).toContain('税务大厅');
    expect(card.text).toContain('已确定为现场参观点。');
    expect(card.text).toContain('办公室');
    await product.wiring.records.relay.drain();
    const liaison = await product.agentFor('department_liaison');
    const inbox = await liaison.get('/inbox');
    expect(inbox.text.split('确定为现场参观点：税务大厅')).toHaveLength(2);
    expect(inbox.text).toContain('请于6月10日前准备完毕');
    expect((await liaison.get('/sites')).text).not.toContain('id="nominate"');
    expect((await liaison.post('/sites', form)).status).toBe(403);
  });

  it('sends a wrong nomination back with everything typed and a summary that leads to the field', async () => {
    const office = await product.agentFor('campaign_office');
    await office.get('/sites');
    const back = await office.post('/sites', {
      campaign: product.campaign,
      name: '未来大厅',
      department: LEAD,
      reason: '先进',
      readyBy: '2026-02-30',
      visitOn: '',
    });
    expect(back.status).toBe(422);
    expect(back.text).toContain('value="未来大厅"');
    expect(back.text).toContain('href="#new-readyBy"');
    expect(back.text).toMatch(/id="nominate" open/);
  });
});

describe('the card of a site', () => {
  it('tells the department which dimensions are still open instead of offering to report ready', async () => {
    const id = await preparing();
    const liaison = await product.agentFor('department_liaison');
    const page = await liaison.get(`/sites/${id}`);
    expect(page.text).toContain('不能报告备好');
    expect(page.text).toContain('“宣传氛围”');
    const refused = await liaison.post(`/sites/${id}/events/REPORT_READY`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('class="errors"');
  });

  it('sends a wrong score back to the dimension it was typed for', async () => {
    const id = await preparing();
    const liaison = await product.agentFor('department_liaison');
    await liaison.get(`/sites/${id}`);
    const back = await liaison.post(`/sites/${id}/events/DESCRIBE`, {
      dimension: 'window',
      score: '21',
      text: '当场办结 61%',
    });
    expect(back.status).toBe(422);
    expect(back.text).toMatch(/id="do-DESCRIBE-window" open/);
    expect(back.text).toContain('href="#DESCRIBE-window-score"');
    expect(back.text).toContain('当场办结 61%');
  });

  it('answers a stale page with what somebody else did and keeps what was typed', async () => {
    const id = await preparing();
    const liaison = await product.agentFor('department_liaison');
    const page = await liaison.get(`/sites/${id}`);
    const action = `/sites/${id}/events/DESCRIBE`;
    const rev = hiddenIn(page.text, action, 'rev');
    const told = { type: 'DESCRIBE', dimension: 'rules', score: 12, text: '制度' };
    await product.put('department_leader', id, told, 'site');
    const typed = { dimension: 'window', score: '19', text: '我写的情况' };
    const stale = await liaison.post(action, { rev, ...typed });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('您打开页面之后，这里有了变化');
    expect(stale.text).toContain('我写的情况');
    const again = await liaison.post(action, { rev: hiddenIn(stale.text, action, 'rev'), ...typed });
    expect(again.status).toBe(303);
  });

  it('takes files for a dimension, shows them with their time and gives them to who may see sites', async () => {
    const id = await preparing();
    const liaison = await product.agentFor('department_liaison');
    await liaison.get(`/sites/${id}`);
    const path = `/sites/${id}/evidence`;
    const file = { name: '窗口.png', content: PNG };
    expect((await liaison.upload(path, { file }, { about: 'window' })).status).toBe(303);
    const page = await liaison.get(`/sites/${id}`);
    expect(page.text).toContain('窗口.png');
    expect(page.text).toContain('6月2日 08:00');
    const href = new RegExp(`/sites/${id}/files/[0-9a-f]{24}`).exec(page.text)?.[0] ?? '';
    const reviewer = await product.agentFor('reviewer');
    expect((await reviewer.get(href)).status).toBe(200);
    const other = await preparing();
    expect((await reviewer.get(href.replace(id, other))).status).toBe(404);
    await liaison.get(`/sites/${id}`);
    expect((await liaison.upload(path, { file }, { about: 'window' })).status).toBe(422);
    expect((await liaison.upload(path, { file }, { about: 'nothing' })).status).toBe(422);
    expect((await liaison.upload(path, {}, { about: 'window' })).status).toBe(422);
    const foreign = await product.agentFor('foreign_liaison');
    await foreign.get('/sites');
    expect((await foreign.upload(path, { file }, { about: 'rules' })).status).toBe(403);
  });

  it('takes a withdrawn file out of what stands, with its reason', async () => {
    const id = await preparing();
    const liaison = await product.agentFor('department_liaison');
    await liaison.get(`/sites/${id}`);
    await liaison.upload(`/sites/${id}/evidence`, { file: { name: '旧.png', content: PNG } }, { about: 'rules' });
    const file = (await factsOf(id)).dimensions.rules.evidence[0]?.file ?? '';
    const empty = await liaison.post(`/sites/${id}/events/WITHDRAW_EVIDENCE`, { file, reason: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain(`id="do-WITHDRAW_EVIDENCE-${file}" open`);
    const done = await liaison.post(`/sites/${id}/events/WITHDRAW_EVIDENCE`, { file, reason: '版本旧' });
    expect(done.status).toBe(303);
    expect((await liaison.get(`/sites/${id}`)).text).toContain('已撤回：版本旧');
  });
});

describe('the acceptance of a site', () => {
  it('records a visit with the visitors’ scores beside the own ones', async () => {
    const id = await ready();
    const reviewer = await product.agentFor('reviewer');
    const page = await reviewer.get(`/sites/${id}`);
    expect(page.text).toContain('id="do-VISIT"');
    const done = await reviewer.post(`/sites/${id}/visits`, { ...VISIT, result: 'accepted', opinion: '' });
    expect(done.headers.location).toBe(`/sites/${id}?done=ACCEPT`);
    expect(await stateOf(id)).toBe('accepted');
    const card = await reviewer.get(`/sites/${id}`);
    expect(card.text).toContain('6月2日 通过，85 分');
    expect(card.text).toContain('领导重视 18');
  });

  it('sends a site back only with the reason, and lets it be prepared and visited again', async () => {
    const id = await ready();
    const reviewer = await product.agentFor('reviewer');
    await reviewer.get(`/sites/${id}`);
    const empty = await reviewer.post(`/sites/${id}/visits`, { ...VISIT, result: 'sentBack', opinion: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('href="#VISIT-opinion"');
    expect(empty.text).toContain('value="领导小组 2 人"');
    const done = await reviewer.post(`/sites/${id}/visits`, { ...VISIT, result: 'sentBack', opinion: '公开栏太旧' });
    expect(done.status).toBe(303);
    expect(await stateOf(id)).toBe('sentBack');
    const liaison = await product.agentFor('department_liaison');
    expect((await liaison.get(`/sites/${id}`)).text).toContain('公开栏太旧');
    expect((await liaison.post(`/sites/${id}/events/PREPARE`, { contact: '' })).status).toBe(303);
    expect((await liaison.post(`/sites/${id}/events/REPORT_READY`)).status).toBe(303);
    await reviewer.post(`/sites/${id}/visits`, { ...VISIT, result: 'accepted', opinion: '' });
    expect((await factsOf(id)).visits.map(({ result }) => result)).toEqual(['sentBack', 'accepted']);
  });

  it('names every score that is missing or too high, and a day that has not come', async () => {
    const id = await ready();
    const reviewer = await product.agentFor('reviewer');
    await reviewer.get(`/sites/${id}`);
    const { 'score-rules': _left, ...some } = VISIT;
    const back = await reviewer.post(`/sites/${id}/visits`, { ...some, 'score-window': '21', result: 'accepted' });
    expect(back.status).toBe(422);
    expect(back.text).toContain('href="#VISIT-score-window"');
    expect(back.text).toContain('href="#VISIT-score-rules"');
    const ahead = await reviewer.post(`/sites/${id}/visits`, { ...VISIT, on: '2026-06-03', result: 'accepted' });
    expect(ahead.status).toBe(422);
    expect(ahead.text).toContain('href="#VISIT-on"');
    expect(await stateOf(id)).toBe('ready');
  });

  it('is not for the department that prepares it, nor before it is ready', async () => {
    const id = await preparing();
    const liaison = await product.agentFor('department_liaison');
    await liaison.get(`/sites/${id}`);
    expect((await liaison.post(`/sites/${id}/visits`, { ...VISIT, result: 'accepted' })).status).toBe(403);
    const reviewer = await product.agentFor('reviewer');
    await reviewer.get(`/sites/${id}`);
    const early = await reviewer.post(`/sites/${id}/visits`, { ...VISIT, result: 'accepted', opinion: '很好' });
    expect(early.status).toBe(409);
    expect(early.text).toContain('很好');
  });

  it('records who copies it, once, and that it is done', async () => {
    const id = await ready();
    await (await product.agentFor('reviewer')).post(`/sites/${id}/visits`, { ...VISIT, result: 'accepted' });
    const office = await product.agentFor('campaign_office');
    await office.get(`/sites/${id}`);
    const copy = { department: 'housing-bureau', practice: '窗口首问登记簿', by: '2026-06-20' };
    expect((await office.post(`/sites/${id}/events/RECORD_COPY`, copy)).status).toBe(303);
    const twice = await office.post(`/sites/${id}/events/RECORD_COPY`, copy);
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('href="#RECORD_COPY-practice"');
    const itself = await office.post(`/sites/${id}/events/RECORD_COPY`, { ...copy, department: LEAD });
    expect(itself.status).toBe(422);
    const foreign = await product.agentFor('foreign_liaison');
    const page = await foreign.get(`/sites/${id}`);
    expect(page.text).toContain('未到位');
    const { by: _by, ...done } = copy;
    expect((await foreign.post(`/sites/${id}/events/COPY_DONE`, done)).status).toBe(303);
    expect((await foreign.get(`/sites/${id}`)).text).toContain('已照办');
  });
});

describe('addresses of sites', () => {
  it('say 404 for what does not exist and 4xx for what nobody typed', async () => {
    const id = await preparing();
    const office = await product.agentFor('campaign_office');
    await office.get(`/sites/${id}`);
    expect((await office.get('/sites/nothing')).status).toBe(404);
    expect((await office.get('/sites/0123456789abcdef01234567')).status).toBe(404);
    expect((await office.get(`/sites/${id}/files/0123456789abcdef01234567`)).status).toBe(404);
    expect((await office.post(`/sites/${id}/events/constructor`)).status).toBe(404);
    expect((await office.post(`/sites/${id}/events/CLOCK`)).status).toBe(404);
    expect((await office.post(`/sites/${id}/events/RETIRE`, { reason: '撤', $where: '1' })).status).toBe(400);
    expect((await office.post(`/sites/${id}/events/RETIRE`, { reason: ['a', 'b'] })).status).toBe(422);
    expect((await office.post(`/sites/${id}/events/RETIRE`, { rev: '-1' })).status).toBe(400);
    expect((await office.post('/sites', { campaign: ['a', 'b'] })).status).toBe(404);
    const liaison = await product.agentFor('department_liaison');
    await liaison.get(`/sites/${id}`);
    const odd = await liaison.post(`/sites/${id}/events/DESCRIBE`, { dimension: 'x', score: '1', text: 'x' });
    expect(odd.status).toBe(422);
  });

  it('keep the log from departments that have nothing to do with the site', async () => {
    const id = await preparing();
    const reviewer = await product.agentFor('reviewer');
    const log = await reviewer.get(`/sites/${id}/log`);
    expect(log.status).toBe(200);
    expect(log.text).toContain('2 条，链校验完好');
    expect(log.text).toContain('已确定 → 准备中');
    const foreign = await product.agentFor('foreign_liaison');
    expect((await foreign.get(`/sites/${id}/log`)).status).toBe(403);
    expect((await foreign.post(`/sites/${id}/events/DESCRIBE`, { dimension: 'rules' })).status).not.toBe(303);
  });

  it('read in English as well', async () => {
    const id = await ready();
    const leading = await product.agentFor('leading_group');
    await leading.get('/sites');
    await leading.post('/locale', { locale: 'en' });
    const card = await leading.get(`/sites/${id}`);
    expect(card.text).toContain('Five dimensions');
    expect(card.text).toContain('Own score 85, 20 points each');
    expect((await leading.get('/sites')).text).toContain('Visit sites');
    expect((await leading.get(`/sites/${id}/log`)).text).toContain('chain verified');
    await leading.post('/locale', { locale: 'zh-CN' });
  });
});
