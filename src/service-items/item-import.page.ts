/** The pages on which a table of items comes in: give it, see what every row says, take the rows that can be taken. */
import { MOST_ROWS } from '../../workflows/service-items/read-table.js';
import type { GivenBefore } from '../documents/given.model.js';
import { givenNotice } from '../documents/given.page.js';
import { SHEET_KINDS } from '../documents/sheet-cells.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { CheckedRow } from './item-import.js';
import { promisedText } from './item-words.page.js';

export interface ImportShown {
  campaign: { id: string; title: string };
  again: FormAgain | null;
}

const crumbs = ({ t }: Reader, ...more: { text: string; href?: string }[]) => [
  { text: t('common:nav.serviceItems'), href: '/service-items' },
  ...more,
];

export function itemImportPage({ campaign, again }: ImportShown, reader: Reader) {
  const { t } = reader;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  const template = `/service-items/import/template.xlsx?campaign=${campaign.id}`;
  return {
    page: { title: t('serviceItems:import.title') },
    head: {
      crumbs: crumbs(reader, { text: t('serviceItems:import.title') }),
      title: t('serviceItems:import.title'),
      lead: t('serviceItems:import.lead'),
      facts: [{ text: t('serviceItems:import.template'), href: template }],
    },
    errors: again && errorSummary(reader, again.reasons),
    campaign: campaign.id,
    fields: [
      {
        type: 'file',
        name: 'file',
        label: t('serviceItems:import.file'),
        accept: SHEET_KINDS.join(','),
        optional: true,
      },
      {
        type: 'textarea',
        name: 'table',
        label: t('serviceItems:import.table'),
        hint: t('serviceItems:import.tableHint', { most: MOST_ROWS }),
        rows: 8,
        optional: true,
      },
    ].map((spec) => field(spec, state)),
    submit: t('serviceItems:import.check'),
  };
}

export interface CheckShown {
  campaign: { id: string; title: string };
  rows: readonly CheckedRow[];
  names: ReadonlyMap<string, string>;
  /** Id of the table the rows are of. */
  table: string;
  /** What of it came before. */
  before: GivenBefore | null;
  /** What has come to stand against it since the check was shown. */
  stale: boolean;
}

/** Refused rows first, then what cannot be published yet, then what is fine; each in the order of the table. */
const weight = ({ reasons, later }: CheckedRow) => (reasons.length > 0 ? 0 : later.length > 0 ? 1 : 2);

function rowOf(row: CheckedRow, names: CheckShown['names'], reader: Reader) {
  const { t } = reader;
  const { n, title, plan, reasons, later } = row;
  const fine = reasons.length === 0;
  const said = (of: CheckedRow['reasons']) =>
    [...new Set(reasonTexts(of, reader))].join(t('serviceItems:import.between'));
  const why = fine ? later.length > 0 && t('serviceItems:import.notNow', { reasons: said(later) }) : said(reasons);
  return {
    cells: [
      { text: String(n), number: true },
      { text: title || '—', heading: true },
      { text: plan ? (names.get(plan.department) ?? plan.department) : '—' },
      { text: plan && fine ? promisedText(plan, reader) : '—' },
      {
        tag: {
          text: t(fine ? 'serviceItems:import.fine' : 'serviceItems:import.refused'),
          kind: fine ? 'done' : 'grave',
        },
        ...(why ? { sub: why } : {}),
      },
    ],
  };
}

export function itemCheckPage({ campaign, table, rows, names, before, stale }: CheckShown, reader: Reader) {
  const { t } = reader;
  const taken = rows.filter(({ reasons }) => reasons.length === 0);
  const sorted = [...rows].sort((a, b) => weight(a) - weight(b) || a.n - b.n);
  return {
    page: { title: t('serviceItems:import.checked') },
    head: {
      crumbs: crumbs(
        reader,
        { text: t('serviceItems:import.title'), href: `/service-items/import?campaign=${campaign.id}` },
        { text: t('serviceItems:import.checked') },
      ),
      title: t('serviceItems:import.checked'),
      lead: t('serviceItems:import.checkedLead', { taken: taken.length, refused: rows.length - taken.length }),
      facts: [{ text: t('serviceItems:import.again'), href: `/service-items/import?campaign=${campaign.id}` }],
    },
    before: before && givenNotice(before, reader),
    errors: stale ? errorSummary(reader, [{ code: 'serviceItem.table.stale' }]) : null,
    form:
      taken.length > 0
        ? {
            action: `/service-items/import/${table}`,
            hidden: [{ name: 'rows', value: taken.map(({ n }) => n).join() }],
            publish: field({
              type: 'checkbox',
              name: 'publish',
              label: t('serviceItems:import.publish'),
              hint: t('serviceItems:import.publishHint'),
            }),
            submit: t('serviceItems:import.take', { count: taken.length }),
          }
        : null,
    nothing: t('serviceItems:import.nothing'),
    table: {
      caption: t('serviceItems:import.checked'),
      columns: ['row', 'title', 'department', 'promised', 'result'].map((name) => ({
        text: name === 'row' || name === 'result' ? t(`serviceItems:import.${name}`) : t(`serviceItems:column.${name}`),
        ...(name === 'row' ? { number: true } : {}),
      })),
      rows: sorted.map((row) => rowOf(row, names, reader)),
    },
  };
}
