/** Rules as people read them: 交接时限：当个工作日. */
import type { PackArticle, RulePack } from '../../workflows/packs/pack.js';
import type { Period } from '../../workflows/packs/period.js';
import { RULE_GROUPS, RULES, type RuleGroup, type RuleName, type RuleValue } from '../../workflows/packs/rules.js';
import type { Reader } from '../http/reason-text.js';
import { formatDateLong, hasText } from '../platform/i18n.js';

/** Where the words for the options of a list lie. */
const LISTS: Partial<Record<RuleName, string>> = {
  pauseReasons: 'pauseReason',
  sanctions: 'sanction',
  exemptions: 'exemption',
  aggravating: 'aggravating',
  mitigating: 'mitigating',
  silenceIsConsent: 'matterKind',
};

/** An option of a choice or a list in words. */
export function optionText(name: RuleName, option: string, { t }: Reader): string {
  return t(`packs:${LISTS[name] ?? `option.${name}`}.${option}`);
}

/** What a rule says, without its name. */
export function ruleText(name: RuleName, value: RuleValue, reader: Reader): string {
  const { t, locale } = reader;
  const spec = RULES[name];
  const listed = (texts: readonly string[]) =>
    texts.length > 0 ? texts.join(t('common:listSeparator')) : t('packs:emptyList');
  switch (spec.kind) {
    case 'count':
      return value === 0 && hasText(locale, `packs:zero.${name}`)
        ? t(`packs:zero.${name}`)
        : t(`packs:value.${spec.unit}`, { count: value });
    case 'period': {
      const period = value as Period | null;
      return period ? t(`packs:value.${period.unit}`, { count: period.n }) : t('packs:none');
    }
    case 'choice':
      return optionText(name, value as string, reader);
    case 'list':
      return listed((value as string[]).map((option) => optionText(name, option, reader)));
    case 'words':
      return listed(value as string[]);
  }
}

/** The rules of an article, each with its name and what it is for. */
export function rulesOfArticle({ rules }: PackArticle, reader: Reader) {
  const { t } = reader;
  return (Object.entries(rules) as [RuleName, RuleValue][]).map(([name, value]) => ({
    name: t(`packs:rule.${name}`),
    text: ruleText(name, value, reader),
    sub: t(`packs:ruleHint.${name}`),
  }));
}

/** What reads the rules of an article. */
export function feeds({ rules }: PackArticle, { t }: Reader): string {
  const groups = (Object.keys(RULE_GROUPS) as RuleGroup[]).filter((group) =>
    RULE_GROUPS[group].some((name) => Object.hasOwn(rules, name)),
  );
  return groups.map((group) => t(`packs:group.${group}`)).join(t('common:listSeparator'));
}

export function validityText(from: string, to: string | null, { t, locale }: Reader): string {
  return to
    ? t('packs:validBetween', { from: formatDateLong(locale, from), to: formatDateLong(locale, to) })
    : t('packs:validFrom', { from: formatDateLong(locale, from) });
}

/** `三项制度规则包 第 2 版` */
export function packName({ title, version }: Pick<RulePack, 'title' | 'version'>, { t }: Reader): string {
  return t('packs:named', { title, version });
}

/** `甲（X 第一条）` as it is cited. */
export const citationText = ({ citation: { document, place } }: PackArticle) => `${document}${place}`;
