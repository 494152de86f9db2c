/** A document as large as one may be: kept in pages, looked through in pages; what no draft holds is refused before it is kept. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';
import { HUNTING } from '../support/hunt.js';
import { planPages } from './support.js';

const COUNT = HUNTING ? 16_000 : 3_000;
const HONEST = '一、加强作风建设。由市财政局牵头，6月底前完成。\n'.repeat(COUNT);
const DATES = `1.制定方案${'6月1日前报送，'.repeat(48_000)}（牵头单位：市财政局）`;

let product: TestApp;
let pages: ReturnType<typeof planPages>;

beforeAll(async () => {
  product = await createTestApp();
  pages = planPages(product, 'LG');
}, 60_000);
afterAll(() => product.close());

describe('a long document', () => {
  it('is kept and looked through in pages, and a button changes one page of it', async () => {
    const path = await pages.given(HONEST);
    const draft = await pages.draftOf(path);
    expect(draft.items).toHaveLength(COUNT);
    const agent = await pages.office();
    const shown = await agent.get(`${path}?page=40`);
    expect(shown.status).toBe(200);
    expect(shown.text.length).toBeLessThan(400_000);
    expect(shown.text).toContain('id="p1951"');
    expect(shown.text).not.toContain('id="p1950"');

    const idsOf = async () => {
      const found = await product.wiring.connection.collection('planDrafts').findOne({ _id: draft.id as never });
      return (found as unknown as { pages: { items: string[] } }).pages.items;
    };
    const before = await idsOf();
    const answer = await pages.press(path, 'items/p1951/skip');
    expect(answer.headers.location).toBe(`${path}?at=p1951#p1951`);
    const after = await idsOf();
    expect(after).toHaveLength(before.length);
    expect(after.filter((id) => !before.includes(id))).toHaveLength(1);
    expect((await pages.draftOf(path)).items[1_950]).toMatchObject({ key: 'p1951', state: 'skipped' });
    // Nothing is left behind of what was replaced.
    const kept = await product.wiring.connection.collection('planDraftPages').countDocuments({ draft: draft.id });
    expect(kept).toBe(after.length);
    expect((await agent.get(String(answer.headers.location).split('#')[0] ?? '')).text).toContain('id="p1951"');
  }, 120_000);

  it('with more dates in a clause than anybody can tell apart is refused, and nothing is kept', async () => {
    const agent = await pages.office();
    await agent.get(pages.listPath);
    const answer = await agent.upload(pages.listPath, {}, { ...pages.about, text: DATES });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('写了 48000 个时限，一条最多 60 个');
    expect(await product.wiring.connection.collection('planDrafts').countDocuments({ name: /^1\.制定方案/ })).toBe(0);
  }, 60_000);
});
