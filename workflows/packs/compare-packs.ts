/** What differs between two packs or two versions of one, article by article and rule by rule. */
import type { PackArticle, RulePack } from './pack.js';
import { RULE_NAMES, type RuleName, type RuleValue } from './rules.js';

export interface FieldDifference {
  field: 'title' | 'text' | 'citation' | 'validity' | 'system';
  before: string;
  after: string;
}
export interface RuleDifference {
  rule: RuleName;
  /** Undefined = the article did not lay it down. */
  before: RuleValue | undefined;
  after: RuleValue | undefined;
}
export interface ArticleDifference {
  id: string;
  change: 'added' | 'removed' | 'changed';
  title: string;
  fields: FieldDifference[];
  rules: RuleDifference[];
}

const FIELDS: { field: FieldDifference['field']; of(article: PackArticle): string }[] = [
  { field: 'system', of: ({ system }) => system },
  { field: 'title', of: ({ title }) => title },
  { field: 'text', of: ({ text }) => text },
  { field: 'citation', of: ({ citation: { document, place, address } }) => `${document} ${place} ${address}`.trim() },
  { field: 'validity', of: ({ validFrom, validTo }) => `${validFrom}/${validTo ?? ''}` },
];

function rulesBetween(before: PackArticle | undefined, after: PackArticle | undefined): RuleDifference[] {
  return RULE_NAMES.flatMap((rule) => {
    const [was, is] = [before?.rules[rule] as RuleValue | undefined, after?.rules[rule] as RuleValue | undefined];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ rule, before: was, after: is }];
  });
}

/** In the order of the later pack; what it has no longer comes last. */
export function comparePacks(before: RulePack, after: RulePack): ArticleDifference[] {
  const known = new Map(before.articles.map((article) => [article.id, article]));
  const kept = new Set(after.articles.map(({ id }) => id));
  const differences: ArticleDifference[] = [];
  for (const article of after.articles) {
    const was = known.get(article.id);
    const { id, title } = article;
    const fields = was
      ? FIELDS.map(({ field, of }) => ({ field, before: of(was), after: of(article) })).filter(
          (one) => one.before !== one.after,
        )
      : [];
    const rules = rulesBetween(was, article);
    if (!was) differences.push({ id, change: 'added', title, fields, rules });
    else if (fields.length + rules.length > 0) differences.push({ id, change: 'changed', title, fields, rules });
  }
  for (const article of before.articles) {
    const { id, title } = article;
    if (!kept.has(id)) {
      differences.push({ id, change: 'removed', title, fields: [], rules: rulesBetween(article, undefined) });
    }
  }
  return differences;
}
