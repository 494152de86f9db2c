import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Comparable,
  type ComparableTask,
  changedFields,
  commonDay,
  matched,
} from '../../../workflows/compare/compare.js';

const one = (code: string, title: string, quote = ''): Comparable => ({ code, title, quote });
const task = (given: Partial<ComparableTask> = {}): ComparableTask => ({
  ...one('T-01', 'One'),
  id: 'one',
  requirement: 'Do it.',
  outcomes: ['Done.'],
  lead: 'lead',
  co: ['x', 'y'],
  due: '2026-06-10',
  weight: 1,
  ...given,
});

describe('two lists', () => {
  it('are matched by code, then by sentence, then by title, whatever its punctuation', () => {
    const a = [one('A', 'first'), one('B', 'second', '要抓好落实。'), one('C', '三项 制度'), one('D', 'alone')];
    const b = [one('X', '三项制度'), one('Y', 'other', '要抓好落实'), one('A', 'renamed'), one('Z', 'new')];
    const { both, onlyA, onlyB } = matched(a, b, true);
    expect(both.map(({ a, b, by }) => [a.code, b.code, by])).toEqual([
      ['A', 'A', 'code'],
      ['B', 'Y', 'quote'],
      ['C', 'X', 'title'],
    ]);
    expect([onlyA.map(({ code }) => code), onlyB.map(({ code }) => code)]).toEqual([['D'], ['Z']]);
  });

  it('of different templates are not matched by a code that both happen to use', () => {
    expect(matched([one('A', 'first')], [one('A', 'second')], false).both).toEqual([]);
  });

  it('lose nothing and match nothing twice', () => {
    const item = fc.record({
      code: fc.constantFrom('A', 'B', 'C'),
      title: fc.constantFrom('', 'x', 'y'),
      quote: fc.constantFrom('', 'q'),
    });
    const list = fc.array(item, { maxLength: 6 });
    fc.assert(
      fc.property(list, list, fc.boolean(), (a, b, codes) => {
        const { both, onlyA, onlyB } = matched(a, b, codes);
        expect(new Set([...both.map((pair) => pair.a), ...onlyA])).toEqual(new Set(a));
        expect([both.length + onlyA.length, both.length + onlyB.length]).toEqual([a.length, b.length]);
        expect(new Set(both.map((pair) => pair.b)).size).toBe(both.length);
      }),
    );
  });

  it('match completely with themselves', () => {
    const a = [one('A', 'first'), one('B', 'second')];
    expect(matched(a, a, true)).toMatchObject({
      both: [
        { a: a[0], b: a[0] },
        { a: a[1], b: a[1] },
      ],
      onlyA: [],
      onlyB: [],
    });
  });
});

describe('two tasks', () => {
  const starts = { a: '2026-06-01', b: '2027-03-01' };

  it('are the same when they are due on the same day of their campaigns and name the same departments', () => {
    expect(changedFields(task(), task({ due: '2027-03-10', co: ['y', 'x'] }), starts)).toEqual([]);
  });

  it('are due at the same distance on the last day of the same month, however long it is', () => {
    const ends = { a: '2026-01-01', b: '2026-02-01' };
    expect(changedFields(task({ due: '2026-01-31' }), task({ due: '2026-02-28' }), ends)).toEqual([]);
    expect(changedFields(task({ due: '2026-01-30' }), task({ due: '2026-02-28' }), ends)).toEqual(['due']);
  });

  it('differ in each field that was changed', () => {
    expect(changedFields(task(), task({ due: null, title: 'Two', weight: 2, lead: null }), starts)).toEqual([
      'title',
      'leadDepartment',
      'due',
      'weight',
    ]);
  });
});

it('the common day is the last that both campaigns have reached', () => {
  expect(commonDay({ a: '2026-06-01', b: '2026-05-01' }, '2026-06-11')).toBe(10);
  expect(commonDay({ a: '2026-06-01', b: '2026-07-01' }, '2026-06-11')).toBe(-20);
});
