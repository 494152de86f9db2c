import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parsePlan } from '../../../workflows/plans/parse-plan.js';
import { RULES } from '../../../workflows/plans/rule-names.js';

const fixture = (file: string) => {
  const seed = new URL(`../../fixtures/seeds/${file.slice(0, 3)}.txt`, import.meta.url);
  return readFileSync(existsSync(seed) ? seed : new URL(`../../fixtures/plans/${file}`, import.meta.url), 'utf8');
};

describe('the rules that conclude', () => {
  it.each(Object.entries(RULES))(
    '%s has an example that is really in its document',
    (_name, { does, document, quote }) => {
      expect(does).not.toBe('');
      expect(quote).not.toBe('');
      if (document !== '') expect(fixture(document)).toContain(quote);
    },
  );

  it('have a name for people in both languages', () => {
    for (const lng of ['zh-CN', 'en']) {
      const file = new URL(`../../../locales/${lng}/plans.json`, import.meta.url);
      const { rule } = JSON.parse(readFileSync(file, 'utf8')) as { rule: Record<string, string> };
      expect(Object.keys(rule).sort()).toEqual(Object.keys(RULES).sort());
    }
  });

  it('say which of them it was', () => {
    const bases = (text: string) => parsePlan(text, { year: 2026 }).proposals.map(({ basis }) => basis);
    expect(bases(`一、任务\n${RULES.heading.quote}`).map(({ lead }) => lead)).toEqual([
      'inferred:heading',
      'inferred:heading',
    ]);
    expect(bases(`一、任务\n（一）推进。${RULES.namesOnly.quote}`)[0]?.departments).toBe('inferred:namesOnly');
    expect(bases(`序号\t工作任务\t责任单位\n${RULES.carriedDown.quote}`)[1]?.lead).toBe('inferred:carriedDown');
    expect(bases('一、任务\n（一）推进。尽快推进。（甲局负责）')[0]?.lead).toBe('inferred:onlyOne');
    expect(bases('一、任务\n（一）推进。尽快推进。（发展改革委会同财政部负责）')[0]?.lead).toBe('inferred:together');
  });

  it('never claim a lead where several are named and none is said to lead', () => {
    const { proposals } = parsePlan(
      '一、任务\n（一）推进。尽快推进。（甲局、乙局按职责分工负责）\n（二）落实。抓紧落实。（丙局、丁局牵头）',
    );
    expect(proposals.map(({ lead, leads, basis }) => [lead, leads, basis.lead])).toEqual([
      [null, [], 'asked'],
      [null, ['丙局', '丁局'], 'asked'],
    ]);
  });
});
