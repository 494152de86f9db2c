/** The form of an article, made from the registry of rules: what it asks, and what was typed read back. */
import { z } from 'zod';
import { HANDBOOK_PACK } from '../../workflows/packs/handbook/index.js';
import type { PackArticle, RulePack } from '../../workflows/packs/pack.js';
import { PERIOD_UNITS, type Period, type PeriodUnit } from '../../workflows/packs/period.js';
import {
  type PackRules,
  RULE_GROUPS,
  RULE_NAMES,
  RULES,
  type RuleGroup,
  type RuleName,
  type RuleValue,
} from '../../workflows/packs/rules.js';
import type { Field } from '../http/components/form.js';
import type { Reader } from '../http/reason-text.js';
import { civilDate, listOf, read, requiredText, text } from '../platform/validate.js';
import { optionText } from './rule-words.js';

const NONE = 'none';
const typed = z.string().max(2_000).optional();
const several = z.union([z.array(z.string().max(60)).max(40), z.string().max(60)]).optional();

const ruleFields = Object.fromEntries(
  RULE_NAMES.flatMap((name): [string, z.ZodType][] => {
    const { kind } = RULES[name];
    if (kind === 'period') {
      return [
        [name, typed],
        [`${name}-unit`, typed],
      ];
    }
    return [[name, kind === 'list' ? several : typed]];
  }),
);

const articleSchema = z.strictObject({
  system: z.string().max(60),
  title: requiredText(120),
  text: requiredText(2_000),
  document: requiredText(200),
  place: text(60).default(''),
  address: text(300).default(''),
  validFrom: civilDate,
  validTo: z.union([z.literal(''), civilDate]).default(''),
  lays: listOf(z.enum(RULE_NAMES as [RuleName]), RULE_NAMES.length).default([]),
  ...ruleFields,
});

/** A whole number as people type it, 全角 digits included; NaN for anything else, which no rule may be. */
function numberOf(value: unknown): number {
  const plain = String(value ?? '')
    .normalize('NFKC')
    .trim();
  return /^\d{1,6}$/.test(plain) ? Number(plain) : Number.NaN;
}

/** What was typed for a rule; a list without a tick is not sent at all. */
function typedValue(name: RuleName, sent: Record<string, unknown>): RuleValue {
  const value = sent[name];
  switch (RULES[name].kind) {
    case 'count':
      return numberOf(value);
    case 'period': {
      const unit = sent[`${name}-unit`];
      return unit === NONE ? null : { n: numberOf(value), unit: unit as PeriodUnit };
    }
    case 'choice':
      return String(value ?? '');
    case 'list':
      return value === undefined ? [] : [value].flat().map(String);
    case 'words': {
      const words = String(value ?? '').split('\n');
      return words.map((word) => word.trim()).filter((word) => word !== '');
    }
  }
}

/** What the shipped pack says of a rule. */
const shippedValue = (name: RuleName) =>
  HANDBOOK_PACK.articles.find(({ rules }) => Object.hasOwn(rules, name))?.rules[name] as RuleValue;

/**
 * The article that a form describes; `before` as it stood, null for a new one. A rule that it newly lays down was not in the
 * form and starts as it is shipped. Throws InvalidForm for what was typed beside the rules; their values the machine judges.
 */
export function articleFrom(id: string, before: PackArticle | null, body: unknown): PackArticle {
  const sent = read(articleSchema, body) as z.output<typeof articleSchema> & Record<string, unknown>;
  const { system, title, text: says, document, place, address, validFrom, validTo } = sent;
  const valueFor = (name: RuleName) =>
    before && Object.hasOwn(before.rules, name) ? typedValue(name, sent) : shippedValue(name);
  return {
    ...{ id, system, title, text: says, citation: { document, place, address }, validFrom },
    validTo: validTo || null,
    rules: Object.fromEntries(sent.lays.map((name) => [name, valueFor(name)])) as Partial<PackRules>,
  };
}

/** The fields of one rule; a period has two. */
function fieldsOf(name: RuleName, value: RuleValue, reader: Reader): Field[] {
  const { t } = reader;
  const spec = RULES[name];
  const about = { name, label: t(`packs:rule.${name}`), hint: t(`packs:ruleHint.${name}`) };
  switch (spec.kind) {
    case 'count': {
      const { least, most, unit } = spec;
      const hint = t('packs:range', { hint: about.hint, least, most });
      return [{ type: 'text', ...about, hint, value: value as number, unit: t(`packs:unit.${unit}`), maxlength: 6 }];
    }
    case 'period': {
      const period = value as Period | null;
      const options = [...PERIOD_UNITS.map((unit) => ({ value: unit as string, text: t(`packs:unit.${unit}`) }))];
      if (spec.none) options.push({ value: NONE, text: t('packs:none') });
      const hint = t('packs:range', { hint: about.hint, least: 1, most: spec.most });
      return [
        { type: 'text', ...about, hint, value: period?.n ?? '', maxlength: 6 },
        {
          type: 'select',
          name: `${name}-unit`,
          label: t('packs:unitOf', { rule: about.label }),
          options: options.map((option) => ({ ...option, chosen: option.value === (period?.unit ?? NONE) })),
        },
      ];
    }
    case 'choice':
    case 'list': {
      const chosen = new Set([value].flat() as string[]);
      const options = spec.options.map((option) => ({
        value: option,
        text: optionText(name, option, reader),
        chosen: chosen.has(option),
      }));
      return [{ type: spec.kind === 'choice' ? 'radios' : 'checkboxes', ...about, options }];
    }
    case 'words': {
      const hint = t('packs:onePerLine', { hint: about.hint });
      return [{ type: 'textarea', ...about, hint, value: (value as string[]).join('\n'), rows: 5 }];
    }
  }
}

/** The fields that say what the article is. */
export function articleFields(
  article: PackArticle | null,
  { systems }: RulePack,
  { t }: Reader,
  today: string,
): Field[] {
  const label = (name: string) => ({ name, label: t(`packs:field.${name}`) });
  const { document = '', place = '', address = '' } = article?.citation ?? {};
  return [
    {
      type: 'select',
      ...label('system'),
      options: systems.map(({ key, title }) => ({ value: key, text: title, chosen: key === article?.system })),
    },
    { type: 'text', ...label('title'), value: article?.title ?? '', required: true, maxlength: 120 },
    { type: 'textarea', ...label('text'), value: article?.text ?? '', required: true, rows: 4 },
    { type: 'text', ...label('document'), value: document, required: true, maxlength: 200 },
    { type: 'text', ...label('place'), value: place, hint: t('packs:hint.place'), optional: true, maxlength: 60 },
    { type: 'text', ...label('address'), value: address, optional: true, maxlength: 300 },
    { type: 'date', ...label('validFrom'), value: article?.validFrom ?? today, required: true },
    { type: 'date', ...label('validTo'), value: article?.validTo ?? '', hint: t('packs:hint.validTo'), optional: true },
  ];
}

/** The fields of each rule that the article lays down, in the registry's order. */
export function ruleValueFields(article: PackArticle | null, reader: Reader): Field[][] {
  if (!article) return [];
  return RULE_NAMES.filter((name) => Object.hasOwn(article.rules, name)).map((name) =>
    fieldsOf(name, article.rules[name] as RuleValue, reader),
  );
}

/** Which rules it lays down, by what reads them. */
export function laysFields(article: PackArticle | null, { t }: Reader): Field[] {
  return (Object.keys(RULE_GROUPS) as RuleGroup[]).map((group) => ({
    type: 'checkboxes',
    name: 'lays',
    id: `lays-${group}`,
    label: t(`packs:group.${group}`),
    options: RULE_GROUPS[group].map((name) => ({
      value: name,
      text: t(`packs:rule.${name}`),
      chosen: article !== null && Object.hasOwn(article.rules, name),
    })),
  }));
}
