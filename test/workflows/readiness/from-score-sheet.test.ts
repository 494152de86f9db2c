/** A published score sheet as a checklist: what is suggested, what is refused, what tasks keep. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseScoreSheet, type ScoreSheet } from '../../../workflows/plans/score-sheet.js';
import { DEFAULT_CHECKLIST, pointsSum, vetoItems } from '../../../workflows/readiness/checklist.js';
import { checklistFrom, reasonsAgainstSheet, suggestedFrom } from '../../../workflows/readiness/from-score-sheet.js';

const SHEET = [
  '考核项目\t分值\t考核指标\t负责考核部门',
  '小册子\t40\t1.印发小册子，得20分；2.有实施办法，得20分\t市作风效能办',
  '限时办结\t50\t少一次扣0.5分，扣完为止\t市政务服务中心、市监察局',
  '群众投诉\t10\t发生重大责任事故的，一票否决\t市监察局',
  '合计\t100\t\t',
].join('\n');

const parsed = (text: string): ScoreSheet => {
  const sheet = parseScoreSheet(text, 2026);
  if (!sheet) throw new Error('no sheet');
  return sheet;
};
const sheet = parsed(SHEET);
const keyOf = (_: unknown, index: number) => `s${index}`;

describe('a score sheet', () => {
  it('suggests each of its items with its points, in the place of the one of the same name', () => {
    const { total, kept } = suggestedFrom(sheet, DEFAULT_CHECKLIST);
    expect(total).toBe(100);
    expect(kept).toEqual([
      { index: 0, title: '小册子', points: 40, continues: 'booklet' },
      { index: 1, title: '限时办结', points: 50, continues: null },
      { index: 2, title: '群众投诉', points: 10, continues: null },
    ]);
    expect(reasonsAgainstSheet(suggestedFrom(sheet, DEFAULT_CHECKLIST), DEFAULT_CHECKLIST)).toEqual([]);
  });

  it('becomes a checklist with its rules as printed; an item that continues another keeps its key', () => {
    const checklist = checklistFrom(sheet, suggestedFrom(sheet, DEFAULT_CHECKLIST), DEFAULT_CHECKLIST, keyOf);
    expect(checklist.items.map(({ key, max }) => [key, max])).toEqual([
      ['booklet', 40],
      ['s1', 50],
      ['s2', 10],
    ]);
    expect(checklist).toMatchObject({ key: DEFAULT_CHECKLIST.key, target: DEFAULT_CHECKLIST.target, total: 100 });
    expect(checklist.items[0]).toMatchObject({ title: { zh: '小册子', en: 'Booklet' }, effort: 0.5 });
    expect(checklist.items[1]?.printed).toMatchObject({
      departments: ['市政务服务中心', '市监察局'],
      rules: [{ deduct: { points: 0.5 }, veto: false }],
    });
    expect(vetoItems(checklist)).toEqual(['s2']);
    expect(vetoItems(DEFAULT_CHECKLIST)).toEqual([]);
  });

  it('leaves what is beyond the total out', () => {
    const text = readFileSync(
      new URL('../../fixtures/plans/shicheng_2018_hezhangzhi_xiangzhen_kaohe_xize.txt', import.meta.url),
      'utf8',
    );
    const published = parsed(text);
    const { kept, total } = suggestedFrom(published, DEFAULT_CHECKLIST);
    expect(kept.map(({ title }) => title)).not.toContain('奖扣分项目');
    expect(kept.length).toBe(published.items.length - 1);
    expect(total).toBe(pointsSum(kept.map(({ points }) => points)));
  });

  it('is refused when it does not come to its total, keeps nothing, or gives one item two heirs', () => {
    const good = suggestedFrom(sheet, DEFAULT_CHECKLIST);
    const codes = (changed: Partial<typeof good>) =>
      reasonsAgainstSheet({ ...good, ...changed }, DEFAULT_CHECKLIST).map(({ code, field }) => [code, field]);
    expect(codes({ total: 90 })).toEqual([['checklist.sum', 'total']]);
    expect(codes({ kept: [] })).toEqual([['checklist.nothingKept', undefined]]);
    expect(codes({ kept: good.kept.map((one) => ({ ...one, continues: 'booklet' })) })).toEqual([
      ['checklist.continuedTwice', 'continues-1'],
      ['checklist.continuedTwice', 'continues-2'],
    ]);
    expect(codes({ kept: good.kept.map((one) => ({ ...one, continues: one.continues && 'gone' })) })).toEqual([
      ['checklist.unknownItem', 'continues-0'],
    ]);
  });

  it('comes to its total in points of two decimals, whatever binary fractions make of them', () => {
    const cents = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(cents, (points) => {
        const kept = points.map((one, index) => ({ index, title: `项${index}`, points: one / 100, continues: null }));
        const total = points.reduce((sum, one) => sum + one, 0) / 100;
        expect(reasonsAgainstSheet({ title: '表', total, kept }, DEFAULT_CHECKLIST)).toEqual([]);
      }),
    );
  });
});
