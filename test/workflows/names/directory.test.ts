/** Whom a printed name stands for: the one matcher of documents, ledgers and tables. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { directoryOf, type Match } from '../../../workflows/names/directory.js';
import { draftOf, isCertain } from '../../../workflows/plans/draft.js';
import { parsePlan } from '../../../workflows/plans/parse-plan.js';
import { DEPARTMENTS } from '../../../workflows/templates/third-phase-rectification/departments.js';

const CITY = directoryOf([
  ...DEPARTMENTS.map(({ key, name, shortName }) => ({ id: key, names: [name, shortName] })),
  { id: 'reform', names: ['发展和改革局', '市发改局', '市卫生局和计生委'] },
  { id: 'ethnic', names: ['买买提·艾力名师工作室'] },
]);
const known = (id: string): Match => ({ kind: 'known', id });
const nearest = (name: string) => {
  const match = CITY.find(name);
  return match.kind === 'unknown' ? match.nearest : match;
};

describe('a name', () => {
  it.each([
    ['市财政局', 'finance-bureau'],
    ['市住房和城乡建设局', 'housing-bureau'],
    ['市住建局', 'housing-bureau'],
    ['市 财 政 局', 'finance-bureau'],
    ['市\u200b财政\u00ad局\u2060', 'finance-bureau'],
    ['买买提•艾力名师工作室', 'ethnic'],
    ['买买提・艾力名师工作室', 'ethnic'],
    ['发展和改革局', 'reform'],
  ])('that is the full, the short or another name is known: %s', (name, id) => {
    expect(CITY.find(name)).toEqual(known(id));
  });

  it.each([
    ['平南县财政局', 'finance-bureau'],
    ['桂平市公安局', 'public-security-bureau'],
    ['港北区税务局', 'tax-bureau'],
    ['贵港市财政局', 'finance-bureau'],
    ['财政局', 'finance-bureau'],
    ['市人力资源社会保障局', 'human-resources-bureau'],
    ['市城管执法局', 'urban-management-bureau'],
    ['市财政局（国资委）', 'finance-bureau'],
  ])('that only comes near one is a question with the nearest offered: %s', (name, id) => {
    expect(nearest(name)).toContain(id);
  });

  it('that two departments bear is a question with both', () => {
    const two = directoryOf([
      { id: 'a', names: ['市数据局', '数据中心'] },
      { id: 'b', names: ['市信息中心', '数据中心'] },
    ]);
    expect(two.find('数据中心')).toEqual({ kind: 'unknown', nearest: ['a', 'b'] });
  });

  it('is known only when its letters are those of a name, whatever place, office or mark is put to it', () => {
    const names = DEPARTMENTS.flatMap(({ name, shortName }) => [name, shortName]);
    const plain = (text: string) => text.replace(/[\s\u200b]/g, '');
    const part = fc.constantFrom(
      '平南县',
      '桂平市',
      '市',
      '县',
      '区',
      '国家',
      '（筹）',
      '局',
      '分局',
      '科',
      '一',
      '\u200b',
      ' ',
      '',
    );
    fc.assert(
      fc.property(part, fc.constantFrom(...names), part, (head, name, tail) => {
        const printed = `${head}${name}${tail}`;
        if (CITY.find(printed).kind === 'known') expect(names).toContain(plain(printed));
      }),
    );
  });
});

describe('a list of names', () => {
  it.each([
    ['市财政局 市税务局', ['市财政局', '市税务局']],
    ['市财政局\n市税务局', ['市财政局', '市税务局']],
    ['市财政局　市税务局', ['市财政局', '市税务局']],
    ['市财政局/市税务局；市公安局', ['市财政局', '市税务局', '市公安局']],
    ['市公安局和市城管局', ['市公安局', '市城管局']],
    ['市公安局与市城管局及市税务局', ['市公安局', '市城管局', '市税务局']],
    ['市住房和城乡建设局和市人力资源和社会保障局', ['市住房和城乡建设局', '市人力资源和社会保障局']],
    ['发展和改革局、市财政局', ['发展和改革局', '市财政局']],
    ['市卫生局和计生委和市财政局', ['市卫生局和计生委', '市财政局']],
    ['市 财政局', ['市 财政局']],
    ['各县（市、区）人民政府、市财政局', ['各县（市、区）人民政府', '市财政局']],
  ])('is taken apart before anything is matched, and never inside a name: %s', (text, names) => {
    expect(CITY.list(text).names).toEqual(names);
  });
});

describe('a plan with offices of the counties in it', () => {
  const TEXT = `一、重点任务
（一）清理县级收费项目。（牵头单位：平南县财政局；完成时限：6月22日前）
（二）整治交通秩序。（牵头单位：桂平市公安局；完成时限：6月23日前）
（三）联合开展税费检查。（牵头单位：市财政局 市税务局；完成时限：6月24日前）
（四）统一执法文书。（责任单位：市公安局和市城管局；完成时限：6月25日前）
（五）规范办税窗口。（牵头单位：港北区税务局；完成时限：6月26日前）`;
  const { items } = draftOf(parsePlan(TEXT, { year: 2026, known: CITY.names }), CITY.find);

  it('gives none of them to the office of the city, and asks', () => {
    expect(items.map(({ plan }) => plan.leadDepartment)).toEqual([null, null, null, null, null]);
    expect(items.map(({ proposal }) => proposal.basis.lead)).toEqual(['asked', 'asked', 'asked', 'asked', 'asked']);
    expect(items.some(isCertain)).toBe(false);
    for (const [at, id] of [
      [0, 'finance-bureau'],
      [1, 'public-security-bureau'],
      [4, 'tax-bureau'],
    ] as const) {
      expect(items[at]?.unknown[0]?.nearest).toContain(id);
    }
  });

  it('leaves open who of several leads, and names all', () => {
    expect(items[2]?.proposal.leads).toEqual(['市财政局', '市税务局']);
    expect(items[2]?.plan.coDepartments).toEqual(['finance-bureau', 'tax-bureau']);
    expect(items[3]?.plan.coDepartments).toEqual(['public-security-bureau', 'urban-management-bureau']);
  });

  it('says of a name that was completed from the first of its list that it was', () => {
    const [task] = parsePlan('一、任务\n（一）推进。抓紧推进。（市公安局、财政局按职责分工负责）', {
      year: 2026,
    }).proposals;
    expect(task?.departments).toEqual(['市公安局', '市财政局']);
    expect(task?.basis.departments).toBe('inferred:sharedPlace');
  });
});
