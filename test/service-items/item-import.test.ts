/** A table of items through the web application: checked first, every refused row with its reason, taken once. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { itemTables } from '../../src/service-items/item-tables.store.js';
import type { ServiceItemFacts } from '../../workflows/service-items/service-item.js';
import { createTestApp, LEAD, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
}, 60_000);
afterAll(() => test.close());

const HEAD = '事项名称\t单位\t类别\t即办\t承诺时限\t法定时限\t法定依据\t进驻\t申请材料\t流程\t收费\t地点\t咨询电话';
const CENTRE = '市政务服务中心';
const row = (title: string, over: Record<number, string> = {}) =>
  [title, CENTRE, '', '', '5', '', '', '是', '申请表；身份证', '', '', '一楼', '0775-4567890']
    .map((cell, i) => over[i] ?? cell)
    .join('\t');
const all = () => test.wiring.items.all({ campaign: test.campaign, department: null, state: null, word: '' });

/** Give a table, and look at its check. */
async function check(login: string, table: string, file?: [string, Buffer]) {
  const browser = await test.agentFor(login);
  await browser.get('/service-items/import');
  const files: Parameters<typeof browser.upload>[1] = file ? { file: { name: file[0], content: file[1] } } : {};
  const given = await browser.upload('/service-items/import', files, file ? {} : { table });
  if (given.status !== 303) return { path: '', status: given.status, text: given.text };
  const path = String(given.headers.location);
  const { status, text } = await browser.get(path);
  return { path, status, text };
}
const take = async (login: string, path: string, sent: Record<string, string>) =>
  (await test.agentFor(login)).post(path, sent);
const rowsIn = (html: string) => /name="rows" value="([^"]*)"/.exec(html)?.[1] ?? '';

describe('a table of items', () => {
  it('is checked row by row before anything is taken', async () => {
    const before = (await all()).length;
    const { status, text } = await check(
      'department_liaison',
      [
        HEAD,
        row('甲证明'),
        row('乙许可', { 4: '30', 5: '20' }),
        row('丙备案', { 1: '月球局' }),
        row('丁服务', { 4: '尽快' }),
        row('戊服务', { 1: '市住房和城乡建设局' }),
        row('甲证明'),
        row('己证明', { 8: '身份证等材料' }),
        row('庚证明', { 12: '问门卫' }),
      ].join('\n'),
    );
    expect([status, /2 行可以录入，6 行不能录入/.test(text)]).toEqual([200, true]);
    for (const said of [
      /不能长于法定时限 20/,
      /没有这个单位：月球局/,
      /“承诺时限”要写成数字.*尽快/,
      /不是本单位的事项/,
      /与第 2 行重复/,
      /模糊用语“等”/,
      /电话只能写数字/,
    ]) {
      expect(text).toMatch(said);
    }
    expect((await all()).length).toBe(before);
  });

  it('is taken as it was checked, published where it can be, and once however often the button is pressed', async () => {
    const table = [
      HEAD,
      row('一许可', { 2: '行政许可', 4: '5个工作日', 5: '20', 6: '行政许可法第四十二条' }),
      row('二证明', { 4: '即办', 10: '不收费' }),
      row('三信访', { 4: '60天', 5: '60天', 6: '信访工作条例', 8: '1.申请书\n2、身份证'.replace('\n', '；') }),
      row('四证明', { 8: '有关材料' }),
    ].join('\n');
    const checked = await check('department_liaison', table);
    const sent = { rows: rowsIn(checked.text), publish: '1' };
    for (let pressed = 0; pressed < 2; pressed += 1) {
      const taken = await take('department_liaison', checked.path, sent);
      expect([taken.status, taken.headers.location]).toEqual([303, expect.stringMatching(/taken=4&published=3$/)]);
    }
    const found = (await all()).filter(({ facts }) => /^[一二三四]/.test(facts.title));
    const of = (title: string) =>
      found.find(({ facts }) => facts.title === title) as { state: string; facts: ServiceItemFacts };
    expect(found.length).toBe(4);
    expect(of('一许可')).toMatchObject({
      state: 'published',
      facts: { department: LEAD, kind: 'permit', promised: { n: 5, unit: 'workingDays' }, inCentre: true },
    });
    expect(of('二证明').facts).toMatchObject({ onTheSpot: true, fee: '', statutory: null });
    expect(of('三信访').facts).toMatchObject({ promised: { n: 60, unit: 'days' }, papers: ['申请书', '身份证'] });
    expect(of('四证明').state).toBe('draft');
    const list = await (await test.agentFor('department_liaison')).get('/service-items?taken=4&published=3');
    expect(list.text).toContain('已录入 4 项，公布 3 项');
  });

  it('refuses an item that is there already, also when it came after the check', async () => {
    const checked = await check('campaign_office', [HEAD, row('后来的证明')].join('\n'));
    await test.wiring.createServiceItem({
      campaign: test.campaign,
      body: { department: LEAD, title: '后来的 证明', promised: 3 },
      actor: test.actor('campaign_office'),
    });
    const late = await take('campaign_office', checked.path, { rows: rowsIn(checked.text) });
    expect([late.status, /已有这个事项：SI-/.test(late.text)]).toEqual([409, true]);
    expect((await check('campaign_office', [HEAD, row('后来的证明')].join('\n'))).text).toContain('0 行可以录入');
  });

  it('takes back the file it gave out', async () => {
    const agent = await test.agentFor('campaign_office');
    await test.wiring.createServiceItem({
      campaign: test.campaign,
      body: { department: LEAD, title: '往返证明', promised: 3, papers: '甲\n乙', inCentre: true },
      actor: test.actor('campaign_office'),
    });
    const query = `?q=${encodeURIComponent('往返证明')}`;
    const csv = await agent.get(`/service-items.csv${query}`);
    const renamed = Buffer.from(csv.text.replace('往返证明', '往返证明二'));
    const { path } = await check('campaign_office', '', ['items.csv', renamed]);
    const { items } = await itemTables(test.wiring.connection).byId(path.split('/').at(-1) ?? '');
    expect(items).toMatchObject([
      { plan: { title: '往返证明二', department: LEAD, papers: ['甲', '乙'], inCentre: true, promised: { n: 3 } } },
    ]);
  });

  it('gives an empty table that it can read', async () => {
    const agent = await test.agentFor('department_liaison');
    const { status, body } = await agent.agent
      .get('/service-items/import/template.xlsx')
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect(status).toBe(200);
    const read = await check('department_liaison', '', ['空表.xlsx', body as Buffer]);
    expect([read.status, /表头下面没有内容/.test(read.text)]).toEqual([422, true]);
  });

  it.each([
    ['nothing', '', /请选择文件，或者粘贴表格/],
    ['a table without a head', '甲\t乙\n丙\t丁', /没有找到表头/],
    ['too many rows', [HEAD, ...Array.from({ length: 501 }, (_, i) => row(`第${i}项`))].join('\n'), /一次最多 500 行/],
  ])('is not read from %s', async (_what, table, said) => {
    const { status, text } = await check('department_liaison', table);
    expect([status, said.test(text)]).toEqual([422, true]);
  });

  it.each([
    ['none', ''],
    ['no numbers', 'x'],
    ['more than numbers', '2,$ne'],
  ])('is not taken from a page that names %s', async (_what, rows) => {
    const { path } = await check('department_liaison', [HEAD, row('辛证明')].join('\n'));
    expect((await take('department_liaison', path, { rows })).status).toBe(422);
  });

  it('is its giver’s alone, and takes no row that is not in it', async () => {
    const { path } = await check('department_liaison', [HEAD, row('壬证明')].join('\n'));
    expect((await (await test.agentFor('campaign_office')).get(path)).status).toBe(404);
    const taken = await take('department_liaison', path, { rows: '700' });
    expect(taken.headers.location).toMatch(/taken=0/);
  });

  it('with cells longer than any item is kept no longer than an item', async () => {
    const long = row('癸证明', { 8: '材料；'.repeat(100_000), 6: '法'.repeat(300_000) });
    const { path, text } = await check('department_liaison', [HEAD, long].join('\n'));
    expect(text).toContain('0 行可以录入');
    const { items } = await itemTables(test.wiring.connection).byId(path.split('/').at(-1) ?? '');
    expect(JSON.stringify(items).length).toBeLessThan(20_000);
  });

  it('speaks English to whom reads English', async () => {
    const browser = await test.agentFor('department_leader');
    const page = await browser.agent.get('/service-items/import').set('Cookie', 'locale=en');
    expect([page.status, /serviceItems[:.][a-z]/.test(page.text)]).toEqual([200, false]);
    const english = [
      'Item\tUnit\tPromised\tOn the spot',
      `A proof\t${CENTRE}\tat once\t`,
      `Another\t${LEAD}\t5 working days\tno`,
    ];
    const { text } = await check('department_liaison', english.join('\n'));
    expect(text).toMatch(/2 行可以录入/);
  });
});
