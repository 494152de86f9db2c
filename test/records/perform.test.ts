import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EditConflict, Forbidden, InvalidForm, NotFound, TransitionRefused } from '../../src/platform/errors.js';
import { idFrom } from '../../src/platform/ids.js';
import { exactDate } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import { newTask, planOf, type TaskFacts } from '../../workflows/tasks/task.js';
import { createTestApp, LEAD, type TestApp, theSystem } from '../support/app.js';

const report = (text: string, percent = 10) => ({
  type: 'REPORT',
  text,
  percent,
  reason: '',
  problem: '',
  nextStep: '',
  done: false,
});
const codes = (error: unknown) => (error as InvalidForm).reasons.map(({ code }) => code);

describe('the one write path', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  const records = () => test.wiring.records;
  const perform = (login: string, id: string, event: { type: string }, more = {}) =>
    records().perform({ kind: 'task', id, event, actor: test.actor(login), ...more });
  const refused = async (put: Promise<unknown>): Promise<unknown> => {
    try {
      await put;
    } catch (error) {
      return error;
    }
    throw new Error('This should have been refused.');
  };
  /** A task at work, with the people of its lead department numbered so that each is somebody else. */
  async function activeTask(): Promise<string> {
    const id = await test.newDraft();
    await test.put('campaign_office', id, { type: 'ASSIGN' });
    await test.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
    return id;
  }
  const somebody = (i: number): Actor => ({
    ...test.actor('department_liaison'),
    id: `liaison-${i}`,
    name: `联络员${i}`,
  });

  it('refuses with the reason of the policy before it looks at the machine', async () => {
    const id = await test.newDraft();
    const error = await refused(perform('department_liaison', id, { type: 'ASSIGN' }));
    expect(error).toBeInstanceOf(Forbidden);
    expect(codes(error)).toEqual(['policy.onlyOffice']);
  });

  it('refuses a foreign department what the lead department may do', async () => {
    const id = await test.newDraft();
    await test.put('campaign_office', id, { type: 'ASSIGN' });
    const error = await refused(perform('foreign_liaison', id, { type: 'ACKNOWLEDGE' }));
    expect(error).toBeInstanceOf(Forbidden);
    expect(codes(error)).toEqual(['policy.onlyLead']);
  });

  it('answers an event the state does not know with the state and the reason', async () => {
    const id = await test.newDraft();
    const error = await refused(perform('department_liaison', id, { type: 'ACKNOWLEDGE' }));
    expect(error).toBeInstanceOf(TransitionRefused);
    expect(error).toMatchObject({ status: 409, state: 'draft', event: 'ACKNOWLEDGE' });
    expect(codes(error)).toEqual(['notInThisState']);
  });

  it('answers an event whose facts are not there with every reason at once', async () => {
    const id = await test.newDraft({ leadDepartment: null, due: null, outcomes: [] });
    const error = await refused(perform('campaign_office', id, { type: 'ASSIGN' }));
    expect(error).toBeInstanceOf(TransitionRefused);
    expect(codes(error)).toEqual(expect.arrayContaining(['task.noLead', 'task.noDue', 'task.noOutcomeAsked']));
  });

  it('hands back what was typed when only that is wrong', async () => {
    const id = await activeTask();
    const error = await refused(perform('department_liaison', id, report('', 10)));
    expect(error).toBeInstanceOf(InvalidForm);
    expect(error).toMatchObject({ status: 422, typed: { type: 'REPORT', percent: 10 } });
    expect((error as InvalidForm).reasons).toEqual([expect.objectContaining({ field: 'text' })]);
  });

  it('knows no record that is not there', async () => {
    const error = await refused(perform('campaign_office', idFrom('nothing'), { type: 'ASSIGN' }));
    expect(error).toBeInstanceOf(NotFound);
  });

  it('saves nothing of a refused event', async () => {
    const id = await test.newDraft();
    const before = await records().load('task', id);
    await refused(perform('department_liaison', id, { type: 'ACKNOWLEDGE' }));
    expect(await records().load('task', id)).toEqual(before);
  });

  describe('with a page that is not fresh', () => {
    it('names who changed what since', async () => {
      const id = await activeTask();
      const { rev } = await records().load('task', id);
      await test.put('department_leader', id, report('领导先报。'));
      const error = await refused(perform('department_liaison', id, report('晚了。'), { expectedRev: rev }));
      expect(error).toBeInstanceOf(EditConflict);
      expect(error).toMatchObject({
        status: 409,
        rev: rev + 1,
        changes: [{ seq: rev + 1, type: 'REPORT', actor: { name: '名department_leader' } }],
      });
    });

    it('goes on when only the clock has changed the record', async () => {
      const id = await activeTask();
      const { rev } = await records().load('task', id);
      await records().sweepClock();
      const system = { ...theSystem };
      await records().perform({ kind: 'task', id, event: { type: 'SUBTASK_ADDED', subtask: 'part' }, actor: system });
      expect((await records().load('task', id)).rev).toBeGreaterThan(rev);
      const { entry } = await perform('department_liaison', id, report('照常。'), { expectedRev: rev });
      expect(entry.type).toBe('REPORT');
    });

    it('is a conflict too when the same account has saved from another window', async () => {
      const id = await test.newDraft();
      const { rev } = await records().load('task', id);
      const { facts } = await records().load<TaskFacts>('task', id);
      const edit = (title: string) => ({ type: 'EDIT', plan: { ...planOf(facts), title } });
      await test.put('campaign_office', id, edit('另一窗口的标题'));
      const error = await refused(perform('campaign_office', id, edit('本窗口'), { expectedRev: rev }));
      expect(error).toBeInstanceOf(EditConflict);
      expect((error as EditConflict).changes).toMatchObject([
        {
          type: 'EDIT',
          actor: { name: '名campaign_office' },
          fields: [{ name: 'title', from: facts.title, to: '另一窗口的标题' }],
        },
      ]);
    });

    it('takes a second report from one page, whose back button was pressed, but not from a stale If-Match', async () => {
      const id = await activeTask();
      const { rev } = await records().load('task', id);
      await test.put('department_liaison', id, report('第一次。', 10));
      const page = { expectedRev: { page: rev } };
      const { entry } = await perform('department_liaison', id, report('第二次。', 20), page);
      expect(entry.seq).toBe(rev + 2);
      const exact = perform('department_liaison', id, report('第三次。', 30), { expectedRev: rev });
      expect(await refused(exact)).toBeInstanceOf(EditConflict);
      // What another account has added may change what one would say.
      await test.put('campaign_office', id, { type: 'CHASE', text: '' });
      expect(await refused(perform('department_liaison', id, report('第四次。', 40), page))).toBeInstanceOf(
        EditConflict,
      );
    });

    it('is no conflict for the same form sent twice under one key', async () => {
      const id = await test.newDraft();
      const { rev, facts } = await records().load<TaskFacts>('task', id);
      const sent = { expectedRev: { page: rev }, idempotencyKey: 'double' };
      const edit = { type: 'EDIT', plan: { ...planOf(facts), title: '按了两次' } };
      await perform('campaign_office', id, edit, sent);
      expect((await perform('campaign_office', id, edit, sent)).repeated).toBe(true);
    });
  });

  describe('asked again under the same key', () => {
    it('gives the first answer again and does nothing twice', async () => {
      const id = await activeTask();
      const first = await perform('department_liaison', id, report('一次。'), { idempotencyKey: 'once' });
      const again = await perform('department_liaison', id, report('一次。'), { idempotencyKey: 'once' });
      await records().relay.drain();
      const later = await perform('department_liaison', id, report('一次。'), { idempotencyKey: 'once' });
      expect([first.repeated, again.repeated, later.repeated]).toEqual([false, true, true]);
      expect(again.entry).toEqual(first.entry);
      expect(later.entry).toEqual(first.entry);
      expect((await records().load('task', id)).rev).toBe(first.entry.seq);
    });

    it('gives it even when the event would not be possible any more', async () => {
      const id = await test.newDraft();
      const first = await perform('campaign_office', id, { type: 'ASSIGN' }, { idempotencyKey: 'assign' });
      await records().relay.drain();
      await test.put('department_liaison', id, { type: 'ACKNOWLEDGE' });
      const again = await perform('campaign_office', id, { type: 'ASSIGN' }, { idempotencyKey: 'assign' });
      expect(again).toMatchObject({ repeated: true, entry: first.entry });
    });

    it('refuses another event under a used key', async () => {
      const id = await activeTask();
      await perform('department_liaison', id, report('甲。'), { idempotencyKey: 'used' });
      const error = await refused(perform('department_liaison', id, report('乙。'), { idempotencyKey: 'used' }));
      expect(error).toBeInstanceOf(InvalidForm);
      expect(codes(error)).toEqual(['keyUsedBefore']);
    });

    it('twenty times at once, happens once', async () => {
      const id = await activeTask();
      const { rev } = await records().load('task', id);
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          perform('department_liaison', id, report('同一次。'), { idempotencyKey: 'twenty' }),
        ),
      );
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(answers.map(({ entry }) => entry.eventId)).size).toBe(1);
      expect((await records().load('task', id)).rev).toBe(rev + 1);
    });
  });

  it('lets one of twenty win who read the same page, and tells the others; nothing is lost', async () => {
    const id = await activeTask();
    const { rev } = await records().load('task', id);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        records().perform({
          kind: 'task',
          id,
          event: report(`第${i}人。`),
          actor: somebody(i),
          expectedRev: rev,
        }),
      ),
    );
    const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(lost).toHaveLength(19);
    for (const error of lost) {
      expect(error).toBeInstanceOf(EditConflict);
      expect((error as EditConflict).changes).toHaveLength(1);
    }
    const record = await records().load<TaskFacts>('task', id);
    expect(record.rev).toBe(rev + 1);
    const [winner] = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(record.facts.lastReport?.text).toBe(winner?.entry.payload.text);
  });

  it('takes twenty at once who read no page one after the other, or says conflict; each answer is true', async () => {
    const id = await activeTask();
    const { rev } = await records().load('task', id);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        records().perform({ kind: 'task', id, event: report(`并行${i}。`), actor: somebody(i) }),
      ),
    );
    const taken = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.entry] : []));
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(EditConflict);
    await records().relay.drain();
    const record = await records().load('task', id);
    expect(record.rev).toBe(rev + taken.length);
    const written = (await records().history(record, rev)).map(({ payload, seq }) => `${seq} ${payload.text}`);
    expect(written.sort()).toEqual(taken.map(({ payload, seq }) => `${seq} ${payload.text}`).sort());
  });

  it('creates a record once, however often it is asked', async () => {
    const id = idFrom('created', 'once');
    const facts = newTask({
      campaign: test.campaign,
      phase: test.phase,
      code: 'C-01',
      title: '一次',
      leadDepartment: LEAD,
      due: exactDate('2026-06-10'),
    });
    const asked = () => records().create({ kind: 'task', id, facts, actor: theSystem });
    const answers = await Promise.all([asked(), asked(), asked()]);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    await records().relay.drain();
    expect((await asked()).repeated).toBe(true);
    expect(await records().log.of(id)).toHaveLength(1);
  });

  it('says when something else has a new record’s code', async () => {
    const facts = newTask({ campaign: test.campaign, phase: test.phase, code: 'C-02', title: '二' });
    await records().create({ kind: 'task', id: idFrom('code', 1), facts, actor: theSystem });
    const error = await refused(records().create({ kind: 'task', id: idFrom('code', 2), facts, actor: theSystem }));
    expect(codes(error)).toEqual(['taken']);
  });

  it('tells a record’s story from the log and from what is still on its way there', async () => {
    const id = await activeTask();
    await test.put('department_liaison', id, report('已入册。'));
    const pending = perform('department_liaison', id, report('在途。', 20));
    const { record } = await pending;
    expect(record.outbox.length).toBeGreaterThan(0);
    const story = await records().history(record);
    expect(story.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    await records().relay.drain();
    const settled = await records().load('task', id);
    expect(settled.outbox).toEqual([]);
    expect(await records().history(settled)).toEqual(story);
    expect(await records().history(settled, 3)).toEqual(story.slice(3));
  });

  it('answers for a page what it would answer to the event', async () => {
    const id = await test.newDraft({ leadDepartment: null });
    const record = await records().load('task', id);
    const ask = async (type: string, login: string) =>
      (await records().reasons(record, type, test.actor(login))).map(({ code }) => code);
    expect(await ask('ASSIGN', 'department_liaison')).toEqual(['policy.onlyOffice']);
    expect(await ask('ASSIGN', 'campaign_office')).toContain('task.noLead');
    expect(await ask('EDIT', 'campaign_office')).toEqual([]);
  });
});
