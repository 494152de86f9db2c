/** A score sheet on its way to becoming the checklist: give one, look through it, decide item by item. */

import type { ScoreItem, ScoreSheet } from '../../workflows/plans/score-sheet.js';
import { type Checklist, pointsSum } from '../../workflows/readiness/checklist.js';
import { type SheetDecision, suggestedFrom } from '../../workflows/readiness/from-score-sheet.js';
import { cut } from '../../workflows/text.js';
import type { GivenBefore } from '../documents/given.model.js';
import { givenNotice } from '../documents/given.page.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { formatInstant } from '../platform/i18n.js';
import { checklistConflict } from '../readiness/checklist-words.page.js';
import { DOCUMENT_KINDS } from './document-limits.js';
import type { GivenSheet } from './score-sheet.model.js';

export interface SheetsShown {
  campaign: { id: string; title: string };
  sheets: readonly Omit<GivenSheet, 'text'>[];
  again: FormAgain | null;
}

const crumbs = (campaign: { id: string; title: string }, { t }: Reader) => [
  { text: campaign.title, href: `/campaigns/${campaign.id}` },
  { text: t('readiness:checklist'), href: `/readiness/checklist?campaign=${campaign.id}` },
];

export function sheetsPage({ campaign, sheets, again }: SheetsShown, reader: Reader) {
  const { t, locale, today } = reader;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  return {
    page: { title: t('plans:sheet.title') },
    head: {
      crumbs: [...crumbs(campaign, reader), { text: t('plans:sheet.title') }],
      title: t('plans:sheet.title'),
      lead: t('plans:sheet.lead'),
    },
    errors: again ? errorSummary(reader, again.reasons) : null,
    action: `/campaigns/${campaign.id}/checklist`,
    fields: [
      field(
        { type: 'textarea', name: 'text', label: t('plans:field.text'), hint: t('plans:sheet.hint'), rows: 10 },
        state,
      ),
      field(
        {
          type: 'file',
          name: 'file',
          label: t('plans:field.file'),
          hint: t('plans:hint.file'),
          accept: DOCUMENT_KINDS.join(','),
        },
        state,
      ),
      field(
        {
          type: 'text',
          name: 'name',
          label: t('plans:field.name'),
          hint: t('plans:hint.name'),
          optional: true,
          maxlength: 120,
        },
        state,
      ),
    ],
    ledger: {
      columns: [{ text: t('plans:field.name') }, { text: t('plans:given') }, { text: t('plans:sheet.state') }],
      rows: sheets.map(({ id, name, createdAt, createdBy, keptAt }) => ({
        cells: [
          { text: name, href: `/campaigns/${campaign.id}/checklist/${id}`, heading: true },
          { text: `${createdBy.name} · ${formatInstant(locale, createdAt, today)}` },
          {
            text:
              keptAt === null
                ? t('plans:sheet.waiting')
                : t('plans:sheet.kept', { at: formatInstant(locale, keptAt, today) }),
          },
        ],
      })),
      empty: t('plans:sheet.none'),
    },
  };
}

export interface SheetShown {
  campaign: { id: string; title: string };
  given: GivenSheet;
  /** What of it came before in another sheet. */
  givenBefore: GivenBefore | null;
  sheet: ScoreSheet;
  /** The checklist as it stands. */
  before: Checklist;
  /** Of the campaign whose checklist it is. */
  rev: number;
  again: FormAgain | null;
}

/** How a rule marks, in few words: what it gives, what it takes, whether it fails all. */
function ruleTags(item: ScoreItem, { t }: Reader) {
  return item.rules.map(({ text, points, deduct, veto }) => ({
    text,
    tags: [
      ...(points === null ? [] : [{ text: t('plans:sheet.gives', { points }), kind: 'done' }]),
      ...(deduct ? [{ text: t('plans:sheet.takes', { points: deduct.points }), kind: 'wait' }] : []),
      ...(veto ? [{ text: t('plans:sheet.veto'), kind: 'grave' }] : []),
    ],
  }));
}

/** An item or a section by what people call it. */
function whereText(where: string, { sections, items }: ScoreSheet, { t }: Reader): string {
  if (where === 'total') return t('plans:sheet.total');
  const named = items.find(({ number }) => number === where) ?? sections.find(({ number }) => number === where);
  return named ? `${where} ${named.title}` : where;
}

export function sheetPage({ campaign, given, givenBefore, sheet, before, rev, again }: SheetShown, reader: Reader) {
  const { t, locale } = reader;
  const suggested: SheetDecision = suggestedFrom(sheet, before);
  const kept = new Map(suggested.kept.map((one) => [one.index, one]));
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  const continued = new Set(suggested.kept.map(({ continues }) => continues));
  const dropped = before.items.filter(({ key }) => !continued.has(key));
  const titleOf = (title: { zh: string; en: string }) => (locale === 'en' ? title.en : title.zh);
  const sections = new Map(sheet.sections.map((section) => [section.number, section]));
  return {
    page: { title: given.name },
    head: {
      crumbs: [
        ...crumbs(campaign, reader),
        { text: t('plans:sheet.title'), href: `/campaigns/${campaign.id}/checklist` },
        { text: given.name },
      ],
      title: given.name,
      lead: t('plans:sheet.itemsLead', {
        count: sheet.items.length,
        points: pointsSum(sheet.items.map(({ points }) => points ?? 0)),
      }),
    },
    rev,
    before:
      givenBefore && given.keptAt === null
        ? givenNotice(givenBefore, reader, { href: `/campaigns/${campaign.id}/checklist/${givenBefore.id}` })
        : null,
    conflict: checklistConflict(again, reader),
    errors: again && again.changes.length === 0 ? errorSummary(reader, again.reasons) : null,
    mismatches: sheet.mismatches.map(({ where, printed, summed }) =>
      t('plans:sheet.mismatch', { where: whereText(where, sheet, reader), printed, summed }),
    ),
    dropped:
      dropped.length > 0 && given.keptAt === null
        ? t('plans:sheet.dropped', {
            items: dropped.map(({ title }) => titleOf(title)).join(t('common:listSeparator')),
          })
        : null,
    action: `/campaigns/${campaign.id}/checklist/${given.id}`,
    about: [
      field(
        {
          type: 'text',
          name: 'title',
          label: t('plans:sheet.name'),
          value: cut(suggested.title || given.name, 60),
          maxlength: 60,
        },
        state,
      ),
      field(
        {
          type: 'number',
          name: 'total',
          label: t('plans:sheet.total'),
          min: 1,
          max: 1000,
          step: 'any',
          value: suggested.total,
        },
        state,
      ),
    ],
    items: sheet.items.map((item, index) => {
      const mine = kept.get(index);
      const section = sections.get(item.section);
      return {
        about: [
          item.title.startsWith(item.number) ? '' : item.number,
          section && section.title !== item.title ? section.title : '',
          section?.bonus ? t('plans:sheet.bonus') : '',
          item.departments.join(t('common:listSeparator')),
        ]
          .filter((one) => one !== '')
          .join(' · '),
        rules: ruleTags(item, reader),
        fields: [
          field(
            { type: 'checkbox', name: `keep-${index}`, label: t('plans:sheet.keep'), chosen: mine !== undefined },
            state,
          ),
          field(
            {
              type: 'text',
              name: `title-${index}`,
              label: t('plans:sheet.item'),
              value: cut(item.title, 60),
              maxlength: 60,
            },
            state,
          ),
          field(
            {
              type: 'number',
              name: `points-${index}`,
              label: t('readiness:points'),
              min: 0,
              max: 1000,
              step: 'any',
              value: item.points ?? 0,
            },
            state,
          ),
          field(
            {
              type: 'select',
              name: `continues-${index}`,
              label: t('plans:sheet.continues'),
              options: [
                { value: '', text: t('plans:sheet.new'), chosen: !mine?.continues },
                ...before.items.map(({ key, title }) => ({
                  value: key,
                  text: titleOf(title),
                  chosen: mine?.continues === key,
                })),
              ],
            },
            state,
          ),
        ],
      };
    }),
  };
}
