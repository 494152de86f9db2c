/**
 * A rule pack: the three systems of a campaign as data, article by article, each with where it is taken from, how long it
 * is valid and which rules of the machines it lays down (HANDBOOK 2).
 */

import type { CivilDate } from '../dates.js';
import { lengthOf } from '../text.js';
import { PERIOD_UNITS, type Period } from './period.js';
import {
  ACCOUNTABILITY_RULES,
  FIRST_CONTACT_RULES,
  type PackRules,
  RULE_NAMES,
  RULES,
  type RuleName,
  type RuleSpec,
  type RuleValue,
  SUPERVISION_RULES,
  TIME_LIMIT_RULES,
} from './rules.js';

/** The document an article is taken from. `address` as the handbook's sources give it; empty where none is known. */
export interface Citation {
  document: string;
  /** `第十二条`; empty where the document has no numbers. */
  place: string;
  address: string;
}

/** One of the systems that a campaign has; the name in full, since 三项制度 means other trios elsewhere (HANDBOOK 2). */
export interface PackSystem {
  key: string;
  title: string;
}

export interface PackArticle {
  /** Unique in the pack; stays through versions, so that they can be compared. */
  id: string;
  /** Key of one of the pack's systems. */
  system: string;
  title: string;
  /** What it says, in the words of the pack's maker. */
  text: string;
  citation: Citation;
  validFrom: CivilDate;
  /** The last day it holds; null = until further notice. */
  validTo: CivilDate | null;
  /** The rules of the machines that it lays down. */
  rules: Partial<PackRules>;
}

export interface RulePack {
  /** Stays through versions. */
  key: string;
  version: number;
  title: string;
  /** Where the set of systems is taken from. */
  source: string;
  systems: PackSystem[];
  articles: PackArticle[];
}

/** A pack's version as matters keep it: they go on under what they started under. */
export interface PackVersion {
  key: string;
  version: number;
}

/** A number, choice or list outside what its rule may be. */
function fits(spec: RuleSpec, value: RuleValue | undefined): boolean {
  switch (spec.kind) {
    case 'count':
      return Number.isInteger(value) && Number(value) >= spec.least && Number(value) <= spec.most;
    case 'period': {
      if (value === null) return spec.none;
      const { n, unit } = (value ?? {}) as Partial<Period>;
      return Number.isInteger(n) && Number(n) >= 1 && Number(n) <= spec.most && PERIOD_UNITS.includes(unit as never);
    }
    case 'choice':
      return spec.options.includes(value as string);
    case 'list':
      return Array.isArray(value) && value.every((one) => spec.options.includes(one)) && unique(value);
    case 'words':
      return Array.isArray(value) && value.every((one) => one.trim() !== '' && lengthOf(one) <= 20) && unique(value);
  }
}

const unique = (values: readonly string[]) => new Set(values).size === values.length;

/** Whether a value is one that the rule may have. */
export function isRuleValue(name: RuleName, value: RuleValue | undefined): boolean {
  // What comes from outside may name a rule that there is not.
  return Object.hasOwn(RULES, name) && fits(RULES[name], value);
}

/** Whether an article holds on a day. */
export function holds({ validFrom, validTo }: PackArticle, on: CivilDate): boolean {
  return validFrom <= on && (validTo === null || on <= validTo);
}

/** The article in force that lays a rule down; the one to be named when it is refused by. */
export function articleFor(pack: RulePack, rule: RuleName, on: CivilDate): PackArticle | undefined {
  return pack.articles.find((article) => holds(article, on) && Object.hasOwn(article.rules, rule));
}

/** A pack lacks a rule on a day: it should not have been put in force. */
export class RuleMissing extends Error {
  override readonly name = 'RuleMissing';
  constructor(
    readonly pack: string,
    readonly rule: RuleName,
  ) {
    super(`Pack ${pack} lays down no ${rule}.`);
  }
}

/** Every rule as the pack lays it down on a day. Throws {@link RuleMissing}. */
export function rulesOf(pack: RulePack, on: CivilDate): PackRules {
  const rules: Record<string, RuleValue> = {};
  for (const name of RULE_NAMES) {
    const value = articleFor(pack, name, on)?.rules[name];
    if (value === undefined) throw new RuleMissing(`${pack.key}@${pack.version}`, name);
    rules[name] = value as RuleValue;
  }
  return rules as unknown as PackRules;
}

function pick<T extends Record<string, RuleSpec>>(
  rules: PackRules,
  of: T,
): { [N in keyof T & RuleName]: PackRules[N] } {
  return Object.fromEntries(Object.keys(of).map((name) => [name, rules[name as RuleName]])) as never;
}

/** What a request keeps of the pack it started under. */
export const firstContactRules = (rules: PackRules) => pick(rules, FIRST_CONTACT_RULES);
/** What a matter keeps of the pack it started under. */
export const timeLimitRules = (rules: PackRules) => pick(rules, TIME_LIMIT_RULES);
/** What a case keeps of the pack it started under. */
export const accountabilityRules = (rules: PackRules) => pick(rules, ACCOUNTABILITY_RULES);
/** What ratings and registers read of the pack in force. */
export const supervisionRules = (rules: PackRules) => pick(rules, SUPERVISION_RULES);
