/** The ledgers a person has brought back, and the form to bring another. */
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { formatInstant } from '../platform/i18n.js';
import type { LedgerImport } from './ledger-import.model.js';
import { LEDGER_KINDS } from './read-ledger-file.js';

export interface ImportsShown {
  campaign: { id: string; title: string };
  phases: readonly { key: string; title: string; current: boolean }[];
  imports: readonly LedgerImport[];
  again: FormAgain | null;
}

export const DEFAULT_GROUP = 'TZ';
const RULES = ['same', 'hidden', 'conflict', 'fresh', 'steps'] as const;

export function importsPage({ campaign, phases, imports, again }: ImportsShown, reader: Reader) {
  const { t, locale, today } = reader;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  const label = (name: string) => ({ name, label: t(`ledger:field.${name}`), hint: t(`ledger:hint.${name}`) });
  return {
    page: { title: t('ledger:import.title') },
    head: {
      crumbs: [
        { text: t('common:nav.tasks'), href: `/tasks?campaign=${campaign.id}` },
        { text: t('ledger:import.title') },
      ],
      title: t('ledger:import.title'),
      lead: t('ledger:import.lead'),
    },
    errors: again ? errorSummary(reader, again.reasons) : null,
    form: {
      action: '/ledger/imports',
      campaign: campaign.id,
      fields: [field({ type: 'file', ...label('file'), accept: LEDGER_KINDS.join(','), required: true }, state)],
      about: [
        field(
          {
            type: 'select',
            ...label('phase'),
            options: phases.map(({ key, title, current }) => ({ value: key, text: title, chosen: current })),
          },
          state,
        ),
        field({ type: 'text', ...label('group'), value: DEFAULT_GROUP, maxlength: 6 }, state),
      ],
    },
    rules: { summary: t('ledger:import.how'), items: RULES.map((rule) => t(`ledger:import.rules.${rule}`)) },
    table: {
      columns: [
        { text: t('ledger:importColumn.name') },
        { text: t('ledger:importColumn.rows'), number: true },
        { text: t('ledger:importColumn.state') },
        { text: t('ledger:importColumn.given') },
      ],
      rows: imports.map(({ id, name, total, state: stands, createdAt }) => ({
        cells: [
          { text: name, href: `/ledger/imports/${id}`, heading: true },
          { value: total, number: true },
          { tag: { text: t(`ledger:state.${stands}`), kind: stands === 'done' ? 'done' : 'now' } },
          { text: formatInstant(locale, createdAt, today) },
        ],
      })),
      empty: t('ledger:import.none'),
    },
  };
}
