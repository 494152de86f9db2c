/** Matters through the web application: registered from all that they come from, listed, printed, looked up; what is refused and why. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';
import { matterForms, newReceivedMatter } from '../support/new-matter.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
}, 60_000);
afterAll(() => test.close());

const load = (id: string) => matterForms(test).load(id);
const idIn = (location: unknown) => /[0-9a-f]{24}/.exec(String(location))?.[0] as string;
const form = (fields: Record<string, string> = {}) => ({
  campaign: test.campaign,
  key: newId(),
  applicant: '韦大山',
  applicantContact: '138 0000 0000',
  title: '米粉店食品经营许可',
  papers: '申请表\n身份证复印件',
  kind: 'permit',
  promised: '5',
  limitUnit: 'workingDays',
  statutory: '10',
  ...fields,
});

async function send(login: string, fields: Record<string, string> = {}) {
  const agent = await test.agentFor(login);
  await agent.get('/matters/new');
  const answer = await agent.post('/matters', form(fields));
  await test.wiring.records.relay.drain();
  return answer;
}

async function register(login: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await send(login, fields);
  expect([answer.status, answer.text.match(/class="errors".*?<\/ul>/s)?.[0]]).toEqual([303, undefined]);
  return idIn(answer.headers.location);
}

const put = (...sent: Parameters<ReturnType<typeof matterForms>['put']>) => matterForms(test).put(...sent);
const page = (login: string, path: string) => matterForms(test).page(login, path);
describe('registering a matter', () => {
  it('gives a number, a look-up code and the counter’s person as handler', async () => {
    const id = await register('department_liaison');
    const { facts, state } = await load(id);
    expect([state, facts.department, facts.handler.name]).toEqual(['submitted', LEAD, '名department_liaison']);
    expect(facts.code).toMatch(/^MT-20260602-\d{5}$/);
    expect(facts.papers).toEqual(['申请表', '身份证复印件']);
  });

  it('registers once however often the button is pressed', async () => {
    const agent = await test.agentFor('department_liaison');
    await agent.get('/matters/new');
    const sent = form();
    const [first, second] = [await agent.post('/matters', sent), await agent.post('/matters', sent)];
    expect(idIn(second.headers.location)).toBe(idIn(first.headers.location));
  });

  it.each([
    ['a limit longer than the statutory one', { promised: '11' }, /承诺时限不能长于法定时限 10。依据：.+/],
    [
      'a limit beyond what the pack allows without a statute',
      { promised: '21', statutory: '' },
      /不超过 20 个工作日。依据：.+/,
    ],
    ['no limit at all', { promised: '' }, /承诺时限/],
    ['a limit that is no number', { promised: '五天' }, /承诺时限/],
    ['a phone number with letters', { applicantContact: '138-ABCD' }, /电话只能写数字/],
    ['nobody who applies', { applicant: ' ' }, /申请人/],
    ['no title', { title: '' }, /名称/],
    ['a kind that is none', { kind: 'favour' }, /类别/],
  ])('refuses %s, and keeps what was typed', async (_what, wrong, said) => {
    const answer = await send('department_liaison', { ...wrong, papers: '户口本' });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(said);
    expect(answer.text).toContain('户口本');
  });

  it('refuses a handler of another department, and people of one department to register for another', async () => {
    const foreign = test.actor('foreign_liaison').id;
    expect((await send('department_liaison', { colleague: foreign })).status).toBe(403);
    const id = await register('campaign_office', { colleague: foreign });
    expect((await load(id)).facts.department).toBe(FOREIGN);
  });

  it('asks for no limit of what is done on the spot', async () => {
    const id = await register('department_liaison', { onTheSpot: '1', promised: '', statutory: '' });
    expect(
      (
        await put('department_liaison', id, 'DECIDE', {
          outcome: 'granted',
          decisionText: '已办。',
          basis: '登记办法第三条',
        })
      ).status,
    ).toBe(303);
    expect((await load(id)).state).toBe('decided');
    expect(await page('department_liaison', `/matters/${id}`)).toContain('即办');
  });

  it('takes a first contact over: applicant, papers and handler, with the way there and back', async () => {
    const inquiry = await test.newRegisteredInquiry({ papers: ['租赁合同'] });
    const filled = await page('department_liaison', `/matters/new?inquiry=${inquiry}`);
    expect(filled).toMatch(/name="applicant"[^>]*value="韦大山"/);
    expect(filled).toContain('租赁合同');
    const id = await register('department_liaison', { inquiry });
    const { source } = (await load(id)).facts;
    expect(source).toMatchObject({ kind: 'inquiry', id: inquiry, department: LEAD });
    expect(await page('department_liaison', `/matters/${id}`)).toContain(`/inquiries/${inquiry}`);
    expect(await page('department_liaison', `/inquiries/${inquiry}`)).toContain(`/matters/${id}`);
    const agent = await test.agentFor('foreign_liaison');
    expect((await agent.get(`/matters/new?inquiry=${inquiry}`)).status).toBe(403);
  });

  it('takes a task of the campaign over as a matter, shown on both pages', async () => {
    const task = await test.newDraft({ leadDepartment: LEAD });
    const filled = await page('department_leader', `/matters/new?task=${task}`);
    expect(filled).toMatch(/value="task" selected/);
    const id = await register('department_leader', { task, kind: 'task', statutory: '' });
    expect((await load(id)).facts.source).toMatchObject({ kind: 'task', id: task });
    expect(await page('department_leader', `/matters/${id}`)).toContain(`/tasks/${task}`);
    expect(await page('department_leader', `/tasks/${task}`)).toContain(`/matters/${id}`);
  });
});

describe('the clock of a matter on screen', () => {
  it('says what the limit rests on: the statute, the longest with extensions and who grants one, with articles', async () => {
    const id = await newReceivedMatter(test);
    const card = await page('department_liaison', `/matters/${id}`);
    expect(card).toMatch(/法定时限<\/dt><dd>10 个工作日 <span class="sub">.+承诺时限/);
    expect(card).toMatch(/连同延期最长<\/dt><dd>20 个工作日/);
    expect(card).toMatch(/延期由谁批准<\/dt><dd>单位负责人/);
  });
});

describe('what is refused names its article', () => {
  const accepted = async () => {
    const id = await newReceivedMatter(test);
    expect((await put('department_liaison', id, 'ACCEPT', { on: '2026-06-02' })).status).toBe(303);
    return id;
  };
  const PAUSE = { reason: 'hearing', writtenNotice: '听证告知书', expectedDays: '2' };

  it('acceptance before receipt', async () => {
    const id = await newReceivedMatter(test);
    const answer = await put('department_liaison', id, 'ACCEPT', { on: '2026-06-01' });
    expect([answer.status, /受理日期不能早于收到材料的日期 6月2日。依据：.+/.test(answer.text)]).toEqual([422, true]);
  });

  it.each([
    ['without notice', { writtenNotice: '' }, /暂停计时要书面告知.*依据：.+/],
    ['for a reason that is not listed', { reason: 'tooBusy' }, /暂停计时只限规定的事由。依据：.+/],
    ['without the expected days', { expectedDays: '' }, /暂停计时要写明预计天数。依据：.+/],
  ])('a pause %s', async (_what, wrong, said) => {
    const answer = await put('department_liaison', await accepted(), 'PAUSE', { ...PAUSE, ...wrong });
    expect([answer.status, said.test(answer.text)]).toEqual([422, true]);
  });

  it('resuming before the pause, and what was not paused', async () => {
    const id = await accepted();
    expect((await put('department_liaison', id, 'RESUME', { on: '2026-06-02' })).status).toBe(409);
    await put('department_liaison', id, 'PAUSE', PAUSE);
    const answer = await put('department_liaison', id, 'RESUME', { on: '2026-06-01' });
    expect([answer.status, /恢复计时不能早于暂停的日期 6月2日。依据：.+/.test(answer.text)]).toEqual([422, true]);
  });

  it('an extension longer than the rules allow', async () => {
    const answer = await put('department_liaison', await accepted(), 'REQUEST_EXTENSION', {
      days: '11',
      reason: '难。',
    });
    expect([answer.status, /延期不超过 10 天。依据：.+/.test(answer.text)]).toEqual([422, true]);
  });

  it('a decision without its basis', async () => {
    const answer = await put('department_liaison', await accepted(), 'DECIDE', {
      outcome: 'granted',
      decisionText: '准予。',
      basis: '',
    });
    expect([answer.status, /决定要写明依据。依据：.+/.test(answer.text)]).toEqual([422, true]);
  });

  it('an event that no matter knows, a field that nobody asked for, a page that was changed meanwhile', async () => {
    const id = await accepted();
    expect((await put('department_liaison', id, 'FORGET')).status).toBe(404);
    expect((await put('department_liaison', id, 'PAUSE', { ...PAUSE, overdueOn: '' })).status).toBe(400);
    const agent = await test.agentFor('department_leader');
    const stale = await agent.post(`/matters/${id}/events/WITHDRAW`, { rev: '1', key: newId(), reason: '不办了。' });
    expect([stale.status, stale.text.includes('不办了。')]).toEqual([409, true]);
  });
});

describe('who sees what', () => {
  it('lists a department its own, the office all, with the counts that are kept', async () => {
    const list = await page('department_liaison', '/matters?state=open');
    const [, open] = /(\d+) 件在办/.exec(list) ?? [];
    const id = await newReceivedMatter(test, {
      title: '只此一件的许可',
      applicant: { name: '莫老先生', contact: '07754567891' },
    });
    const later = await page('department_liaison', '/matters?state=open');
    expect(later).toContain(`${Number(open) + 1} 件在办`);
    expect(later).toContain('只此一件的许可');
    expect(await page('foreign_liaison', '/matters')).not.toContain('只此一件的许可');
    expect(await page('reviewer', `/matters?department=${LEAD}`)).toContain('只此一件的许可');
    expect(await page('reviewer', `/matters?department=${FOREIGN}`)).not.toContain('只此一件的许可');
    expect(await page('department_leader', '/matters?view=mine')).not.toContain('只此一件的许可');
    expect(await page('department_liaison', '/matters?light=red')).not.toContain('只此一件的许可');
    for (const sought of ['莫老先生', ' 0775 4567891', (await load(id)).facts.code.toLowerCase()]) {
      const found = await page('department_liaison', `/matters?q=${encodeURIComponent(sought)}`);
      expect([sought, found.includes('只此一件的许可'), found.match(/MT-\d{8}-\d{5}/g)?.length]).toEqual([
        sought,
        true,
        1,
      ]);
      expect(await page('foreign_liaison', `/matters?q=${encodeURIComponent(sought)}`)).not.toContain('只此一件的许可');
    }
    expect(await page('department_liaison', '/matters?q=莫老')).not.toContain('只此一件的许可');
    for (const path of [`/matters/${id}`, `/matters/${id}/receipt`, `/matters/${id}/notice`]) {
      expect((await (await test.agentFor('foreign_liaison')).get(path)).status).toBe(403);
    }
    expect((await (await test.agentFor('department_liaison')).get(`/matters/${id}/notice`)).status).toBe(404);
  });

  it('prints the promised day, the complaint phone and the look-up code on the receipt', async () => {
    const id = await newReceivedMatter(test);
    expect(await page('department_liaison', `/matters/${id}/receipt`)).toContain('自受理起计算');
    await put('department_liaison', id, 'ACCEPT', { on: '2026-06-02' });
    const receipt = await page('department_liaison', `/matters/${id}/receipt`);
    expect(receipt).toMatch(/2026年6月9日/);
    expect(receipt).toContain('投诉电话');
    const { lookup } = (await load(id)).facts;
    expect(receipt).toContain(`${lookup.slice(0, 4)}-${lookup.slice(4, 8)}-${lookup.slice(8)}`);
  });

  it('shows a visitor the sum behind the date and nothing about anybody', async () => {
    const id = await newReceivedMatter(test, { lookup: 'QRSTQRSTQRS5' });
    await put('department_liaison', id, 'ACCEPT', { on: '2026-06-02' });
    await put('department_liaison', id, 'PAUSE', { reason: 'hearing', writtenNotice: '秘密告知', expectedDays: '2' });
    const visitor = test.visitor();
    await visitor.get('/lookup');
    const { status, text } = await visitor.post('/lookup', { lookup: 'QRST-QRST-QRS5' });
    expect(status).toBe(200);
    expect(text).toMatch(/承诺 5 个工作日，受理次日起算，到/);
    for (const personal of ['韦大山', '13800000000', '名department_liaison', '秘密告知', '申请表', '大山米粉店']) {
      expect([personal, text.includes(personal)]).toEqual([personal, false]);
    }
  });

  it('speaks English without a code or a Chinese key', async () => {
    const id = await newReceivedMatter(test);
    await put('department_liaison', id, 'ASK_FOR_PAPERS', { missing: '租赁合同' });
    const { agent } = await test.agentFor('department_leader');
    for (const path of [
      '/matters',
      '/matters/new',
      `/matters/${id}`,
      `/matters/${id}/receipt`,
      `/matters/${id}/notice`,
    ]) {
      const shown = await agent.get(path).set('Accept-Language', 'en').set('Cookie', 'locale=en');
      expect([path, shown.status]).toEqual([path, 200]);
      expect(shown.text).not.toMatch(/(?:matters|fields|packs):[a-z]/);
    }
  });
});
