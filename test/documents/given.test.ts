/** Whatever is given twice is known again, with when and by whom, and whoever means it goes on. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenStore } from '../../src/documents/given.store.js';
import { newId } from '../../src/platform/ids.js';
import { createTestApp, type TestApp } from '../support/app.js';

let product: TestApp;
beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

const office = () => product.agentFor('campaign_office');
/** Give a text where documents are taken; returns the page it leads to. */
async function give(path: string, fields: Record<string, string>) {
  const agent = await office();
  await agent.get(path);
  const answer = await agent.upload(path, {}, fields);
  return answer.status === 303 ? agent.get(String(answer.headers.location)) : answer;
}

const WHO_AND_WHEN = /名campaign_office 于 [^<]*6月2日 08:00 交来(过|的)/;

describe('what was given before', () => {
  it('is seen where documents are broken down, whole or in part', async () => {
    const path = `/campaigns/${product.campaign}/plans`;
    const about = { phase: product.phase, group: 'G', editionOf: 'none' };
    const first = '一、任务\n（一）公开办事指南。（牵头单位：市住建局；完成时限：2026年6月20日前）';
    const more = `${first}\n（二）压减办事材料。（牵头单位：市住建局；完成时限：2026年6月22日前）`;
    expect((await give(path, { ...about, name: '方案', text: first })).text).not.toMatch(WHO_AND_WHEN);
    const again = await give(path, { ...about, name: '方案再来', text: first });
    expect(again.text).toMatch(/这份文件 名campaign_office 于 .* 交来过（《方案》）/);
    expect(again.text).toContain('公开办事指南');
    const part = await give(path, { ...about, name: '方案二', text: more });
    expect(part.text).toMatch(/其中 1 条（共 2 条）与 名campaign_office 于/);
    const another = first.replace('公开办事指南', '开展办件回访');
    await give(path, { ...about, name: '回访', text: another, editionOf: 'auto' });
    const same = await give(path, { ...about, name: '回访', text: another, editionOf: 'auto' });
    expect(same.text).toMatch(/一字未改，已经交来过（名campaign_office，.*6月2日 08:00）/);
  });

  it('is seen where score sheets become the checklist', async () => {
    const path = `/campaigns/${product.campaign}/checklist`;
    const text = '项目\t分值\t评分标准\n组织领导\t40\t机构未成立不得分\n制度建设\t60\t每少一项扣0.5分';
    const first = await give(path, { name: '评分表', text });
    expect(first.status).toBe(200);
    expect(first.text).not.toMatch(WHO_AND_WHEN);
    expect((await give(path, { name: '评分表', text })).text).toMatch(WHO_AND_WHEN);
  });

  it('is seen where tables of items come in', async () => {
    const table = '事项,单位,类型,承诺时限\n食品经营许可,市住建局,许可,5个工作日';
    const path = '/service-items/import';
    expect((await give(path, { table })).text).not.toMatch(WHO_AND_WHEN);
    expect((await give(path, { table })).text).toMatch(WHO_AND_WHEN);
  });

  it('is seen by one at least of two that come at once', async () => {
    const store = givenStore(product.wiring.connection);
    const by = { id: 'x', name: 'x' };
    const note = () =>
      store.note({
        ...{ id: newId(), kind: 'ledger', campaign: 'at once', name: 'a.csv', at: '2026-06-02T00:00:00.000Z', by },
        ...{ bytes: Buffer.from('the same'), rows: ['row'] },
      });
    for (let round = 0; round < 5; round += 1) {
      const noted = await Promise.all([note(), note()]);
      expect(noted.some(({ before }) => before?.same === 'file')).toBe(true);
      await product.wiring.connection.collection('givenContents').deleteMany({ campaign: 'at once' });
    }
  });
});
