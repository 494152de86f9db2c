import { describe, expect, it } from '@jest/globals';
import { findDeadlines, findRecurrence, yearOfDocument } from '../../../workflows/plans/deadlines.js';

const days = (text: string, year = 2026) =>
  findDeadlines(text, year).map(({ due: { from, to } }) => (from === to ? to : `${from}..${to}`));

describe('a deadline', () => {
  it.each([
    ['2020年底前将有关事项纳入线上平台', ['2020-12-31']],
    ['2021年6月底前实现在线核验', ['2021-06-30']],
    ['2021年3月底前', ['2021-03-31']],
    ['6月10日前准备完毕', ['2026-06-10']],
    ['要求他们6月10日前准备完毕', ['2026-06-10']],
    ['计划6月11日或12日召开一个动员大会', ['2026-06-11..2026-06-12']],
    ['初定6月中旬召开全市经验交流会', ['2026-06-11..2026-06-20']],
    ['计划在6月中下旬召开交流会', ['2026-06-11..2026-06-30']],
    ['6月下旬，办公室要组织督查', ['2026-06-21..2026-06-30']],
    ['6月底之前，监督组要查处几件典型个案', ['2026-06-30']],
    ['第三季度完成改造', ['2026-07-01..2026-09-30']],
    ['三季度末前完成改造', ['2026-09-30']],
    ['上半年完成', ['2026-01-01..2026-06-30']],
    ['年内建成投用', ['2026-01-01..2026-12-31']],
    ['相关落实情况年底前报国务院', ['2026-12-31']],
    ['2020年6月底前完成试点，12月底前全面推开', ['2020-06-30', '2020-12-31']],
    ['到2025年底，基本建成', ['2025-12-31']],
    ['六月底前完成', ['2026-06-30']],
    ['２０２０年１２月底前完成', ['2020-12-31']],
    ['明年3月底前完成', ['2027-03-31']],
    ['7月1日至10日集中开展', ['2026-07-01..2026-07-10']],
    ['于2020年9月30日前报送', ['2020-09-30']],
  ])('is read as documents word it: %s', (text, expected) => {
    expect(days(text)).toEqual(expected);
  });

  it.each([
    '自2019年1月1日起施行',
    '自国务院批准设立之日起',
    '按照《2019年工作要点》办理',
    '将商标注册平均审查周期压缩至4个月以内',
    '新设立机构允许年满18周岁的公民担任股东',
    '对2018年度考核结果进行通报',
    '2017年以来形成的做法',
    '截至2019年已完成',
    '每年不少于两次',
    '一年内未发生的',
    '石城县2018年度工作',
  ])('is not a date that only modifies something else: %s', (text) => {
    expect(days(text)).toEqual([]);
  });

  it('says that its year was not printed, and takes the year before it in the sentence', () => {
    expect(findDeadlines('6月底前完成', 2026)[0]?.inferredYear).toBe(true);
    expect(days('2020年6月底前完成。12月底前报告', 2026)).toEqual(['2020-06-30', '2026-12-31']);
  });

  it('tells a day from which on from a day by which', () => {
    expect(findDeadlines('6月10日之后我和大家一起去验收', 2026)[0]).toMatchObject({
      after: true,
      due: { to: '2026-06-10' },
    });
  });

  it('refuses days the calendar does not have', () => {
    expect(days('2月30日前完成，13月底前完成')).toEqual([]);
  });
});

describe('a duty that comes back', () => {
  it.each([
    ['每月28日前报送进展', { every: 'month', times: 1, day: 28 }],
    ['每季度通报一次', { every: 'quarter', times: 1, day: null }],
    ['每年不少于两次', { every: 'year', times: 2, day: null }],
    ['每半年至少开展3次', { every: 'halfYear', times: 3, day: null }],
    ['每周调度', { every: 'week', times: 1, day: null }],
  ])('%s', (text, expected) => {
    expect(findRecurrence(text)).toMatchObject(expected);
  });

  it('is none where nothing comes back', () => {
    expect(findRecurrence('6月底前完成')).toBeNull();
  });
});

describe('the year of a document', () => {
  it.each([
    ['国办发〔2020〕24号 …', 2020],
    ['石城县2018年度河长制工作乡镇目标管理考核细则', 2018],
    ['关于某事的通知\n……\n2019年1月12日', 2019],
  ])('%s', (text, year) => {
    expect(yearOfDocument(text)).toBe(year);
  });
});
