/** What stands in the way of putting a rule pack in force. */
import { addDays, type CivilDate, isCivilDate } from '../dates.js';
import { missing } from '../reasons.js';
import type { Reason } from '../step.js';
import { holds, isRuleValue, type PackArticle, type RulePack, rulesOf } from './pack.js';
import { RULE_NAMES, type RuleName, type RuleValue } from './rules.js';

/** The first value that stands there twice. */
export const repeated = (values: readonly string[]) => values.find((value, i) => values.indexOf(value) !== i);

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

/** The days from `on` on which an article begins to hold or has ceased to: between them nothing changes. */
function turningDays({ articles }: RulePack, on: CivilDate): CivilDate[] {
  const turns = articles.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo ? [addDays(validTo, 1)] : [])]);
  return [...new Set([on, ...turns.filter((day) => day > on)])].sort();
}

/** Rules that no article lays down, or that several do, each from the first day that is so. */
function completeness(pack: RulePack, days: readonly CivilDate[]): Reason[] {
  return RULE_NAMES.flatMap((rule): Reason[] => {
    for (const from of days) {
      const by = pack.articles.filter((article) => holds(article, from) && Object.hasOwn(article.rules, rule));
      if (by.length === 0) return [{ code: 'pack.ruleMissing', field: rule, params: { rule, from } }];
      if (by.length > 1) {
        const articles = by.map(({ title }) => title).join('、');
        return [{ code: 'pack.ruleTwice', field: rule, params: { rule, articles, from } }];
      }
    }
    return [];
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

/** Everything against a pack's being in force from a day on; empty = it may be, and stays whole while its articles end and begin. */
export function packReasons(pack: RulePack, on: CivilDate): Reason[] {
  const systems = pack.systems.map(({ key }) => key);
  const double = repeated(pack.articles.map(({ id }) => id));
  const faults = [
    ...missing(pack.title, 'title'),
    ...(pack.systems.length === 0 ? missing('', 'systems') : []),
    ...(repeated(systems) === undefined ? [] : [{ code: 'taken', field: 'systems' }]),
    ...(double === undefined ? [] : [{ code: 'pack.articleTwice', params: { article: double } }]),
    ...pack.articles.flatMap((article) => articleReasons(article, systems)),
  ];
  // Days that do not exist have no order.
  if (faults.length > 0) return faults;
  const days = turningDays(pack, on);
  const gaps = completeness(pack, days);
  if (gaps.length > 0) return gaps;
  return days.map((day) => harmony(pack, day)).find((reasons) => reasons.length > 0) ?? [];
}
