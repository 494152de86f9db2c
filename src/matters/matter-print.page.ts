/** What is handed out about a matter: the receipt, and the notice of everything that is missing. */
import type { Moment } from '../../workflows/moment.js';
import { articleOf } from '../../workflows/packs/cite.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate, formatInstant } from '../platform/i18n.js';
import { printedCode } from '../platform/ids.js';
import type { MatterRecord } from './matter.query.js';
import { promiseText, sumOf } from './matter-sum.page.js';

export interface PrintedMatter {
  record: MatterRecord;
  moment: Moment;
  names: Map<string, string>;
  complaintPhone: string;
  lookupUrl: string;
}

/** Always with its year: paper is read later. */
const printedDay = ({ locale }: Reader, on: string) => formatDate(locale, on, '0000-00-00');

function shared({ record, names, complaintPhone, lookupUrl }: PrintedMatter, reader: Reader) {
  const { t, locale, today } = reader;
  const { facts, id } = record;
  const row = (name: string, text: string, strong = false) => ({ name: t(`matters:paper.${name}`), text, strong });
  return {
    row,
    common: {
      back: { text: t('matters:paper.back'), href: `/matters/${id}` },
      lookup: {
        name: t('inquiries:receiptPage.lookup'),
        code: printedCode(facts.lookup),
        url: lookupUrl,
        lead: t('inquiries:receiptPage.lead'),
      },
    },
    head: [
      row('code', facts.code),
      row('title', facts.title),
      row('applicant', facts.applicant.name),
      row('received', formatInstant(locale, facts.receivedAt, today)),
      row('department', names.get(facts.department) ?? facts.department),
      row('handler', facts.handler.name),
    ],
    complaint: row('complaint', complaintPhone || t('inquiries:receiptPage.noPhone')),
  };
}

/** The receipt: what came in, the promised limit and day, the complaint phone, the code to look it up with. */
export function matterReceiptPage(printed: PrintedMatter, reader: Reader) {
  const { t } = reader;
  const { facts } = printed.record;
  const { row, common, head, complaint } = shared(printed, reader);
  const sum = sumOf(facts, printed.moment);
  const day = sum ? printedDay(reader, sum.due) : t('matters:paper.fromAcceptance');
  return {
    ...common,
    page: { title: t('matters:paper.receipt') },
    title: t('matters:paper.receipt'),
    rows: [
      ...head,
      row('papers', facts.papers.length > 0 ? facts.papers.join(t('common:listSeparator')) : t('matters:noPapers')),
      row('limit', promiseText(facts, reader)),
      row('promised', facts.item.onTheSpot ? t('matters:onTheSpot') : day, true),
      complaint,
    ],
    list: null,
    signs: [t('matters:paper.sign'), t('inquiries:receiptPage.signed')],
    note: t('matters:paper.receiptNote'),
  };
}

/** The notice of correction: everything missing on one sheet, once; null where nothing was asked for. */
export function noticePage(printed: PrintedMatter, reader: Reader) {
  const { t } = reader;
  const { facts } = printed.record;
  const { correction } = facts;
  if (!correction) return null;
  const { row, common, head, complaint } = shared(printed, reader);
  return {
    ...common,
    page: { title: t('matters:paper.notice') },
    title: t('matters:paper.notice'),
    rows: [
      ...head,
      row('noticeOn', printedDay(reader, correction.on)),
      row('basis', articleOf(printed.moment, facts, 'correctionWithin')),
      complaint,
    ],
    list: { lead: t('matters:paper.missing', { count: correction.missing.length }), items: correction.missing },
    signs: [t('matters:paper.sign'), t('inquiries:receiptPage.signed')],
    note: t('matters:paper.noticeNote'),
  };
}
