/** The rules of the ledger's way back, on made-up rows: what an edit asks, what is a conflict, what is left alone. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readBase, writeBase } from '../../../workflows/ledger/base.js';
import { dueIn, plainCell, SHOWN_COLUMNS, type ShownColumn } from '../../../workflows/ledger/columns.js';
import { type CurrentRow, type Judging, planRow } from '../../../workflows/ledger/plan-row.js';
import { type GivenRow, labelsOf, letterOf, readSheet } from '../../../workflows/ledger/read-sheet.js';
import type { Post } from '../../../workflows/moment.js';
import { directoryOf } from '../../../workflows/names/directory.js';
import { newTask, type TaskFacts, type TaskState } from '../../../workflows/tasks/task.js';
import { moment, person } from '../../support/workflows.js';

const ID = 'a'.repeat(24);
const STATES: Record<string, TaskState> = {
  拟定: 'draft',
  已交办: 'assigned',
  承办中: 'active',
  报结待核: 'submitted',
};
const nameOfState = (state: TaskState) => Object.keys(STATES).find((name) => STATES[name] === state) ?? state;

function current(given: Partial<TaskFacts> = {}, state: TaskState = 'draft'): CurrentRow {
  const facts = newTask({
    campaign: 'c',
    phase: 'p',
    code: 'ZW-01',
    title: '核准进驻项目',
    requirement: '按时办结。',
    outcomes: ['办结'],
    leadDepartment: 'centre',
    due: { from: '2026-06-10', to: '2026-06-10', text: '' },
    ...given,
  });
  const texts: Record<ShownColumn, string> = {
    phase: '整改提高阶段',
    code: facts.code,
    parent: '',
    title: facts.title,
    requirement: facts.requirement,
    lead: facts.leadDepartment ?? '',
    supporting: facts.coDepartments.join('、'),
    due: facts.due?.to ?? '',
    dueText: facts.due?.text ?? '',
    state: nameOfState(state),
    light: '正常',
    why: '',
    percent: String(facts.percent),
    lastReport: facts.lastReport?.text ?? '',
    reportedOn: facts.lastReport?.on ?? '',
  };
  const light = { colour: 'green' as const, reason: { code: 'onTrack' }, since: '2026-06-01' };
  return { id: ID, rev: 3, state, facts, light, texts };
}

/** A row as it was exported from a task, with some cells edited. */
function row(
  from: CurrentRow,
  edits: Partial<Record<ShownColumn, string>> = {},
  more: Partial<GivenRow> = {},
): GivenRow {
  const base = readBase(writeBase(from.id, 'zh-CN', from.texts));
  const cells = { ...from.texts, ...edits };
  return { n: 2, id: from.id, idCell: 'P2', rev: from.rev, base, cells, formulas: [], ...more };
}

const judging = (post: Post = 'campaign_office', department = 'office'): Judging => ({
  reason: '按台账修改',
  year: 2026,
  moment: moment({ actor: person('p', post, department) }),
  directory: directoryOf(['centre', 'housing', 'audit'].map((id) => ({ id, names: [id] }))),
  nameOf: (id) => id,
  stateOf: (text) => STATES[text] ?? null,
  against: () => [],
});

const codesOf = (plan: ReturnType<typeof planRow>) =>
  Object.fromEntries(plan.refused.map(({ column, reasons }) => [column, reasons.map(({ code }) => code)]));

describe('an edited row', () => {
  it('of a draft becomes one edit, whatever of its words was changed', () => {
    const now = current();
    const plan = planRow(
      row(now, { title: '新名', lead: 'housing', supporting: 'centre；audit', due: '6月底前' }),
      now,
      judging(),
    );
    expect(plan.events).toMatchObject([
      {
        event: {
          type: 'EDIT',
          plan: {
            title: '新名',
            leadDepartment: 'housing',
            coDepartments: ['centre', 'audit'],
            due: { from: '2026-06-30', to: '2026-06-30', text: '6月底前' },
            outcomes: ['办结'],
          },
        },
      },
    ]);
    expect(plan.refused).toEqual([]);
  });

  it('is judged on what its own edits make of the task: a draft is completed and assigned at once', () => {
    const now = current({ requirement: '' });
    const plan = planRow(row(now, { requirement: '全部办成。', state: '已交办' }), now, judging());
    expect(plan.events.map(({ event }) => event.type)).toEqual(['EDIT', 'ASSIGN']);
  });

  it('keeps the document’s words where only the day moves, and takes words without a day for a day', () => {
    const now = current({ due: { from: '2026-06-11', to: '2026-06-20', text: '6月中旬' } });
    const [edit] = planRow(row(now, { due: '2026/6/18' }), now, judging()).events;
    expect(edit?.event).toMatchObject({ plan: { due: { from: '2026-06-18', to: '2026-06-18', text: '6月中旬' } } });
    const none = current({ due: null });
    const [words] = planRow(row(none, { dueText: '6月下旬' }), none, judging()).events;
    expect(words?.event).toMatchObject({ plan: { due: { from: '2026-06-21', to: '2026-06-30', text: '6月下旬' } } });
  });

  it('leaves out the one cell that is at fault, and follows the rest', () => {
    const now = current();
    const plan = planRow(row(now, { title: '', requirement: '新要求', lead: 'cantre' }), now, judging());
    expect(codesOf(plan)).toEqual({ lead: ['ledger.refused.unknownNear'], title: ['required'] });
    expect(plan.changes.map(({ column }) => column)).toEqual(['requirement']);
    expect(codesOf(planRow(row(now, { supporting: '各有关部门、xx' }), now, judging()))).toEqual({
      supporting: ['ledger.refused.group', 'ledger.refused.unknown'],
    });
  });

  it('after assignment amends words, and moves neither lead nor date', () => {
    const now = current({ assignedOn: '2026-06-01' }, 'assigned');
    const plan = planRow(row(now, { requirement: '新要求', lead: 'housing', due: '2026-06-20' }), now, judging());
    expect(plan.events).toMatchObject([{ event: { type: 'AMEND', requirement: '新要求', reason: '按台账修改' } }]);
    expect(codesOf(plan)).toEqual({ lead: ['ledger.refused.assigned.lead'], due: ['ledger.refused.assigned.due'] });
  });

  it('goes where one bare step leads, and is told of the page where more must be said', () => {
    const assigned = current({}, 'assigned');
    expect(planRow(row(assigned, { state: '承办中' }), assigned, judging()).events).toMatchObject([
      { event: { type: 'ACKNOWLEDGE' } },
    ]);
    const active = current({}, 'active');
    expect(codesOf(planRow(row(active, { state: '报结待核' }), active, judging()))).toEqual({
      state: ['task.noOutcomeEvidence'],
    });
    expect(codesOf(planRow(row(active, { state: '拟定' }), active, judging()))).toEqual({
      state: ['ledger.refused.noWay'],
    });
    expect(codesOf(planRow(row(active, { state: '快了' }), active, judging()))).toEqual({
      state: ['ledger.refused.unknownState'],
    });
  });

  it('reports a percentage only with words, and lets it fall only on the page', () => {
    const active = current({ percent: 50 }, 'active');
    const own = judging('department_liaison', 'centre');
    expect(codesOf(planRow(row(active, { percent: '60' }), active, own))).toEqual({
      percent: ['ledger.refused.percentAlone'],
    });
    expect(codesOf(planRow(row(active, { percent: '30%', lastReport: '退步' }), active, own)).percent).toEqual([
      'task.percentFell',
    ]);
    expect(planRow(row(active, { percent: '６０%', lastReport: '进展' }), active, own).events).toMatchObject([
      { event: { type: 'REPORT', percent: 60, text: '进展' } },
    ]);
  });

  it('with a computed cell edited, or its code, is refused there', () => {
    const now = current();
    expect(codesOf(planRow(row(now, { light: '正在办' }), now, judging()))).toEqual({
      light: ['ledger.refused.fixed.light'],
    });
    const moved = planRow(row(now, { code: 'ZW-02', title: '别的任务' }), now, judging());
    expect(moved).toMatchObject({ events: [], changes: [], refused: [{ column: 'code' }] });
  });
});

describe('three ways', () => {
  const before = current();
  const changed = { ...current({ title: '会上改的' }), rev: 4 };

  it('a cell both have changed is a conflict until it is decided for the file', () => {
    const given = row(before, { title: '文件改的' });
    const open = planRow(given, changed, judging());
    expect(open).toMatchObject({ events: [], conflicts: [{ column: 'title', now: '会上改的', wanted: '文件改的' }] });
    expect(planRow(given, changed, judging(), () => true).events).toMatchObject([
      { event: { plan: { title: '文件改的' } } },
    ]);
  });

  it('a cell both have changed alike is none', () => {
    expect(planRow(row(before, { title: '会上改的' }), changed, judging())).toMatchObject({
      conflicts: [],
      events: [],
    });
  });

  it('without its base a differing cell is a conflict when the revision has moved on, or is lost', () => {
    const given = row(before, { requirement: '文件改的' }, { base: null });
    expect(planRow(given, before, judging()).conflicts).toEqual([]);
    expect(planRow(given, changed, judging()).conflicts.map(({ column }) => column)).toEqual(['title', 'requirement']);
    expect(planRow({ ...given, rev: null }, before, judging()).conflicts.map(({ column }) => column)).toEqual([
      'requirement',
    ]);
  });
});

const word = fc.string({ unit: 'binary', maxLength: 12 });
const facts = fc.record({
  title: word,
  requirement: word,
  percent: fc.nat(100),
  due: fc.option(fc.constant({ from: '2026-06-11', to: '2026-06-20', text: '6月中旬' })),
});
const state = fc.constantFrom<TaskState>('draft', 'assigned', 'active', 'submitted');

describe('whatever a task says', () => {
  it('an unedited row asks for nothing, also when somebody has changed the task since', () => {
    fc.assert(
      fc.property(facts, facts, state, (was, is, at) => {
        const plan = planRow(row(current(was, at)), current(is, at), judging());
        expect(plan).toEqual({ changes: [], conflicts: [], refused: [], events: [] });
      }),
    );
  });

  it('every edited cell is a change, a conflict or refused, never lost', () => {
    const edits = fc.dictionary(fc.constantFrom(...SHOWN_COLUMNS), word, { maxKeys: 5 }) as fc.Arbitrary<
      Partial<Record<ShownColumn, string>>
    >;
    fc.assert(
      fc.property(facts, facts, state, edits, (was, is, at, typed) => {
        const now = current(is, at);
        const given = row(current(was, at), typed);
        const plan = planRow(given, now, judging());
        const told = new Set([...plan.changes, ...plan.conflicts, ...plan.refused].map(({ column }) => column));
        if (plan.refused.some(({ column }) => column === 'code')) return;
        for (const [column, text] of Object.entries(typed) as [ShownColumn, string][]) {
          const old = current(was, at).texts[column];
          const same = [old, now.texts[column]].some((one) => plainCell(column, one) === plainCell(column, text));
          if (!same && !(column === 'phase' && text.trim() === '')) expect(told).toContain(column);
        }
        for (const column of told) expect(Object.keys(typed)).toContain(column);
      }),
    );
  });
});

describe('cells', () => {
  it.each([
    ['2026-6-1', '2026-06-01'],
    ['2026.6.1', '2026-06-01'],
    ['2026年6月1日', '2026-06-01'],
    ['２０２６/６/１', '2026-06-01'],
    ['20260601', '2026-06-01'],
    ['46174', '2026-06-01'],
    ['年底前', '2026-12-31'],
    ['第三季度', '2026-09-30'],
  ])('%s is the day %s', (text, to) => {
    expect(dueIn(text, 2026)?.to).toBe(to);
  });
  it('say that there is no date, or nothing that is one', () => {
    for (const none of ['', '无', '持续推进', '长期']) expect(dueIn(none, 2026)).toBeNull();
    for (const wrong of ['2026-02-30', '看情况', '6月10日至7月1日和年底']) expect(dueIn(wrong, 2026)).toBeUndefined();
  });
});

describe('a sheet', () => {
  const labels = labelsOf([
    ['code', '编号'],
    ['title', '任务'],
    ['state', '状态'],
    ['id', '标识'],
    ['parent', 'Part of'],
  ]);
  const sheet = (rows: string[][]) =>
    rows.map((cells, i) => ({ n: i + 1, cells: cells.map((text) => ({ text, formula: false })) }));

  it('is read below a title, with columns in any order and others between', () => {
    const read = readSheet(
      sheet([['六月台账'], ['状态', '备注', ' 任务', '编号'], ['拟定', 'x', '甲', 'ZW-01']]),
      labels,
    );
    expect(read.rows).toMatchObject([{ n: 3, cells: { title: '甲', code: 'ZW-01', state: '拟定' }, id: null }]);
  });

  it('says the same of its rows in any order', () => {
    const rows = fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.nat(), (given, turn) => {
        const lines = given.map(([a, b], i) => [`ZW-${i}`, `任务${a}`, b]);
        const turned = [...lines.slice(turn % lines.length), ...lines.slice(0, turn % lines.length)];
        const head = ['编号', '任务', '状态'];
        const cells = (all: string[][]) =>
          readSheet(sheet([head, ...all]), labels)
            .rows.map((one) => JSON.stringify(one.cells))
            .sort();
        expect(cells(turned)).toEqual(cells(lines));
      }),
    );
  });

  it('names its columns as spreadsheets do', () => {
    expect([0, 25, 26, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});
