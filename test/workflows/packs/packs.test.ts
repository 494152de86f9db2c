import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { citationOf } from '../../../workflows/packs/cite.js';
import { comparePacks } from '../../../workflows/packs/compare-packs.js';
import { HANDBOOK_PACK } from '../../../workflows/packs/handbook/index.js';
import {
  holds,
  isRuleValue,
  type PackArticle,
  RuleMissing,
  type RulePack,
  rulesOf,
} from '../../../workflows/packs/pack.js';
import { DEFAULT_PACKS, rulesUnder, UnknownPack, versionOf } from '../../../workflows/packs/packs.js';
import { articleReasons, packReasons } from '../../../workflows/packs/reasons.js';
import {
  type PackRules,
  RULE_GROUPS,
  RULE_NAMES,
  RULES,
  type RuleName,
  type RuleValue,
} from '../../../workflows/packs/rules.js';

const TODAY = '2026-06-02';
const codes = (pack: RulePack, on = TODAY) => packReasons(pack, on).map(({ code }) => code);
const withArticle = (id: string, change: Partial<PackArticle>): RulePack => ({
  ...HANDBOOK_PACK,
  articles: HANDBOOK_PACK.articles.map((article) => (article.id === id ? { ...article, ...change } : article)),
});
const withRules = (id: string, rules: Partial<PackRules>): RulePack => {
  const now = HANDBOOK_PACK.articles.find((article) => article.id === id)?.rules;
  return withArticle(id, { rules: { ...now, ...rules } });
};

/** A value that a rule may have. */
function aValueOf(name: RuleName): fc.Arbitrary<RuleValue> {
  const spec = RULES[name];
  switch (spec.kind) {
    case 'count':
      return fc.integer({ min: spec.least, max: spec.most });
    case 'period': {
      const unit = fc.constantFrom('workingDays', 'days', 'months');
      const period = fc.record({ n: fc.integer({ min: 1, max: spec.most }), unit }) as fc.Arbitrary<RuleValue>;
      return spec.none ? fc.option(period, { nil: null }) : period;
    }
    case 'choice':
      return fc.constantFrom(...spec.options);
    case 'list':
      return fc.subarray([...spec.options]);
    case 'words':
      return fc.uniqueArray(fc.constantFrom('等', '其他', '有关'), { maxLength: 3 });
  }
}
const aRule = fc.constantFrom(...RULE_NAMES);

describe('the shipped pack', () => {
  it('can be in force today', () => {
    expect(packReasons(HANDBOOK_PACK, TODAY)).toEqual([]);
  });

  it('lays every rule down in exactly one article that names its document', () => {
    for (const rule of RULE_NAMES) {
      const by = HANDBOOK_PACK.articles.filter(({ rules }) => Object.hasOwn(rules, rule));
      expect([rule, by.length]).toEqual([rule, 1]);
      expect([rule, citationOf(HANDBOOK_PACK, rule, TODAY).length > 3]).toEqual([rule, true]);
    }
    expect(Object.values(RULE_GROUPS).flat().sort()).toEqual([...RULE_NAMES].sort());
  });

  it('names the article of a statute where it has one', () => {
    expect(citationOf(HANDBOOK_PACK, 'pauseReasons', TODAY)).toBe(
      '中华人民共和国行政许可法（2019修正）第四十五条（不计入时限）',
    );
  });
});

describe('a value of a rule', () => {
  it('of every kind is taken when it is allowed', () => {
    fc.assert(
      fc.property(
        aRule.chain((name) => fc.tuple(fc.constant(name), aValueOf(name))),
        ([name, value]) => isRuleValue(name, value),
      ),
    );
  });

  it.each<[RuleName, unknown]>([
    ['handOverWithin', -1],
    ['handOverWithin', 11],
    ['handOverWithin', 1.5],
    ['handOverWithin', Number.NaN],
    ['handOverWithin', '1'],
    ['investigateWithin', { n: 0, unit: 'days' }],
    ['investigateWithin', { n: 91, unit: 'days' }],
    ['investigateWithin', { n: 3, unit: 'weeks' }],
    ['investigateWithin', null],
    ['otherAppealAsk', undefined],
    ['countFrom', 'yesterday'],
    ['sanctions', ['exile']],
    ['sanctions', ['demotion', 'demotion']],
    ['sanctions', 'demotion'],
    ['vagueWords', [' ']],
    ['vagueWords', ['等', '等']],
    ['vagueWords', ['长'.repeat(21)]],
    ['noSuchRule' as RuleName, 1],
    ['constructor' as RuleName, 1],
  ])('of %s is refused when it is %j', (name, value) => {
    expect(isRuleValue(name, value as RuleValue)).toBe(false);
  });
});

describe('an article', () => {
  const [article] = HANDBOOK_PACK.articles as [PackArticle];
  const fields = (change: Partial<PackArticle>) =>
    articleReasons({ ...article, ...change }, ['firstContact']).map(({ code, field }) => `${code} ${field}`);

  it.each<[string, Partial<PackArticle>, string[]]>([
    ['is whole', {}, []],
    ['has neither title nor text', { title: ' ', text: '' }, ['required title', 'required text']],
    ['names no document', { citation: { document: '', place: '', address: '' } }, ['required document']],
    ['is of no system of the pack', { system: 'other' }, ['badValue system']],
    ['begins on no day', { validFrom: '2026-02-30' }, ['badDate validFrom']],
    ['ends on no day', { validTo: 'soon' }, ['badDate validTo']],
    ['ends before it begins', { validTo: '2007-05-31' }, ['datesReversed validTo']],
    ['holds a single day', { validTo: '2007-06-01' }, []],
    ['lays down what cannot be', { rules: { handOverWithin: 99 } }, ['pack.badRule handOverWithin']],
  ])('that %s', (_name, change, expected) => {
    expect(fields(change)).toEqual(expected);
  });
});

describe('a pack cannot be put in force', () => {
  it.each<[string, RulePack, string]>([
    ['without a title', { ...HANDBOOK_PACK, title: '' }, 'required'],
    ['without systems', { ...HANDBOOK_PACK, systems: [], articles: [] }, 'required'],
    ['with a system twice', { ...HANDBOOK_PACK, systems: HANDBOOK_PACK.systems.flatMap((s) => [s, s]) }, 'taken'],
    [
      'with an article twice',
      { ...HANDBOOK_PACK, articles: HANDBOOK_PACK.articles.flatMap((a, i) => (i === 0 ? [a, a] : [a])) },
      'pack.articleTwice',
    ],
    ['with a day that does not exist', withArticle('fc-who', { validTo: '2026-13-01' }), 'badDate'],
    ['with a rule that nothing lays down', withArticle('fc-hand-over', { rules: {} }), 'pack.ruleMissing'],
    ['with a rule laid down twice', withRules('fc-who', { handOverWithin: 1 }), 'pack.ruleTwice'],
    ['with weights that are not 100', withRules('su-formula', { ratingOnTime: 61 }), 'pack.ratingWeights'],
    ['with points out of order', withRules('su-formula', { ratingGood: 95 }), 'pack.ratingOrder'],
    ['with an admonition that ends first', withRules('ac-admonition', { admonitionLeast: 7 }), 'pack.admonitionOrder'],
  ])('%s', (_name, pack, code) => {
    expect(codes(pack)).toEqual([code]);
  });

  it('while one of its rules runs out on a later day', () => {
    const pack = withArticle('fc-hand-over', { validTo: '2026-12-31' });
    expect(packReasons(pack, TODAY)).toEqual([
      { code: 'pack.ruleMissing', field: 'handOverWithin', params: { rule: 'handOverWithin', from: '2027-01-01' } },
    ]);
  });
});

describe('the rules of a day', () => {
  const before = HANDBOOK_PACK.articles.find(({ id }) => id === 'fc-hand-over') as PackArticle;
  const followed: RulePack = {
    ...HANDBOOK_PACK,
    articles: [
      ...HANDBOOK_PACK.articles.filter(({ id }) => id !== before.id),
      { ...before, validTo: '2026-06-30' },
      { ...before, id: 'fc-hand-over-2', validFrom: '2026-07-01', rules: { handOverWithin: 2 } },
    ],
  };

  it('are those of the article that holds on it, from the day its successor begins', () => {
    expect(packReasons(followed, TODAY)).toEqual([]);
    const [old, last, first] = ['2026-06-02', '2026-06-30', '2026-07-01'].map((on) => rulesOf(followed, on));
    expect([old?.handOverWithin, last?.handOverWithin, first?.handOverWithin]).toEqual([0, 0, 2]);
  });

  it('are an error where no article holds', () => {
    expect(() => rulesOf(HANDBOOK_PACK, '2007-05-31')).toThrow(RuleMissing);
  });

  it('are a record’s own: of the version it started under and the day it started', () => {
    const packs = { current: { ...followed, version: 2 }, all: DEFAULT_PACKS.all };
    const now = { key: followed.key, version: 2 };
    expect(rulesUnder(packs, versionOf(HANDBOOK_PACK), '2026-07-02').handOverWithin).toBe(0);
    expect(rulesUnder(packs, now, '2026-07-02').handOverWithin).toBe(2);
    expect(rulesUnder(packs, now, '2026-06-02').handOverWithin).toBe(0);
    expect(() => rulesUnder(packs, { ...now, version: 3 }, TODAY)).toThrow(UnknownPack);
  });

  it('hold exactly from the first to the last day', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-06-${String(n).padStart(2, '0')}`);
    fc.assert(
      fc.property(day, day, day, (validFrom, validTo, on) => {
        expect(holds({ ...before, validFrom, validTo }, on)).toBe(validFrom <= on && on <= validTo);
      }),
    );
  });
});

describe('the comparison of two packs', () => {
  /** The shipped pack with some rules changed and some articles gone. */
  const edited = fc
    .record({
      gone: fc.subarray(HANDBOOK_PACK.articles.map(({ id }) => id)),
      values: fc.array(
        aRule.chain((name) => fc.tuple(fc.constant(name), aValueOf(name))),
        { maxLength: 5 },
      ),
    })
    .map(({ gone, values }): RulePack => {
      const changes = new Map(values);
      const articles = HANDBOOK_PACK.articles
        .filter(({ id }) => !gone.includes(id))
        .map((article) => ({
          ...article,
          rules: Object.fromEntries(
            Object.entries(article.rules).map(([name, value]) => [name, changes.get(name as RuleName) ?? value]),
          ) as Partial<PackRules>,
        }));
      return { ...HANDBOOK_PACK, version: 2, articles };
    });

  it('of a pack with itself finds nothing', () => {
    fc.assert(fc.property(edited, (pack) => comparePacks(pack, pack).length === 0));
  });

  it('the other way round finds the same the other way round', () => {
    const mirror = { added: 'removed', removed: 'added', changed: 'changed' } as const;
    const shape = (of: ReturnType<typeof comparePacks>, back: boolean) =>
      of
        .map(({ id, change, rules }) => ({
          id,
          change: back ? mirror[change] : change,
          rules: rules.map(({ rule, before, after }) => (back ? [rule, after, before] : [rule, before, after])),
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    fc.assert(
      fc.property(edited, (pack) => {
        const [there, back] = [comparePacks(HANDBOOK_PACK, pack), comparePacks(pack, HANDBOOK_PACK)];
        expect(shape(back, true)).toEqual(shape(there, false));
      }),
    );
  });

  it('names what changed in an article and says what it was', () => {
    const changed = withRules('fc-answer', { answerWithin: 3 });
    const [first, ...others] = comparePacks(HANDBOOK_PACK, {
      ...changed,
      articles: changed.articles.map((one) => (one.id === 'fc-answer' ? { ...one, title: '答复' } : one)),
    });
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      id: 'fc-answer',
      change: 'changed',
      fields: [{ field: 'title', before: '答复时限', after: '答复' }],
      rules: [{ rule: 'answerWithin', before: 5, after: 3 }],
    });
  });
});
