/** A matter from a published item: the item's limits and papers, whatever else is sent; and many windows at once. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { matterSources } from '../../src/matters/matter-sources.js';
import { newMatterPage } from '../../src/matters/new-matter.page.js';
import { registerMatter } from '../../src/matters/register-matter.js';
import { translator } from '../../src/platform/i18n.js';
import type { MatterFacts, OfferedItem } from '../../workflows/matters/matter.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';

const LICENCE: OfferedItem = {
  id: 'a'.repeat(24),
  department: LEAD,
  item: {
    key: 'food-licence',
    title: '食品经营许可',
    kind: 'permit',
    onTheSpot: false,
    promised: { n: 6, unit: 'workingDays' },
    statutory: { n: 20, unit: 'workingDays' },
    inCentre: true,
  },
  papers: ['申请表', '平面布局图'],
};

let test: TestApp;
let register: ReturnType<typeof registerMatter>;
beforeAll(async () => {
  test = await createTestApp();
  const { records, people } = test.wiring;
  const items = {
    offered: async () => [LICENCE],
    offeredOne: async (id: string) => (id === LICENCE.id ? LICENCE : null),
  };
  const sources = matterSources({ records, departments: people.departments });
  register = registerMatter({ records, accounts: people.accounts, items, sources });
}, 60_000);
afterAll(() => test.close());

const send = async (login: string, body: object) => {
  const { facts } = await register({
    campaign: test.campaign,
    body: { applicant: '韦大山', ...body },
    actor: test.actor(login),
  });
  return facts as unknown as MatterFacts;
};

describe('a matter from a published item', () => {
  it('takes over title, kind and limits, and nothing typed changes them', async () => {
    const facts = await send('department_liaison', { item: LICENCE.id, promised: '19', kind: 'service' });
    expect([facts.item, facts.title, facts.department]).toEqual([LICENCE.item, LICENCE.item.title, LEAD]);
  });

  it('is handled in the department of the item, and an item nobody offers is not found', async () => {
    const colleague = test.actor('foreign_liaison').id;
    await expect(send('campaign_office', { item: LICENCE.id, colleague })).rejects.toMatchObject({
      reasons: [{ code: 'matter.otherDepartment', field: 'colleague' }],
    });
    await expect(send('foreign_liaison', { item: LICENCE.id })).rejects.toMatchObject({ status: 403 });
    await expect(send('department_liaison', { item: 'b'.repeat(24) })).rejects.toMatchObject({ status: 404 });
  });

  it('is filled into the form, which asks for no limit then', () => {
    const page = newMatterPage(
      {
        campaign: { id: test.campaign, title: '' },
        items: [LICENCE],
        item: LICENCE,
        taken: null,
        colleagues: [{ id: 'me', name: '我' }],
        me: 'me',
        names: new Map([[FOREIGN, '住建局']]),
        daysLeft: 0,
        key: 'k'.repeat(24),
        again: null,
      },
      { t: translator('zh-CN'), locale: 'zh-CN', today: '2026-06-02' },
    );
    const names = page.fields.map(({ name }) => name);
    expect(names).toEqual(['applicant', 'applicantContact', 'title', 'papers', 'colleague']);
    expect(page.fields[3]?.value).toBe('申请表\n平面布局图');
    expect(page.hidden).toContainEqual({ name: 'item', value: LICENCE.id });
    expect(page.taken.map(({ text }) => text)).toEqual(expect.arrayContaining(['6 个工作日', '20 个工作日']));
  });
});

describe('many windows at once', () => {
  it('each get a number of their own, none left out', async () => {
    const all = await Promise.all(Array.from({ length: 16 }, () => send('department_liaison', { item: LICENCE.id })));
    const numbers = all.map(({ code }) => Number(code.slice(-5))).sort((a, b) => a - b);
    expect(numbers.map((n) => n - (numbers[0] ?? 0))).toEqual(Array.from({ length: 16 }, (_, i) => i));
  });
});
