/** Every template against its document: what is quoted stands in it, what it asks is a task, and the dates make sense. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isCivilDate } from '../../../workflows/dates.js';
import { instantiate, TEMPLATES } from '../../../workflows/templates/index.js';
import type { CampaignTemplate } from '../../../workflows/templates/template.js';

const seed = (name: string) => readFileSync(new URL(`../../fixtures/seeds/${name}.txt`, import.meta.url), 'utf8');
const between = (text: string, from: string, to: string) => {
  const [start, end] = [text.indexOf(from), text.indexOf(to, text.indexOf(from) + 1)];
  if (start < 0 || end < 0) throw new Error(`${from} … ${to}`);
  return text.slice(start, end);
};

/** The parts of each document that ask for something; the rest reports, praises or finds fault. */
const ASKING: Record<string, [document: string, parts: (text: string) => string[]]> = {
  'third-phase-rectification': ['001', (text) => [between(text, '三、下一步', '- 上一篇')]],
  'appraisal-round': ['000', (text) => [text.slice(text.indexOf('五是明晰'))]],
  'standing-systems': [
    '002',
    (text) => [between(text, '希望各个单位', '二、突出'), between(text, '二、突出', '这应该成为')],
  ],
  'environment-year': ['003', (text) => [text.slice(text.indexOf('一、更新观念'))]],
  'three-years': ['004', (text) => [between(text, '(一)项目建设要突出', '- 上一篇')]],
};

const templates: CampaignTemplate[] = Object.values(TEMPLATES);

describe.each(templates.map((template) => [template.key, template] as const))('the template %s', (key, template) => {
  const [name, parts] = ASKING[key] ?? ['', () => []];
  const text = seed(name);
  const plan = instantiate(template, { startOn: '2027-01-04' });

  it('quotes its document word for word', () => {
    const quotes = [
      ...plan.tasks.map(({ code, source }) => [code, source?.quote ?? ''] as const),
      ...plan.indicators.map(({ code, source }) => [code, source?.quote ?? ''] as const),
      ...template.notDuties.map(({ quote, reason }) => [reason, quote] as const),
    ];
    expect(quotes.filter(([, quote]) => !text.includes(quote))).toEqual([]);
    for (const { code, origin, source } of plan.indicators) {
      if (source === null) expect([code, origin]).toEqual([code, 'local']);
    }
  });

  it('makes a task of every clause that asks for something, or says why not', () => {
    const quotes = [
      ...plan.tasks.flatMap(({ source }) => (source ? [source.quote] : [])),
      ...template.notDuties.map(({ quote }) => quote),
    ];
    const missed = parts(text).flatMap((part) => {
      const covered = new Uint8Array(part.length);
      for (const quote of quotes) {
        const at = part.indexOf(quote);
        if (at >= 0) covered.fill(1, at, at + quote.length);
      }
      // Every clause: what no quote covers is said, so that a duty cannot hide in half a sentence.
      return [...part]
        .map((char, at) => (covered[at] ? '\n' : char))
        .join('')
        .split('\n')
        .map((gap) => gap.trim())
        .filter((gap) => gap !== '');
    });
    expect(missed).toEqual([]);
  });

  it('names keys that exist, once each, and results that are more than a meeting or a paper', () => {
    const departments = new Set(template.departments.map(({ key: one }) => one));
    const phases = new Set(template.phases.map(({ key: one }) => one));
    const codes = plan.tasks.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(departments.size).toBe(template.departments.length);
    for (const { code, phase, leadDepartment, coDepartments, outcomes, requirement } of plan.tasks) {
      expect([
        code,
        phases.has(phase),
        [leadDepartment, ...coDepartments].every((one) => departments.has(one)),
      ]).toEqual([code, true, true]);
      expect(coDepartments).not.toContain(leadDepartment);
      expect([code, requirement !== '', outcomes.length > 0]).toEqual([code, true, true]);
      for (const outcome of outcomes) expect(outcome).not.toMatch(/^(召开|印发|上报|下发)/);
    }
    for (const { code, owner, targets, unit } of plan.indicators) {
      expect([code, departments.has(owner), unit !== '', targets.length > 0]).toEqual([code, true, true, true]);
    }
    expect(plan.departments.length).toBeGreaterThan(0);
  });

  it.each(['2026-03-02', '2027-01-04', '2028-02-29', '2027-12-01'])(
    'fits into its phases when it starts on %s',
    (startOn) => {
      const other = instantiate(template, { startOn });
      for (const { code, due, hardDate, assignOn, checkpoints } of other.tasks) {
        const dates = [due.from, due.to, assignOn, ...checkpoints.flatMap((one) => [one.due.from, one.due.to])];
        expect([code, dates.filter((date) => !isCivilDate(date))]).toEqual([code, []]);
        expect([code, due.from <= due.to && due.to <= hardDate && assignOn <= due.to]).toEqual([code, true]);
        expect([code, checkpoints.filter((one) => one.due.to > due.to)]).toEqual([code, []]);
      }
      expect(other.phases.find((phase) => phase.key === other.mainPhase)?.opensOn).toBe(startOn);
      for (const { targets } of other.indicators) {
        expect([...targets].sort((a, b) => (a.by.to < b.by.to ? -1 : 1))).toEqual(targets);
      }
    },
  );
});

describe('the templates of the documents', () => {
  const plan = (key: string) => instantiate(TEMPLATES[key] as CampaignTemplate, { startOn: '2027-01-04' });
  const task = (key: string, code: string) => plan(key).tasks.find((one) => one.code === code);

  it('have the quantified targets of the three-year activity as indicators', () => {
    const targets = plan('three-years').indicators.map(({ title, unit, direction, targets: line }) => [
      title.zh,
      direction,
      line.at(-1)?.value,
      unit,
    ]);
    expect(targets).toEqual(
      expect.arrayContaining([
        ['行政审批项目当场办结率', 'atLeast', 45, '%'],
        ['承诺件平均时限', 'atMost', 4, '个工作日'],
        ['行政审批项目减少比例', 'atLeast', 8, '%'],
        ['进中心办理的行政许可项目比例', 'atLeast', 85, '%'],
      ]),
    );
  });

  it('owe again what is asked each quarter, half-year and year', () => {
    const due = (code: string) => task('environment-year', code)?.checkpoints.map((one) => one.due.to);
    expect(due('CC-02')).toEqual(['2027-03-31', '2027-06-30', '2027-09-30', '2027-11-30']);
    expect(due('CC-03')).toEqual(['2027-06-30', '2027-11-30']);
    // 每年不少于两次: two in the year.
    expect(due('CC-05')).toEqual(['2027-11-30', '2027-11-30']);
    expect(task('standing-systems', 'ZD-02')?.checkpoints).toHaveLength(12);
  });

  it('ask one thing of every department as one task each', () => {
    const parts = plan('three-years').tasks.filter(({ parent }) => parent === 'XN-14');
    expect(parts.length).toBeGreaterThan(15);
    expect(new Set(parts.map(({ leadDepartment }) => leadDepartment)).size).toBe(parts.length);
  });
});
