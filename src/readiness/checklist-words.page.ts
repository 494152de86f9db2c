/** What was saved meanwhile of a checklist, in words: a campaign's event, told on the pages of its checklist. */
import type { Checklist, ChecklistItem } from '../../workflows/readiness/checklist.js';
import { type Conflict, conflictOf } from '../http/conflict.page.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';

const FIELDS: Record<string, string> = {
  'checklist.items': 'readiness:items',
  'checklist.target': 'readiness:targetLabel',
  'checklist.total': 'plans:sheet.total',
};

export function checklistConflict(again: FormAgain | null, reader: Reader): Conflict | null {
  const { t, locale } = reader;
  const titleOf = ({ title }: Pick<ChecklistItem, 'title'>) => (locale === 'en' ? title.en : title.zh);
  return conflictOf(again, 'campaigns', reader, {
    field: (name) => (FIELDS[name] ? t(FIELDS[name]) : name.startsWith('checklist.') ? null : undefined),
    value: (name, value) => {
      if (name !== 'checklist.items' || !Array.isArray(value)) return undefined;
      const items = value as Checklist['items'];
      return items.map((item) => `${titleOf(item)} ${item.max}`).join(t('common:listSeparator'));
    },
  });
}
