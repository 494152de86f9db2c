/** A document given again after it was changed: clauses are known again, and nothing is made twice or lost. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { directoryOf } from '../../../workflows/names/directory.js';
import {
  acceptCertain,
  type DraftContent,
  decide,
  draftOf,
  edit,
  isBrokenDown,
  takeUp,
} from '../../../workflows/plans/draft.js';
import { nextEdition, putThrough, settleGone, takeOver, toPutThrough } from '../../../workflows/plans/next-edition.js';
import { parsePlan } from '../../../workflows/plans/parse-plan.js';
import { mergeWithNext, splitBySentence } from '../../../workflows/plans/regroup.js';
import { sameClauses } from '../../../workflows/plans/same-clauses.js';
import { rounds } from '../../support/hunt.js';

const { find } = directoryOf([
  { id: 'housing', names: ['市住建局'] },
  { id: 'centre', names: ['市政务服务中心'] },
  { id: 'finance', names: ['市财政局'] },
]);
const CLAUSES = [
  '核准进驻部门。6月10日前核准进驻部门和项目。（市政务服务中心牵头，市住建局等有关部门按职责分工负责）',
  '接通网络。6月15日前接通办证大厅网络，做好线路测试。（市住建局负责）',
  '公开时限。6月20日前公开办理时限。6月25日前张贴办事指南。（市政务服务中心负责）',
  '安排经费。6月底前落实大厅改造经费。（市财政局负责）',
];
const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八'];
const document = (clauses: readonly string[]) =>
  `任务分工\n一、主要任务\n${clauses.map((clause, i) => `（${NUMBERS[i]}）${clause}`).join('\n')}`;
const parsed = (text: string) => parsePlan(text, { year: 2026 });
const first = (clauses: readonly string[] = CLAUSES) => draftOf(parsed(document(clauses)), find);
const again = (before: DraftContent, clauses: readonly string[]) => {
  const text = document(clauses);
  return nextEdition(before, parsed(text), text, find);
};
/** Every accepted item has become a task. */
const made = (content: DraftContent): DraftContent => ({
  ...content,
  items: content.items.map((one) => (one.state === 'accepted' ? { ...one, task: one.task ?? `task-${one.key}` } : one)),
});
const kinds = ({ items }: DraftContent) => items.map(({ edition }) => edition?.kind);

describe('a document given again', () => {
  it('unchanged changes nothing: every clause keeps its key, its decision and its task', () => {
    const before = made(decide(acceptCertain(first()), 'p4', 'skipped'));
    const after = again(before, CLAUSES);
    expect(kinds(after)).toEqual(['same', 'same', 'same', 'same']);
    expect(after.items.map(({ key, state, task }) => [key, state, task])).toEqual(
      before.items.map(({ key, state, task }) => [key, state, task]),
    );
    expect(after.gone).toEqual([]);
    expect(isBrokenDown(again(made(acceptCertain(first())), CLAUSES))).toBe(true);
  });

  it('in another order and with other numbers is the same', () => {
    const before = made(acceptCertain(first()));
    const after = again(before, [...CLAUSES].reverse());
    expect(kinds(after)).toEqual(['same', 'same', 'same', 'same']);
    expect(after.items.map(({ task }) => task)).toEqual(['task-p4', 'task-p3', 'task-p2', 'task-p1']);
  });

  it('says field by field what it words differently, and changes no task by itself', () => {
    const before = made(acceptCertain(first()));
    const [a, b, c, d] = CLAUSES as [string, string, string, string];
    const after = again(before, [
      a,
      b.replace('6月15日', '6月18日').replace('市住建局负责', '市政务服务中心负责'),
      c,
      d,
    ]);
    const item = after.items[1];
    expect(item?.task).toBe('task-p2');
    expect(item?.edition).toMatchObject({ kind: 'changed', taken: null });
    const changed = item?.edition?.kind === 'changed' ? item.edition.changed : [];
    expect(changed.map(({ field }) => field)).toEqual(['requirement', 'leadDepartment', 'due']);
    expect(changed[1]).toMatchObject({ before: 'housing', after: 'centre' });
    expect(changed[2]).toMatchObject({ before: { to: '2026-06-15' }, after: { to: '2026-06-18' } });
    expect(item?.plan.due?.to).toBe('2026-06-15');
    expect(isBrokenDown(after)).toBe(false);
    expect(toPutThrough(after)).toEqual([]);

    const taken = takeOver(after, 'p2', ['due']);
    expect(toPutThrough(taken).map(({ key }) => key)).toEqual(['p2']);
    const done = {
      ...taken,
      items: taken.items.map((one) => (one.key === 'p2' ? putThrough(one, []) : one)),
    };
    expect(done.items[1]?.plan).toMatchObject({ due: { to: '2026-06-18' }, leadDepartment: 'housing' });
    expect(toPutThrough(done)).toEqual([]);
    expect(isBrokenDown(done)).toBe(true);
    // What was not taken over is not asked again while the document stays as it is.
    expect(
      kinds(again(done, [a, b.replace('6月15日', '6月18日').replace('市住建局负责', '市政务服务中心负责'), c, d])),
    ).toEqual(['same', 'same', 'same', 'same']);
  });

  it('keeps asking about a change that nobody has decided, from where the office last decided', () => {
    const before = made(acceptCertain(first()));
    const at = (day: string) => CLAUSES.map((clause) => clause.replace('6月15日', day));
    const third = again(again(before, at('6月18日')), at('6月19日'));
    const edition = third.items[1]?.edition;
    const due = edition?.kind === 'changed' ? edition.changed.find(({ field }) => field === 'due') : null;
    expect(due).toMatchObject({ before: { to: '2026-06-15' }, after: { to: '2026-06-19' } });
    // And back to how it was, there is nothing left to ask.
    expect(kinds(again(third, CLAUSES))).toEqual(['same', 'same', 'same', 'same']);
  });

  it('keeps what the office typed where the document did not change, before anything is created', () => {
    const typed = first();
    const { checkpoints: _, ...plan } = typed.items[1]?.plan ?? ({} as never);
    const before = edit(typed, 'p2', { ...plan, leadDepartment: 'finance', outcomes: ['网络已接通'] });
    const after = again(
      before,
      CLAUSES.map((clause) => clause.replace('6月15日', '6月18日')),
    );
    expect(after.items[1]).toMatchObject({
      state: 'open',
      plan: { leadDepartment: 'finance', outcomes: ['网络已接通'], due: { to: '2026-06-18' } },
    });
  });

  it('offers what is new, lists what is gone, and knows it again when it comes back', () => {
    const before = made(acceptCertain(first()));
    const [a, b, , d] = CLAUSES as [string, string, string, string];
    const added = '设置窗口。6月28日前设置综合受理窗口。（市住建局负责）';
    const after = again(before, [a, b, d, added]);
    expect(kinds(after)).toEqual(['same', 'same', 'same', 'added']);
    expect(after.items[3]).toMatchObject({ key: 'p5', state: 'open', task: null });
    expect(after.gone.map(({ item, settledBy }) => [item.task, settledBy])).toEqual([['task-p3', null]]);
    expect(isBrokenDown({ ...after, items: after.items.slice(0, 3) })).toBe(false);
    const settled = settleGone(after, 'p3', '潘静');
    expect(isBrokenDown({ ...settled, items: settled.items.slice(0, 3) })).toBe(true);
    const back = again(settled, CLAUSES);
    expect(back.items.map(({ task }) => task)).toEqual(['task-p1', 'task-p2', 'task-p3', 'task-p4']);
    expect(back.gone).toEqual([]);
  });

  it('puts together again what was merged, takes apart what was split, takes up what was taken up', () => {
    const text = document(CLAUSES);
    const whole = first();
    const merged = mergeWithNext(whole, 'p1');
    const split = splitBySentence(merged, 'p3', text);
    const before = made({ ...split, items: split.items.map((one) => ({ ...one, state: 'accepted' as const })) });
    expect(before.items).toHaveLength(4);
    const after = again(before, CLAUSES);
    expect(after.items.map(({ key, task }) => [key, task])).toEqual(before.items.map(({ key, task }) => [key, task]));
    expect(kinds(after)).toEqual(['same', 'same', 'same', 'same']);
    const later = again(
      before,
      CLAUSES.map((clause) => clause.replace('6月25日', '6月26日')),
    );
    expect(kinds(later)).toEqual(['same', 'same', 'changed', 'same']);

    const speech = `${text}\n二、工作要求\n各部门要在6月底前把情况上报。`;
    const draft = draftOf(parsed(speech), find);
    const left = draft.uncovered[0];
    if (!left) throw new Error('The example leaves a duty without a task.');
    const taken = takeUp(draft, left.start);
    const key = taken.items.find(({ proposal }) => proposal.text === left.text)?.key;
    const next = nextEdition(made(taken), parsed(speech), speech, find);
    expect(next.items.map((one) => one.key)).toContain(key);
    expect(next.uncovered.map((one) => one.text)).not.toContain(left.text);
  });

  it('never gives two clauses one key or one task, whatever is added, dropped, reworded or repeated', () => {
    const change = fc.array(
      fc.record({
        at: fc.nat(7),
        what: fc.constantFrom('drop', 'repeat', 'move', 'date', 'words'),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (editions) => {
        let clauses = [...CLAUSES];
        let draft = made(acceptCertain(first()));
        for (const changes of editions) {
          for (const { at, what } of changes) {
            const i = clauses.length === 0 ? 0 : at % clauses.length;
            const one = clauses[i] ?? (CLAUSES[0] as string);
            if (what === 'drop') clauses = clauses.filter((_, n) => n !== i);
            else if (what === 'repeat' && clauses.length < 8) clauses = [...clauses, one];
            else if (what === 'move') clauses = [one, ...clauses.filter((_, n) => n !== i)];
            else if (what === 'date') clauses[i] = one.replace(/6月\d+日/, `6月${10 + at}日`);
            else clauses[i] = one.replace('落实', '安排并落实').replace('接通办证', '开通办证');
          }
          if (clauses.length === 0) clauses = [CLAUSES[0] as string];
          draft = made(acceptCertain(again(draft, clauses)));
          const keys = [...draft.items, ...draft.gone.map(({ item }) => item)].map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          const tasks = draft.items.flatMap(({ task }) => task ?? []);
          expect(new Set(tasks).size).toBe(tasks.length);
        }
      }),
      { numRuns: rounds(60) },
    );
  });
});

describe('the same clauses of two documents', () => {
  it('are found in long ones in well under a second', () => {
    const clause = (n: number) => ({
      number: `${n}.`,
      path: ['一、主要任务'],
      title: `第${n}项工作`,
      text: `第${n}项工作，由第${n % 37}个单位在${(n % 12) + 1}月${(n % 28) + 1}日前完成，并按要求报送情况。`,
    });
    const before = Array.from({ length: 1_000 }, (_, n) => clause(n));
    const after = before.map((one, n) => ({ ...one, text: n % 3 === 0 ? `${one.text}逐项核实。` : one.text }));
    const started = performance.now();
    const found = sameClauses(before, after);
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(found).toEqual(before.map((_, n) => n));
  });
});
