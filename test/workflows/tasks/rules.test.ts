import { describe, expect, it } from '@jest/globals';
import { exactDate } from '../../../workflows/dates.js';
import type { Standing } from '../../../workflows/step.js';
import type { TaskEvent, TaskFacts } from '../../../workflows/tasks/task.js';
import { taskWorkflow } from '../../../workflows/tasks/task.machine.js';
import { aTask, evidence, moment, people, put as putEvent, refusals, standing } from '../../support/workflows.js';

const { leader, liaison, office, reviewer, leadingGroup, supporter } = people;
type Record = Standing<TaskFacts>;
const put = (record: Record, event: TaskEvent, now = moment()) => putEvent(taskWorkflow, record, event, now);
const against = (record: Record, event: TaskEvent, now = moment()) => refusals(taskWorkflow, record, event, now);

const at = (state: string, facts: Partial<TaskFacts> = {}) =>
  standing(
    taskWorkflow,
    state,
    aTask({
      assignedOn: '2026-06-01',
      acknowledgeBy: '2026-06-03',
      acknowledgedOn: '2026-06-01',
      reportFrom: '2026-06-01',
      ...facts,
    }),
  );
const accept = { type: 'ACCEPT', onTime: true, quality: true, quantity: true, remark: '' } as const;
const reason = 'Because.';

describe('assigning', () => {
  it('refuses a task whose acknowledge-by date runs into a year without its notice', () => {
    const record = standing(taskWorkflow, 'draft', aTask({ due: exactDate('2026-12-31') }));
    expect(against(record, { type: 'ASSIGN' }, moment({ today: '2026-12-31' }))).toEqual(['unpublishedYear']);
    const returned = at('returned', { due: exactDate('2026-12-31') });
    const again = { type: 'REASSIGN', leadDepartment: 'other', answer: '' } as const;
    expect(against(returned, again, moment({ today: '2026-12-31' }))).toEqual(['unpublishedYear']);
  });

  it('refuses a department that would support itself, and outcomes of nothing but blanks', () => {
    const record = standing(taskWorkflow, 'draft', aTask({ coDepartments: ['lead'], outcomes: [' '] }));
    expect(against(record, { type: 'ASSIGN' })).toEqual(['task.noOutcomeAsked', 'task.leadAlsoSupports']);
  });

  it('gives two working days to acknowledge, over a weekend and a holiday', () => {
    const record = standing(taskWorkflow, 'draft', aTask({ due: exactDate('2026-06-30') }));
    const { facts } = put(record, { type: 'ASSIGN' }, moment({ today: '2026-06-18' }));
    expect(facts.acknowledgeBy).toBe('2026-06-23');
  });

  it('designates for good after two returns', () => {
    let record: Record = standing(taskWorkflow, 'draft', aTask());
    record = put(record, { type: 'ASSIGN' });
    for (const leadDepartment of ['second', 'third']) {
      record = put(record, { type: 'RETURN', reason });
      record = put(record, { type: 'REASSIGN', leadDepartment, answer: '' });
    }
    expect(record.facts).toMatchObject({ leadDepartment: 'third', returns: 2, finalDesignation: true });
    expect(against(record, { type: 'RETURN', reason })).toEqual(['task.designatedForGood']);
  });

  it('cannot be returned once the time to acknowledge is over', () => {
    expect(against(at('assigned'), { type: 'RETURN', reason }, moment({ today: '2026-06-03' }))).toEqual([]);
    expect(against(at('assigned'), { type: 'RETURN', reason }, moment({ today: '2026-06-04' }))).toEqual([
      'task.tooLateToReturn',
    ]);
  });

  it('tells the departments that an amendment adds', () => {
    const record = at('active', { coDepartments: ['support'] });
    const amend = { type: 'AMEND', title: 'A', requirement: 'B', reason } as const;
    const { facts, effects } = put(record, { ...amend, coDepartments: ['support', 'new', 'new', 'lead'] });
    expect(facts.coDepartments).toEqual(['support', 'new']);
    expect(effects.map(({ params }) => params)).toEqual([
      expect.objectContaining({ template: 'task.supporting', to: { department: 'new' } }),
      expect.objectContaining({ template: 'task.amended', to: { department: 'lead' } }),
    ]);
  });
});

describe('extending', () => {
  const asked = { to: '2026-06-12', reason, progress: 'Half.', by: 'liaison', on: '2026-06-02' };

  it('must be asked for on the due date at the latest', () => {
    const ask = { type: 'REQUEST_EXTENSION', to: '2026-06-20', reason, progress: 'Half.' } as const;
    expect(against(at('active'), ask, moment({ today: '2026-06-10' }))).toEqual([]);
    expect(against(at('active'), ask, moment({ today: '2026-06-11' }))).toEqual(['task.extensionTooLate']);
  });

  it('passes the hard date of the phase only with the leading group', () => {
    const record = at('active', { extension: asked, hardDate: '2026-06-11' });
    const approve = { type: 'APPROVE_EXTENSION', remark: '' } as const;
    expect(against(record, approve, moment({ actor: office }))).toEqual(['task.pastHardDate']);
    expect(put(record, approve, moment({ actor: leadingGroup })).facts.due?.to).toBe('2026-06-12');
  });

  it('never shortens a due date that a pause has moved past what was asked', () => {
    let record: Record = at('active', { extension: asked });
    record = put(record, { type: 'SUSPEND', reason });
    record = put(record, { type: 'RESUME' }, moment({ today: '2026-06-09' }));
    expect(record.facts.due?.to).toBe('2026-06-17');
    expect(against(record, { type: 'APPROVE_EXTENSION', remark: '' })).toEqual(['task.extensionNotLater']);
  });

  it('is not decided by whoever asked', () => {
    const record = at('active', { extension: asked });
    expect(against(record, { type: 'APPROVE_EXTENSION', remark: '' }, moment({ actor: liaison }))).toEqual([
      'task.ownRequest',
    ]);
  });
});

describe('submitting and judging', () => {
  const shown = { evidence: [evidence()] };

  it('needs standing evidence of every checkpoint that asks for it, even after it was passed', () => {
    const checkpoint = { key: 'half', title: 'Half', due: exactDate('2026-06-05'), evidenceRequired: true, note: '' };
    const passed = { ...checkpoint, passedOn: '2026-06-01' };
    const rejected = evidence({ file: 'file-2', about: 'half', review: 'rejected' });
    const submit = { type: 'SUBMIT', outcome: 'Done.' } as const;
    expect(against(at('active', { ...shown, checkpoints: [passed] }), submit)).toEqual(['task.checkpointEvidence']);
    const record = at('active', { evidence: [evidence(), rejected], checkpoints: [passed] });
    expect(against(record, submit)).toEqual(['task.checkpointEvidence']);
  });

  it('ends open requests: what is done needs neither time nor coordination', () => {
    const open = {
      extension: { to: '2026-06-20', reason, progress: '', by: 'liaison', on: '2026-06-02' },
      coordination: { question: 'Who?', by: 'liaison', on: '2026-06-02' },
    };
    const { facts } = put(at('active', { ...shown, ...open }), { type: 'SUBMIT', outcome: 'Done.' });
    expect(facts).toMatchObject({ extension: null, coordination: null, percent: 100, lateDays: 0 });
  });

  it('counts the working days it was late, at least one', () => {
    const submit = { type: 'SUBMIT', outcome: 'Done.' } as const;
    const late = (due: string, today: string) =>
      put(at('active', { ...shown, due: exactDate(due) }), submit, moment({ today })).facts.lateDays;
    expect(late('2026-06-10', '2026-06-10')).toBe(0);
    expect(late('2026-06-10', '2026-06-15')).toBe(3);
    expect(late('2026-06-19', '2026-06-20')).toBe(1);
  });

  it('cannot count lateness in a year without its notice', () => {
    const record = at('active', { ...shown, due: exactDate('2026-12-30') });
    expect(against(record, { type: 'SUBMIT', outcome: 'Done.' }, moment({ today: '2027-01-05' }))).toEqual([
      'unpublishedYear',
    ]);
  });

  it('is never accepted by who reported it or by the lead department', () => {
    const record = at('submitted', { ...shown, submittedOn: '2026-06-02', reporters: ['reviewer'] });
    expect(against(record, accept, moment({ actor: reviewer }))).toEqual(['task.ownWork']);
    expect(against(record, accept, moment({ actor: leader }))).toEqual(['task.ownWork']);
    expect(against(record, accept, moment({ actor: office }))).toEqual([]);
  });

  it('is not accepted once its evidence is rejected or a subtask is open again', () => {
    const record = at('submitted', {
      evidence: [evidence({ review: 'rejected' })],
      subtasks: [{ id: 'one', open: true }],
      submittedOn: '2026-06-02',
    });
    expect(against(record, accept, moment({ actor: reviewer }))).toEqual([
      'task.noOutcomeEvidence',
      'task.openSubtasks',
    ]);
  });

  it('is not judged on time when it was late', () => {
    const record = at('submitted', { ...shown, submittedOn: '2026-06-12', lateDays: 2 });
    expect(against(record, accept, moment({ actor: reviewer }))).toEqual(['task.wasLate']);
    const { facts } = put(record, { ...accept, onTime: false }, moment({ actor: reviewer }));
    expect(facts).toMatchObject({ lateDays: 2, judgement: { onTime: false } });
  });

  it('keeps the due date when it is sent back, and is not done any more', () => {
    const record = at('submitted', { ...shown, percent: 100, submittedOn: '2026-06-12', reportEvery: 5 });
    const { facts, light } = put(record, { type: 'REDO', reason }, moment({ today: '2026-06-26', actor: reviewer }));
    expect(facts).toMatchObject({ due: exactDate('2026-06-10'), percent: 99, reportFrom: '2026-06-26' });
    expect(light.colour).toBe('red');
  });

  it('takes the part of a supporting department without touching the progress', () => {
    const report = { type: 'REPORT', text: 'Ours.', percent: 90, reason: '', problem: '', nextStep: '', done: true };
    const record = at('active', { coDepartments: ['support'], percent: 30 });
    const { facts } = put(record, report as TaskEvent, moment({ actor: supporter }));
    expect(facts).toMatchObject({ percent: 30, parts: [{ department: 'support', done: true }] });
  });
});

describe('suspending', () => {
  it('adds the paused working days to every date still ahead, visibly', () => {
    const checkpoint = { title: 'Half', evidenceRequired: false, note: '' };
    let record: Record = at('active', {
      checkpoints: [
        { ...checkpoint, key: 'done', due: exactDate('2026-06-01'), passedOn: '2026-06-01' },
        { ...checkpoint, key: 'half', due: exactDate('2026-06-05'), passedOn: null },
      ],
    });
    record = put(record, { type: 'SUSPEND', reason });
    expect(record).toMatchObject({ state: 'suspended', facts: { suspendedFrom: 'active' }, light: { colour: 'none' } });
    const { facts, state } = put(record, { type: 'RESUME' }, moment({ today: '2026-06-04' }));
    expect(state).toBe('active');
    expect(facts.due?.to).toBe('2026-06-12');
    expect(facts.promisedDue).toEqual(exactDate('2026-06-10'));
    expect(facts.dueSum).toEqual([
      { kind: 'fixed', days: 0, date: '2026-06-10' },
      { kind: 'paused', days: 2, date: '2026-06-12' },
    ]);
    expect(facts.checkpoints.map(({ due }) => due.to)).toEqual(['2026-06-01', '2026-06-09']);
  });

  it('leaves a late acknowledgement late', () => {
    let record: Record = at('active', { acknowledgeBy: '2026-06-03', acknowledgedOn: '2026-06-08' });
    record = put(record, { type: 'SUSPEND', reason }, moment({ today: '2026-06-08' }));
    record = put(record, { type: 'RESUME' }, moment({ today: '2026-06-22' }));
    expect(record.facts).toMatchObject({ acknowledgeBy: '2026-06-03', acknowledgedOn: '2026-06-08' });
  });

  it('is nobody’s silence, whether or not a report was made before', () => {
    let record: Record = at('active', { reportEvery: 3, due: exactDate('2026-07-31') });
    record = put(record, { type: 'SUSPEND', reason });
    record = put(record, { type: 'RESUME' }, moment({ today: '2026-06-24' }));
    expect(record.light.reason.code).toBe('light.onTrack');
    expect(record.facts.lastReport).toBeNull();
  });

  it('keeps the day of the last report as it was', () => {
    const lastReport = { text: 'A', percent: 20, problem: '', nextStep: '', on: '2026-06-02', by: 'liaison' };
    let record: Record = at('active', { lastReport, reportFrom: '2026-06-02' });
    record = put(record, { type: 'SUSPEND', reason });
    record = put(record, { type: 'RESUME' }, moment({ today: '2026-06-24' }));
    expect(record.facts).toMatchObject({ lastReport: { on: '2026-06-02' }, reportFrom: '2026-06-24' });
  });

  it('leaves a task that was submitted late red until it is judged', () => {
    let record: Record = at('submitted', { evidence: [evidence()], submittedOn: '2026-06-12', lateDays: 2 });
    record = put(record, { type: 'SUSPEND', reason }, moment({ today: '2026-06-15' }));
    record = put(record, { type: 'RESUME' }, moment({ today: '2026-06-24' }));
    expect(record).toMatchObject({ state: 'submitted', light: { colour: 'red' }, facts: { lateDays: 2 } });
  });

  it('cannot be ended when the pause runs into a year without its notice', () => {
    const record = at('suspended', {
      suspendedFrom: 'active',
      suspendedOn: '2026-06-02',
      due: exactDate('2026-12-30'),
    });
    expect(against(record, { type: 'RESUME' }, moment({ today: '2026-06-15' }))).toEqual(['unpublishedYear']);
  });
});

describe('reopening', () => {
  it('sets a new date with its own sum and keeps how it was first taken on', () => {
    const judgement = { onTime: true, quality: true, quantity: true, remark: '', by: 'reviewer', on: '2026-06-02' };
    const closed = { closedOn: '2026-06-02', submittedOn: '2026-06-02', lateDays: 2, judgement };
    const record = at('closed', { percent: 100, ...closed });
    const event = { type: 'REOPEN', reason, due: '2026-06-30' } as const;
    const { facts, state } = put(record, event, moment({ today: '2026-06-22', actor: reviewer }));
    expect(state).toBe('active');
    expect(facts).toMatchObject({
      due: exactDate('2026-06-30'),
      promisedDue: exactDate('2026-06-10'),
      acknowledgedOn: '2026-06-01',
      percent: 99,
      judgement: null,
      closedOn: null,
      lateDays: 0,
      reportFrom: '2026-06-22',
    });
    expect(facts.dueSum.at(-1)).toEqual({ kind: 'limit', days: 6, date: '2026-06-30' });
  });
});

describe('planning', () => {
  it('refuses dates that do not exist or end before they begin', () => {
    const { title, requirement, outcomes, origin, leadDepartment, readinessItem, reportEvery } = aTask();
    const plan = {
      title,
      requirement,
      outcomes,
      origin,
      leadDepartment,
      coDepartments: [],
      readinessItem,
      reportEvery,
    };
    const edit = (due: { from: string; to: string }, weight = 1): TaskEvent => ({
      type: 'EDIT',
      plan: { ...plan, weight, due: { ...due, text: '' }, checkpoints: [] },
    });
    const draft = standing(taskWorkflow, 'draft', aTask());
    expect(against(draft, edit({ from: '2026-02-30', to: '2026-03-01' }))).toEqual(['badDate']);
    expect(against(draft, edit({ from: '2026-06-20', to: '2026-06-11' }))).toEqual(['datesReversed']);
    expect(against(draft, edit({ from: '2026-06-11', to: '2026-06-20' }, 0.5))).toEqual(['badValue']);
  });

  it('splits into drafts of its own, each under its own code', () => {
    const parts = ['one', 'two'].map((id) => ({ id, title: id, leadDepartment: 'other', due: null }));
    const { facts, effects } = put(at('active'), { type: 'SPLIT', parts });
    expect(facts.subtasks).toEqual([
      { id: 'one', open: true },
      { id: 'two', open: true },
    ]);
    expect(effects.map(({ params }) => params)).toEqual(
      ['one', 'two'].map((id, i) =>
        expect.objectContaining({
          kind: 'task',
          id,
          facts: expect.objectContaining({ code: `T-01-${i + 1}`, parent: 'record', due: exactDate('2026-06-10') }),
        }),
      ),
    );
  });
});
