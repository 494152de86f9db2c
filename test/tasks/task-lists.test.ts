/** My work, the ledger and the breakdown through the whole web application. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { createTestApp, type TestApp } from '../support/app.js';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');

let product: TestApp;

beforeAll(async () => {
  product = await createTestApp();
});

afterAll(async () => {
  await product.close();
});

async function assigned(given: Partial<TaskFacts> = {}): Promise<string> {
  const id = await product.newDraft(given);
  await product.put('campaign_office', id, { type: 'ASSIGN' });
  return id;
}

async function active(given: Partial<TaskFacts> = {}): Promise<string> {
  const id = await assigned(given);
  await product.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
  return id;
}

const facts = async (id: string) => (await product.wiring.records.load<TaskFacts>('task', id)).facts;

describe('my work', () => {
  it('puts what must be acknowledged under today and takes it with one press', async () => {
    const id = await assigned({ title: '要签收的任务' });
    const liaison = await product.agentFor('department_liaison');
    const page = await liaison.get('/work');
    expect(page.text).toContain('今天要做');
    expect(page.text).toContain('签收期限');
    expect(page.text).toContain(`action="/tasks/${id}/events/ACKNOWLEDGE"`);
    const answer = await liaison.post(`/tasks/${id}/events/ACKNOWLEDGE`, { back: 'work' });
    expect(answer.headers.location).toBe('/work?done=ACKNOWLEDGE');
    expect((await facts(id)).acknowledgedOn).toBe('2026-06-02');
  });

  it('takes a report and its files from the row in one form', async () => {
    const id = await active({ title: '要报的任务' });
    const liaison = await product.agentFor('department_liaison');
    await liaison.get('/work');
    const fields = { text: '办了二十项', percent: '25', problem: '', key: 'one-time-key-1', rev: '3' };
    const file = { file: { name: '清单.pdf', content: PDF } };
    const answer = await liaison.upload(`/tasks/${id}/report`, file, fields);
    expect(answer.headers.location).toBe('/work?tab=lead&done=REPORT');
    expect(await facts(id)).toMatchObject({ percent: 25, evidence: [{ name: '清单.pdf' }] });
    // The same form again: the first answer, nothing twice.
    const again = await liaison.upload(`/tasks/${id}/report`, file, fields);
    expect(again.status).toBe(303);
    expect((await facts(id)).evidence).toHaveLength(1);
  });

  it('sends a wrong report back in its row with what was typed, and keeps no file of it', async () => {
    const id = await active();
    await product.put('department_liaison', id, {
      type: 'REPORT',
      text: '到六十',
      percent: 60,
      reason: '',
      problem: '',
      nextStep: '',
      done: false,
    });
    const liaison = await product.agentFor('department_liaison');
    await liaison.get('/work');
    const back = await liaison.upload(
      `/tasks/${id}/report`,
      { file: { name: '清单.pdf', content: PDF } },
      { text: '退到五十的文字', percent: '50', problem: '' },
    );
    expect(back.status).toBe(422);
    expect(back.text).toContain('退到五十的文字');
    expect(back.text).toContain(`id="t-${id}-reason"`);
    expect((await facts(id)).evidence).toHaveLength(0);
  });

  it('shows the office, the leading group and the reviewer what waits for them', async () => {
    const id = await active({ title: '要延期的任务' });
    await product.put('department_liaison', id, {
      type: 'REQUEST_EXTENSION',
      to: '2026-06-16',
      reason: '场地未定',
      progress: '过半',
    });
    const office = await product.agentFor('campaign_office');
    const page = await office.get('/work');
    expect(page.text).toContain('申请延期');
    expect(page.text).toContain(`/tasks/${id}?do&#x3D;APPROVE_EXTENSION`);
    const reviewer = await product.agentFor('reviewer');
    expect((await reviewer.get('/work')).text).toContain('没有等您处理的事');
  });

  it('shows a supporting department its part', async () => {
    const id = await active({ title: '要配合的任务', coDepartments: ['housing-bureau'] });
    const foreign = await product.agentFor('foreign_liaison');
    const page = await foreign.get('/work?tab=supports');
    expect(page.text).toContain('要配合的任务');
    const answer = await foreign.upload(`/tasks/${id}/report`, {}, { text: '本单位已办', done: 'on' });
    expect(answer.headers.location).toBe('/work?tab=supports&done=REPORT');
    expect((await facts(id)).parts).toMatchObject([{ department: 'housing-bureau', done: true }]);
  });
});

describe('the ledger', () => {
  it('keeps its filters in the address and leaves out what is no filter', async () => {
    await active({ title: '独一无二的名称' });
    const office = await product.agentFor('campaign_office');
    const found = await office.get(
      `/tasks?q=${encodeURIComponent('独一无二')}&state=active&light=nonsense&state[$ne]=x`,
    );
    expect(found.status).toBe(200);
    expect(found.text).toContain('独一无二的名称');
    expect(found.text).toContain('1 项，按到期日');
    expect((await office.get('/tasks?light=red')).text).toContain('没有符合条件的任务');
  });

  it('leads a code of another kind of record to the list that finds it, for who may come there', async () => {
    const office = await product.agentFor('campaign_office');
    const to = async (code: string) => (await office.get(`/tasks?q=${code}`)).headers.location;
    expect(await to('mt-20260602-00012')).toBe('/matters?q=mt-20260602-00012');
    expect(await to('SI-0012')).toBe('/service-items?q=SI-0012');
    expect(await to('AC-2026-000002')).toBe('/cases?q=AC-2026-000002');
    expect(await to('SI-01')).toBeUndefined();
    const reviewer = await product.agentFor('reviewer');
    expect((await reviewer.get('/tasks?q=FC-20260602-00012')).status).toBe(200);
  });

  it('shows a department only what it leads, supports or stands near', async () => {
    await active({ title: '别人的任务' });
    const foreign = await product.agentFor('foreign_liaison');
    const page = await foreign.get('/tasks');
    expect(page.text).not.toContain('别人的任务');
  });

  it('goes on after fifty rows', async () => {
    for (let n = 0; n < 52; n += 1) await product.newDraft({ title: `许多${n}`, code: `MANY-${n}` });
    const office = await product.agentFor('campaign_office');
    const first = await office.get(`/tasks?q=${encodeURIComponent('许多')}`);
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    expect(next).toContain('after=');
    const second = await office.get(String(next));
    expect(second.text).toContain('2 项，按到期日');
    expect(second.text).toContain('回到开头');
  });
});

describe('the breakdown', () => {
  it('shows the phase as a tree with what a draft still needs, and assigns from the row', async () => {
    const bare = await product.newDraft({ title: '没有时限', code: 'BD-01', due: null });
    const ready = await product.newDraft({ title: '可以交办', code: 'BD-02' });
    await product.newDraft({ title: '它的子任务', code: 'BD-02-1', parent: ready });
    const office = await product.agentFor('campaign_office');
    const page = await office.get(`/breakdown?phase=${product.phase}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('交办前还缺');
    expect(page.text).toContain(`action="/tasks/${ready}/events/ASSIGN`);
    expect(page.text).not.toContain(`action="/tasks/${bare}/events/ASSIGN`);
    const answer = await office.post(`/tasks/${ready}/events/ASSIGN?phase=${product.phase}`, { back: 'breakdown' });
    expect(answer.headers.location).toBe(`/breakdown?done=ASSIGN&phase=${product.phase}`);
  });

  it('opens the form of a draft in its row', async () => {
    const id = await product.newDraft({ code: 'BE-01' });
    const office = await product.agentFor('campaign_office');
    const page = await office.get(`/breakdown?phase=${product.phase}&edit=${id}`);
    expect(page.text).toContain('id="EDIT-title"');
    expect(page.text).toContain('name="back" value="breakdown"');
  });

  it('adds a task under a group, and sends a wrong one back as typed', async () => {
    const office = await product.agentFor('campaign_office');
    await office.get(`/breakdown?phase=${product.phase}`);
    const form = {
      campaign: product.campaign,
      phase: product.phase,
      group: 'BD',
      title: '',
      leadDepartment: 'service-centre',
      dueTo: '2026-06-20',
      requirement: '打出来的要求',
      outcomes: '一',
    };
    const wrong = await office.post('/breakdown/tasks', form);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('打出来的要求');
    expect(wrong.text).toContain('href="#add-BD-title"');
    const right = await office.post('/breakdown/tasks', { ...form, title: '新加的任务', key: 'key-of-the-page' });
    expect(right.status).toBe(303);
    const page = await office.get(String(right.headers.location));
    expect(page.text).toContain('新加的任务');
    expect(page.text).toContain('已建立草稿。');
    const bad = await office.post('/breakdown/tasks', { ...form, title: '又一项', group: 'x1', newGroup: '1' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('又一项');
  });

  it('lets departments read it and nobody else change it', async () => {
    const liaison = await product.agentFor('department_liaison');
    const page = await liaison.get('/breakdown');
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('/breakdown/tasks');
    expect((await liaison.post('/breakdown/tasks', { campaign: product.campaign })).status).toBe(403);
  });
});
