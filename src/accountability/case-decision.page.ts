/** The decision on paper, as a draft: the text alone, without a document number or a seal. */
import type { Reader } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';
import type { CaseRecord } from './case.query.js';
import { decisionRows } from './case-rows.page.js';

/** Null while there is no decision. */
export function caseDecisionPage(
  { record, names }: { record: CaseRecord; names: Map<string, string> },
  reader: Reader,
) {
  const { t, locale } = reader;
  const { facts, id } = record;
  if (!facts.decision) return null;
  const row = (name: string, text: string) => ({ name, text });
  const { clue, subject, servedOn } = facts;
  const day = (on: string) => formatDate(locale, on, '0000-00-00');
  return {
    page: { title: t('cases:paper.title') },
    back: { text: t('cases:paper.back'), href: `/cases/${id}` },
    title: t('cases:paper.title'),
    draft: t('cases:paper.draft'),
    rows: [
      row(t('cases:paper.code'), facts.code),
      ...(subject ? [row(t('fields:personConcerned'), subject.name)] : []),
      row(t('fields:department'), names.get(clue.department) ?? clue.department),
      ...decisionRows(facts, reader).map(({ name, text, sub, strong }) => ({
        name,
        text: sub ? `${text}　${sub}` : text,
        strong,
      })),
      ...(servedOn ? [row(t('cases:servedOn'), day(servedOn))] : []),
    ],
    note: t('cases:paper.note'),
    signs: [t('cases:paper.signed'), t('cases:paper.received')],
  };
}
