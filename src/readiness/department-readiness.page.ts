/** View models of one department’s readiness, and of one of its items with the records behind it. */
import { type ChecklistItem, vetoItems } from '../../workflows/readiness/checklist.js';
import type { DepartmentReadiness, ItemReadiness } from '../../workflows/readiness/readiness.js';
import { bullet } from '../http/components/bullet.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';
import {
  becauseText,
  cellState,
  easiest,
  type ReadinessShown,
  ranAt,
  recordHref,
  recordTitle,
  titleOf,
} from './readiness-words.page.js';

function itemFacts(item: ItemReadiness, about: ChecklistItem, href: string, reader: Reader) {
  const { t } = reader;
  const state = cellState(item);
  return {
    name: titleOf(about, reader),
    href,
    verdict: {
      text: t(`common:readiness.${state}`),
      kind: state === 'met' ? 'done' : state === 'un' ? 'grave' : 'wait',
    },
    points: state === 'no' || state === 'na' ? '–' : t('readiness:pointsOf', { points: item.points, max: item.max }),
    bar: bullet(t, {
      percent: item.max === 0 ? 0 : Math.round((100 * item.points) / item.max),
      planned: about.metFrom,
    }),
    because: becauseText(item.reason, reader),
  };
}

/** `found` is null where the check had nothing of the department to look at. */
export function departmentReadinessPage(
  shown: ReadinessShown,
  department: string,
  found: DepartmentReadiness | null,
  reader: Reader,
) {
  const { t } = reader;
  const { campaign, names, check } = shown;
  const query = `?campaign=${campaign.id}${check ? `&run=${check.id}` : ''}`;
  const byItem = new Map((found?.items ?? []).map((item) => [item.item, item]));
  const grave = new Set(vetoItems(campaign.facts.checklist));
  const vetoed = campaign.facts.checklist.items.filter(
    ({ key }) => grave.has(key) && byItem.get(key)?.verdict === 'unmet',
  );
  const name = names.get(department) ?? department;
  return {
    page: { title: t('readiness:titleOf', { department: name }) },
    head: {
      crumbs: [{ text: t('readiness:title'), href: `/readiness${query}` }, { text: name }],
      title: name,
      lead: found
        ? t('readiness:sums', {
            score: found.scorePercent ?? '–',
            assessed: found.assessedPercent,
            points: found.points,
            max: found.assessedMax,
          })
        : '',
      facts: [{ text: t('readiness:toDashboard'), href: `/departments/${department}` }, { text: ranAt(shown, reader) }],
    },
    items: campaign.facts.checklist.items.flatMap((about) => {
      const item = byItem.get(about.key);
      if (!item || item.verdict === 'notApplicable') return [];
      return [itemFacts(item, about, `/readiness/${department}/${about.key}${query}`, reader)];
    }),
    vetoed:
      vetoed.length > 0
        ? t('readiness:vetoed', {
            items: vetoed.map((about) => titleOf(about, reader)).join(t('common:listSeparator')),
          })
        : null,
    none: check ? t('readiness:notInCheck') : t('readiness:none'),
    easiest: easiest(shown, found ? [found] : [], reader, 20),
  };
}

export function cellPage(
  shown: ReadinessShown,
  department: string,
  item: ItemReadiness,
  about: ChecklistItem,
  reader: Reader,
) {
  const { t, locale } = reader;
  const { campaign, names, check, moment } = shown;
  const query = `?campaign=${campaign.id}${check ? `&run=${check.id}` : ''}`;
  const name = names.get(department) ?? department;
  const title = titleOf(about, reader);
  return {
    page: { title: `${name} · ${title}` },
    head: {
      crumbs: [
        { text: t('readiness:title'), href: `/readiness${query}` },
        { text: name, href: `/readiness/${department}${query}` },
        { text: title },
      ],
      title: `${name}　${title}`,
      lead: about.question[locale === 'en' ? 'en' : 'zh'],
      figure: { before: '', value: String(item.points), after: t('readiness:ofMax', { max: item.max }) },
    },
    facts: [
      { name: t('readiness:verdict'), text: t(`common:readiness.${cellState(item)}`), strong: true },
      { name: t('readiness:because_'), text: becauseText(item.reason, reader) },
      { name: t('readiness:lost'), text: String(item.lost) },
      { name: t('readiness:open'), text: String(item.open) },
      {
        name: t('readiness:readyBy'),
        text: item.readyBy ? formatDate(locale, item.readyBy, moment.today) : t('readiness:noDate'),
      },
      { name: t('readiness:rule'), text: t(`readiness:rules.${about.rule}`) },
      ...(about.printed?.departments.length
        ? [{ name: t('readiness:markedBy'), text: about.printed.departments.join(t('common:listSeparator')) }]
        : []),
    ],
    scoring: (about.printed?.rules ?? []).map(({ text, veto }) => ({
      text,
      tag: veto ? { text: t('readiness:veto'), kind: 'grave' } : null,
    })),
    records: {
      caption: t('readiness:records'),
      columns: [
        { text: t('readiness:record') },
        { text: t('readiness:share'), number: true },
        { text: t('readiness:lost'), number: true },
        { text: t('readiness:because_') },
      ],
      rows: item.records.map((record) => ({
        cells: [
          {
            text: recordTitle(record, reader),
            href: recordHref(record),
            heading: true,
            ...(record.code ? { sub: record.code } : {}),
          },
          { text: record.share === null ? t('common:readiness.no') : `${record.share}%`, number: true },
          { value: record.lost },
          { text: becauseText(record.reason, reader) },
        ],
      })),
      empty: t('readiness:noRecords'),
    },
  };
}
