/** Matters as days go by, each on a product of its own: the clock only goes forward. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';
import { matterForms, newReceivedMatter } from '../support/new-matter.js';

let test: TestApp;
let forms: ReturnType<typeof matterForms>;
beforeEach(async () => {
  test = await createTestApp();
  forms = matterForms(test);
}, 60_000);
afterEach(() => test.close());

const put: ReturnType<typeof matterForms>['put'] = (...sent) => forms.put(...sent);
const page = (login: string, path: string) => forms.page(login, path);
const load = (id: string) => forms.load(id);
const day = (on: string) => forms.day(on);

/** The rows of the sum on the card. */
function sumOn(html: string): string[] {
  const [, table = ''] = /<table class="sum">(.*?)<\/table>/s.exec(html) ?? [];
  return [...table.matchAll(/<th scope="row">(.*?)<\/th><td[^>]*>(.*?)<\/td>/g)].map(
    ([, text, value]) => `${text} ${value}`,
  );
}

describe('the clock of a matter on screen', () => {
  it('is shown term by term through correction, pause, extension and delivery', async () => {
    const id = await newReceivedMatter(test);
    expect(sumOn(await page('department_liaison', `/matters/${id}`)).at(-1)).toBe('最迟受理或者告知补正 6月9日');
    expect((await put('department_liaison', id, 'ASK_FOR_PAPERS', { missing: '租赁合同\n健康证' })).status).toBe(303);
    const notice = await page('department_liaison', `/matters/${id}/notice`);
    expect(notice).toMatch(/还缺下列 2 件材料.*<li>租赁合同<\/li><li>健康证<\/li>/s);
    await put('department_liaison', id, 'SUPPLY', { papers: '租赁合同\n健康证' });
    const again = await put('department_liaison', id, 'ASK_FOR_PAPERS', { missing: '照片' });
    expect([again.status, /已一次性告知，不能再次要求补正。依据：.+/.test(again.text)]).toEqual([409, true]);
    expect((await put('department_liaison', id, 'ACCEPT', { on: '2026-06-02' })).status).toBe(303);
    expect(sumOn(await page('department_liaison', `/matters/${id}`)).at(-1)).toBe('到期 6月9日');
    await day('2026-06-04');
    const pause = { reason: 'inspection', writtenNotice: '检验告知书 3 号', expectedDays: '3' };
    expect((await put('department_liaison', id, 'PAUSE', pause)).status).toBe(303);
    await day('2026-06-08');
    expect((await put('department_liaison', id, 'RESUME', { on: '2026-06-08' })).status).toBe(303);
    await day('2026-06-10');
    expect(
      (await put('department_liaison', id, 'REQUEST_EXTENSION', { days: '3', reason: '需要再核实。' })).status,
    ).toBe(303);
    const own = await put('department_liaison', id, 'GRANT_EXTENSION', { remark: '' });
    expect(own.status).toBe(403);
    const office = await put('campaign_office', id, 'GRANT_EXTENSION', { remark: '' });
    expect([office.status, /延期由本单位负责人审批。依据：.+/.test(office.text)]).toEqual([409, true]);
    expect((await put('department_leader', id, 'GRANT_EXTENSION', { remark: '同意。' })).status).toBe(303);
    expect(sumOn(await page('department_liaison', `/matters/${id}`))).toEqual([
      '收到材料 6月2日',
      '一次性告知补正 6月2日',
      '补齐材料 6月2日',
      '受理 6月2日',
      '承诺 5 个工作日，受理次日起算，到 6月9日',
      '暂停 2 个工作日（检验），顺延到 6月11日',
      '延期 3 个工作日，到 6月16日',
      '到期 6月16日',
    ]);
    const decision = { outcome: 'granted', decisionText: '准予许可。', basis: '食品安全法第三十五条' };
    expect((await put('department_liaison', id, 'DECIDE', decision)).status).toBe(303);
    expect((await put('department_liaison', id, 'DELIVER', { delivery: '当面送达，本人签收。' })).status).toBe(303);
    const { state, facts } = await load(id);
    expect([state, facts.deliveredOn, facts.overdueOn]).toEqual(['delivered', '2026-06-10', null]);
  });

  it('leaves holidays out and names them', async () => {
    const id = await newReceivedMatter(test);
    await day('2026-06-08');
    await put('department_liaison', id, 'ACCEPT', { on: '2026-06-05' });
    await put('department_liaison', id, 'PAUSE', { reason: 'hearing', writtenNotice: '听证通知', expectedDays: '10' });
    await day('2026-06-23');
    await put('department_liaison', id, 'RESUME', { on: '2026-06-23' });
    expect(sumOn(await page('department_liaison', `/matters/${id}`)).join()).toMatch(/其间：端午放假/);
  });
  it('refuses an extension asked for after expiry, which stays overdue', async () => {
    const id = await newReceivedMatter(test);
    await put('department_liaison', id, 'ACCEPT', { on: '2026-06-02' });
    await day('2026-06-10');
    const answer = await put('department_liaison', id, 'REQUEST_EXTENSION', { days: '3', reason: '忙。' });
    expect([answer.status, /延期最迟在 6月9日 提出.*依据：.+/.test(answer.text)]).toEqual([409, true]);
    expect([(await load(id)).facts.overdueOn, (await load(id)).light.colour]).toEqual(['2026-06-10', 'red']);
  });

  it('makes silence on an instruction consent, and what nobody answered in time accepted by law', async () => {
    const base = await newReceivedMatter(test);
    const { item } = (await load(base)).facts;
    const id = await newReceivedMatter(test, { item: { ...item, kind: 'instruction', statutory: null } });
    await day('2026-06-10');
    expect([(await load(base)).state, (await load(base)).facts.deemedAccepted]).toEqual(['accepted', true]);
    expect(sumOn(await page('department_liaison', `/matters/${base}`)).join()).toContain('视为受理');
    expect((await load(id)).state).toBe('consented');
    expect(await page('department_liaison', `/matters/${id}`)).toContain('到期没有答复，依规定视为同意');
  });

  it('deems a decision that is not handed over in time overdue, and says why', async () => {
    const id = await newReceivedMatter(test);
    await put('department_liaison', id, 'DECIDE', { outcome: 'granted', decisionText: '准予。', basis: '食品安全法' });
    await day('2026-06-18');
    expect(await page('department_liaison', `/matters/${id}`)).toContain('决定没有按期送达');
  });
});
