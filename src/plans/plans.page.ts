/** The documents of a campaign that were given to be broken down, and the form to give another. */

import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { formatInstant } from '../platform/i18n.js';
import { DOCUMENT_KINDS } from './document-limits.js';
import type { DraftSummary } from './plan-drafts.store.js';

export interface PlansShown {
  campaign: { id: string; title: string };
  phases: readonly { key: string; title: string; current: boolean }[];
  drafts: readonly DraftSummary[];
  again: FormAgain | null;
}

export function plansPage({ campaign, phases, drafts, again }: PlansShown, reader: Reader) {
  const { t, locale, today } = reader;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  const label = (name: string) => ({ name, label: t(`plans:field.${name}`) });
  const titles = new Map(phases.map(({ key, title }) => [key, title]));
  return {
    page: { title: t('plans:title') },
    head: {
      crumbs: [{ text: campaign.title, href: `/campaigns/${campaign.id}` }, { text: t('plans:title') }],
      title: t('plans:title'),
      lead: t('plans:listLead'),
    },
    errors: again ? errorSummary(reader, again.reasons) : null,
    form: {
      action: `/campaigns/${campaign.id}/plans`,
      fields: [
        field({ type: 'textarea', ...label('text'), hint: t('plans:hint.text'), rows: 12 }, state),
        field({ type: 'file', ...label('file'), hint: t('plans:hint.file'), accept: DOCUMENT_KINDS.join(',') }, state),
      ],
      about: [
        field({ type: 'text', ...label('name'), hint: t('plans:hint.name'), optional: true, maxlength: 120 }, state),
        field(
          {
            type: 'select',
            ...label('phase'),
            options: phases.map(({ key, title, current }) => ({ value: key, text: title, chosen: current })),
          },
          state,
        ),
        field({ type: 'text', ...label('group'), hint: t('plans:hint.group'), value: 'WJ', maxlength: 6 }, state),
        ...(drafts.length === 0
          ? []
          : [
              field(
                {
                  type: 'select',
                  ...label('editionOf'),
                  hint: t('plans:hint.editionOf'),
                  options: [
                    { value: 'auto', text: t('plans:edition.auto'), chosen: true },
                    { value: 'none', text: t('plans:edition.none') },
                    ...drafts.map(({ id, name }) => ({ value: id, text: t('plans:edition.of', { name }) })),
                  ],
                },
                state,
              ),
            ]),
      ],
    },
    ledger: {
      columns: [
        { text: t('plans:field.name') },
        { text: t('plans:field.phase') },
        { text: t('plans:figure.proposals'), number: true },
        { text: t('plans:figure.open'), number: true },
        { text: t('plans:figure.uncovered'), number: true },
        { text: t('plans:figure.created'), number: true },
        { text: t('plans:given') },
      ],
      rows: drafts.map(({ id, name, phase, edition, proposals, open, uncovered, created, createdAt, createdBy }) => ({
        cells: [
          {
            text: name,
            href: `/plans/${id}`,
            heading: true,
            ...(edition > 1 ? { sub: t('plans:edition.is', { n: edition }) } : {}),
          },
          { text: titles.get(phase) ?? phase },
          { text: String(proposals) },
          { text: String(open) },
          { text: String(uncovered) },
          { text: String(created) },
          { text: `${createdBy.name} · ${formatInstant(locale, createdAt, today)}` },
        ],
      })),
      empty: t('plans:none'),
    },
  };
}
