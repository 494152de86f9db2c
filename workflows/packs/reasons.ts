/** What stands in the way of putting a rule pack in force. */
import { type CivilDate, isCivilDate } from '../dates.js';
import { missing } from '../reasons.js';
import type { Reason } from '../step.js';
import { articleFor, holds, isRuleValue, type PackArticle, type RulePack, rulesOf } from './pack.js';
import { RULE_NAMES, type RuleName, type RuleValue } from './rules.js';

const twice = (values: readonly string[]) => values.find((value, i) => values.indexOf(value) !== i);

/** What is wrong with one article, whoever edits it. */
export function articleReasons(article: PackArticle, systems: readonly string[]): Reason[] {
  const { title, text, citation, validFrom, validTo, rules, system } = article;
  const reasons = [
    ...missing(title, 'title'),
    ...missing(text, 'text'),
    ...missing(citation.document, 'document'),
    ...(systems.includes(system) ? [] : [{ code: 'badValue', field: 'system', params: { field: 'system' } }]),
    ...(isCivilDate(validFrom) ? [] : [{ code: 'badDate', field: 'validFrom', params: { field: 'validFrom' } }]),
    ...(validTo === null || isCivilDate(validTo)
      ? []
      : [{ code: 'badDate', field: 'validTo', params: { field: 'validTo' } }]),
  ];
  if (reasons.length === 0 && validTo !== null && validTo < validFrom) {
    reasons.push({ code: 'datesReversed', field: 'validTo' });
  }
  for (const [name, value] of Object.entries(rules) as [RuleName, RuleValue][]) {
    if (!isRuleValue(name, value)) reasons.push({ code: 'pack.badRule', field: name, params: { rule: name } });
  }
  return reasons;
}

/** A rule that no article lays down on the day, or that two do. */
function completeness(pack: RulePack, on: CivilDate): Reason[] {
  return RULE_NAMES.flatMap((rule): Reason[] => {
    const by = pack.articles.filter((article) => holds(article, on) && Object.hasOwn(article.rules, rule));
    if (by.length === 1) return [];
    if (by.length === 0) return [{ code: 'pack.ruleMissing', field: rule, params: { rule } }];
    return [
      { code: 'pack.ruleTwice', field: rule, params: { rule, articles: by.map(({ title }) => title).join('、') } },
    ];
  });
}

/** Rules that must fit each other. */
function harmony(pack: RulePack, on: CivilDate): Reason[] {
  const rules = rulesOf(pack, on);
  const reasons: Reason[] = [];
  if (rules.ratingOnTime + rules.ratingAnswered + rules.ratingNotBounced !== 100) {
    const total = rules.ratingOnTime + rules.ratingAnswered + rules.ratingNotBounced;
    reasons.push({ code: 'pack.ratingWeights', field: 'ratingOnTime', params: { total } });
  }
  if (!(rules.ratingExcellent > rules.ratingGood && rules.ratingGood > rules.ratingPass)) {
    reasons.push({ code: 'pack.ratingOrder', field: 'ratingExcellent' });
  }
  if (rules.admonitionLeast > rules.admonitionMost) {
    reasons.push({ code: 'pack.admonitionOrder', field: 'admonitionLeast' });
  }
  return reasons;
}

/** Everything against a pack's being in force from a day on; empty = it may be. */
export function packReasons(pack: RulePack, on: CivilDate): Reason[] {
  const systems = pack.systems.map(({ key }) => key);
  const double = twice(pack.articles.map(({ id }) => id));
  const reasons = [
    ...missing(pack.title, 'title'),
    ...(pack.systems.length === 0 ? missing('', 'systems') : []),
    ...(twice(systems) === undefined ? [] : [{ code: 'taken', field: 'systems' }]),
    ...(double === undefined ? [] : [{ code: 'pack.articleTwice', params: { article: double } }]),
    ...pack.articles.flatMap((article) => articleReasons(article, systems)),
    ...completeness(pack, on),
  ];
  return reasons.length > 0 ? reasons : harmony(pack, on);
}

/** The words by which a refusal names its article: `限时办结规定 第四十五条`; empty where the pack names none. */
export function citationOf(pack: RulePack, rule: RuleName, on: CivilDate): string {
  const citation = articleFor(pack, rule, on)?.citation;
  return citation ? `${citation.document}${citation.place}` : '';
}
