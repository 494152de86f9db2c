/** The form by which a clue is reported by hand. */
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { type Choice, reportFields } from './case-fields.form.js';

export interface NewClue {
  campaign: { id: string; title: string };
  departments: readonly Choice[];
  everybody: readonly Choice[];
  key: string;
  again: FormAgain | null;
}

export function newCluePage({ campaign, departments, everybody, key, again }: NewClue, reader: Reader) {
  const { t } = reader;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  return {
    page: { title: t('cases:report') },
    head: {
      crumbs: [{ text: t('common:nav.cases'), href: '/cases' }, { text: t('cases:report') }],
      title: t('cases:report'),
      lead: t('cases:reportLead'),
    },
    errors: again && errorSummary(reader, again.reasons),
    hidden: [
      { name: 'campaign', value: campaign.id },
      { name: 'key', value: key },
    ],
    fields: reportFields(departments, everybody, reader).map((spec) => field(spec, state)),
    submit: t('cases:submit.CREATE'),
  };
}
