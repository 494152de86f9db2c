import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { reasonTexts } from '../../src/http/reason-text.js';
import { hasText, LOCALES, translator } from '../../src/platform/i18n.js';
import { DIMENSIONS } from '../../workflows/sites/site.js';
import { areaOf, MACHINES } from '../../workflows/versions.js';

/** Areas whose rules give reasons; readiness has its own words for what it found (locales readiness). */
const AREAS = [
  '',
  'tasks',
  'phases',
  'sites',
  'campaigns',
  'packs',
  'inquiries',
  'matters',
  'service-items',
  'accountability',
  'booklets',
  'period-plans',
  'indicators',
  'supervision',
];

/** Every code that stands in the rules, found by the way it is written. */
function codesInRules(): string[] {
  const codes = new Set<string>();
  for (const area of AREAS) {
    const folder = join('workflows', area);
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
      const text = readFileSync(join(folder, file), 'utf8');
      for (const [, code] of text.matchAll(/code: '([a-zA-Z.]+)'/g)) codes.add(code!);
      for (const [code] of text.matchAll(/(?<=')light\.[a-zA-Z]+(?=')/g)) if (code !== 'light.js') codes.add(code);
    }
  }
  return [...codes].sort();
}

/** Values enough for any reason. */
const params = {
  count: 2,
  start: '6月3日',
  value: 40,
  planned: 45,
  unit: '%',
  days: 2,
  by: '6月3日',
  on: '6月3日',
  to: '6月3日',
  hard: '6月3日',
  due: '6月3日',
  deadline: '调查期限',
  date: '6月3日',
  last: '6月3日',
  from: 50,
  percent: 50,
  margin: 20,
  every: 5,
  most: 20,
  total: 90,
  wanted: 100,
  sum: 95,
  code: 'ZW-01',
  returns: 2,
  year: '2027',
  task: 'T-01',
  title: '节点',
  name: 'a.pdf',
  event: '报结',
  state: '承办中',
  field: '事由',
  dimension: '窗口服务',
  part: '本单位实施办法',
  begin: '6月1日',
  end: '6月30日',
  article: '许可法第四十五条',
  latest: '6月9日',
  left: 1,
  word: '等',
  row: 3,
  statutory: 20,
  after: '6月3日',
  rule: '交接时限',
  articles: '甲、乙',
  system: '首问负责制',
  version: 2,
};

describe('the texts of the rules', () => {
  it.each(LOCALES)('say every reason that a rule can give (%s)', (locale) => {
    const codes = codesInRules();
    expect(codes.length).toBeGreaterThan(60);
    for (const code of codes) {
      expect([code, hasText(locale, `reasons:${code}`) || hasText(locale, `reasons:${code}_other`)]).toEqual([
        code,
        true,
      ]);
      const text = translator(locale)(`reasons:${code}`, params);
      expect([code, /\{\{|\$t\(/.test(text), text.length > 1]).toEqual([code, false, true]);
    }
  });

  it.each(LOCALES)('name every state and event of every machine, and every dimension of a site (%s)', (locale) => {
    for (const [kind, { machine }] of Object.entries(MACHINES)) {
      for (const [state, node] of Object.entries(machine.states)) {
        expect([kind, state, hasText(locale, `${areaOf(kind)}:state.${state}`)]).toEqual([kind, state, true]);
        expect([kind, state, hasText(locale, `${areaOf(kind)}:stateDescription.${state}`)]).toEqual([
          kind,
          state,
          true,
        ]);
        for (const event of node.transitions.keys()) {
          expect([kind, event, hasText(locale, `${areaOf(kind)}:event.${event}`)]).toEqual([kind, event, true]);
        }
      }
    }
    for (const dimension of DIMENSIONS) expect(hasText(locale, `sites:dimension.${dimension}`)).toBe(true);
  });

  it('call states, events and dimensions what people call them, whatever kind of record they are of', () => {
    const reader = { t: translator('zh-CN'), locale: 'zh-CN', today: '2026-06-02' } as const;
    const texts = reasonTexts(
      [
        { code: 'notInThisState', params: { kind: 'site', event: 'ACCEPT', state: 'preparing' } },
        { code: 'site.dimensionOpen', params: { dimension: 'window' } },
        { code: 'task.extensionTooLate', params: { due: '2026-06-10' } },
        { code: 'light.caseOverdue', params: { deadline: 'execution', due: '2026-06-01' } },
      ],
      reader,
    );
    expect(texts).toEqual([
      '当前状态不能“验收”：现为“准备中”',
      '“窗口服务”还不完整：自评分、说明、佐证材料三样齐全',
      '延期要在到期日（6月10日）之前提出',
      '执行报告期限 6月1日 已过',
    ]);
  });

  it('are official Chinese: short and without exclamation marks', () => {
    for (const code of codesInRules()) {
      const text = translator('zh-CN')(`reasons:${code}`, params);
      expect([code, text.length <= 60, /[!！]/.test(text)]).toEqual([code, true, false]);
    }
  });
});
