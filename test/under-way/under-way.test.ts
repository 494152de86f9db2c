/** Files that take their time: the page that asked is answered at once, and what it shows leads to what came of the file. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFrom } from '../../src/platform/ids.js';
import { createUnderWay } from '../../src/under-way/under-way.js';
import { workModel } from '../../src/under-way/work.model.js';
import { SILENT_AFTER, worksStore } from '../../src/under-way/works.store.js';
import { createTestApp, type TestApp } from '../support/app.js';

let product: TestApp;
beforeAll(async () => {
  // Nobody waits for a work here: each has its page.
  product = await createTestApp({ patience: 0 });
}, 60_000);
afterAll(() => product.close());

const PLAN = '一、任务\n（一）接通网络。6月15日前接通办证大厅网络。（市政务服务中心负责）';
const SHEET = '序号\t考核项目\t分值\t考核指标\n1\t窗口服务\t60\t无投诉\n2\t公开承诺\t40\t按期公开';
const LEDGER = '任务\t牵头部门\t时限\n暗访窗口\t市政务服务中心\t2026-06-20';
const ITEMS = '事项名称\t单位\t承诺时限\n甲证明\t市政务服务中心\t5';
const HEX = '[0-9a-f]{24}';

const rooms = () => {
  const plans = `/campaigns/${product.campaign}/plans`;
  const checklist = `/campaigns/${product.campaign}/checklist`;
  const about = { phase: product.phase, group: 'UW', editionOf: 'none' };
  return [
    { what: 'a plan', at: plans, fields: about, good: ['plan.txt', PLAN], leads: `/plans/${HEX}` },
    { what: 'a score sheet', at: checklist, fields: {}, good: ['sheet.csv', SHEET], leads: `${checklist}/${HEX}` },
    {
      what: 'a ledger',
      at: '/ledger/imports',
      fields: {},
      good: ['ledger.csv', LEDGER],
      leads: `/ledger/imports/${HEX}`,
    },
    {
      what: 'a table of items',
      at: '/service-items/import',
      fields: {},
      good: ['a.csv', ITEMS],
      leads: `/service-items/import/${HEX}`,
    },
  ] as const;
};

async function give(at: string, name: string, content: string | Buffer, fields: Record<string, string>) {
  const office = await product.agentFor('campaign_office');
  await office.get(at);
  const answer = await office.upload(at, { file: { name, content } }, fields);
  expect(answer.status).toBe(303);
  const path = String(answer.headers.location);
  expect(path).toMatch(new RegExp(`^/under-way/${HEX}$`));
  return { office, path };
}

describe('a file that is given', () => {
  it('is answered at once with a page that leads to what came of it, in every room', async () => {
    for (const { what, at, fields, good, leads } of rooms()) {
      const { office, path } = await give(at, good[0], good[1], fields);
      await product.wiring.underWay.drain();
      const over = await office.get(path);
      expect([what, over.status, over.headers.location]).toEqual([
        what,
        303,
        expect.stringMatching(new RegExp(`^${leads}(\\?as=first)?$`)),
      ]);
      expect((await office.get(String(over.headers.location))).status).toBe(200);
    }
    await product.wiring.ledgerImports.drain();
  });

  it('that cannot be read leads to its form, with the reason and what was typed, however often that is asked for', async () => {
    for (const { what, at, fields } of rooms()) {
      const { office, path } = await give(at, 'a.xlsx', 'no sheet at all', fields);
      await product.wiring.underWay.drain();
      for (let asked = 0; asked < 2; asked += 1) {
        const over = await office.get(path);
        expect([what, over.status]).toEqual([what, 303]);
        const form = await office.get(String(over.headers.location));
        expect([what, form.status]).toEqual([what, 200]);
        expect(form.text).toMatch(/文件的内容和扩展名不符/);
        if ('group' in fields) expect(form.text).toContain('value="UW"');
      }
    }
  });

  it('shows what is being done and how far it has come, in both languages, and asks again without a script', async () => {
    const actor = product.actor('campaign_office');
    const office = await product.agentFor('campaign_office');
    let end = (_href: string) => {};
    const path = await product.wiring.underWay.begin(
      { kind: 'plan', name: '实施方案.docx', actor, back: '/' },
      (tell) =>
        new Promise((resolve) => {
          tell('reading', 0.42);
          end = resolve;
        }),
    );
    const shown = async () => (await office.get(path)).text;
    let page = await shown();
    for (let asked = 0; !page.includes('42%') && asked < 50; asked += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      page = await shown();
    }
    expect(page).toContain('正在读取文件（42%）');
    expect(page).toMatch(/<progress value="42" max="100"/);
    expect(page).toMatch(/<noscript><meta http-equiv="refresh" content="2"><\/noscript>/);
    expect(page).toContain('实施方案.docx');
    expect((await (await product.agentFor('leading_group')).get(path)).status).toBe(404);
    end('/tasks');
    await product.wiring.underWay.drain();
    expect((await office.get(path)).headers.location).toBe('/tasks');
  });
});

describe('a work', () => {
  const unended: (() => void)[] = [];
  afterAll(() => unended.forEach((end) => void end()));
  const never = () => new Promise<string>((resolve) => unended.push(() => resolve('')));
  const parts = () => ({ logger: product.wiring.log, patience: 60_000 });
  const asked = () => ({ kind: 'clock', name: '', actor: product.actor('campaign_office'), back: '/tasks' }) as const;

  it('whose process has died has failed, says so, and does not stand in the way of the next', async () => {
    let now = Date.now();
    const store = worksStore({ connection: product.wiring.connection, hostNow: () => now });
    const dead = createUnderWay({ ...parts(), store, patience: 0 });
    const path = await dead.begin({ ...asked(), alone: 'dying' }, never);
    const next = () => createUnderWay({ ...parts(), store }).begin({ ...asked(), alone: 'dying' }, async () => '/next');
    await expect(next()).rejects.toMatchObject({ status: 409, reasons: [{ code: 'underWay.already' }] });
    now += SILENT_AFTER + 1_000;
    expect(await next()).toBe('/next');
    const page = await (await product.agentFor('campaign_office')).get(path);
    expect([page.status, /处理中断了，没有完成/.test(page.text), /href="\/tasks"/.test(page.text)]).toEqual([
      200,
      true,
      true,
    ]);
  });

  it('that is over before anybody would look is answered as if it had been waited for', async () => {
    const { underWay } = product.wiring;
    const store = worksStore({ connection: product.wiring.connection });
    const patient = createUnderWay({ ...parts(), store });
    expect(await patient.begin(asked(), async () => '/done')).toBe('/done');
    const fault = new Error('broke');
    await expect(patient.begin(asked(), () => Promise.reject(fault))).rejects.toBe(fault);
    await underWay.drain();
  });

  it('keeps what was typed, but no token, and is forgotten after a while', async () => {
    const store = worksStore({ connection: product.wiring.connection });
    const path = await createUnderWay({ ...parts(), store, patience: 0 }).begin(
      { ...asked(), typed: { text: '原文', _csrf: 'secret' } },
      never,
    );
    const found = await workModel(product.wiring.connection).findById(path.split('/').at(-1)).lean();
    expect(found?.typed).toEqual({ text: '原文' });
    const indexes = await workModel(product.wiring.connection).collection.indexes();
    expect(indexes.some(({ expireAfterSeconds }) => expireAfterSeconds === 7 * 86_400)).toBe(true);
    expect((await (await product.agentFor('campaign_office')).get(`/under-way/${idFrom('none')}`)).status).toBe(404);
  });
});
