/** The list of first contacts, the counter where one is registered, the receipt, and who sends back to whom. */
import { INQUIRY_STATES, waiting } from '../../workflows/inquiries/inquiry.js';
import type { Actor } from '../../workflows/moment.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import { lightView } from '../http/components/light.js';
import type { FormAgain } from '../http/form-again.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { formatDate, formatInstant } from '../platform/i18n.js';
import { printedCode } from '../platform/ids.js';
import { soughtIn } from '../platform/validate.js';
import { staffText } from './inquiry.page.js';
import type { InquiryRecord } from './inquiry.query.js';
import { type PromiseBounds, registrationFields } from './inquiry-fields.form.js';

export const OPEN_STATES = INQUIRY_STATES.filter((state) => !['answered', 'referred', 'withdrawn'].includes(state));

export interface InquiryFilters {
  state: string;
  mine: boolean;
  /** Name, phone or code, as typed. */
  who: string;
}

/** What the address asks for; anything unknown asks for nothing. */
export function readInquiryFilters(query: Record<string, unknown>): InquiryFilters {
  const { state, view, q } = query;
  const known = state === 'open' || INQUIRY_STATES.includes(state as never);
  return {
    state: known ? String(state) : '',
    mine: view === 'mine',
    who: soughtIn(q),
  };
}

/** The states a filter stands for; null = all. */
export function statesOf({ state }: InquiryFilters): readonly string[] | null {
  return state === '' ? null : state === 'open' ? OPEN_STATES : [state];
}

export interface InquiryList {
  campaign: { id: string; title: string };
  rows: readonly InquiryRecord[];
  more: boolean;
  filters: InquiryFilters;
  counts: { open: number; red: number };
  names: Map<string, string>;
  mayRegister: boolean;
}

export function inquiriesPage(list: InquiryList, reader: Reader) {
  const { t, locale, today } = reader;
  const { campaign, rows, more, filters, counts, names } = list;
  const query = new URLSearchParams({ campaign: campaign.id });
  if (filters.state) query.set('state', filters.state);
  if (filters.mine) query.set('view', 'mine');
  if (filters.who) query.set('q', filters.who);
  const last = rows.at(-1);
  return {
    page: { title: t('common:nav.inquiries') },
    head: {
      title: t('common:nav.inquiries'),
      lead: t('inquiries:list.lead', counts),
      facts: [{ text: t('inquiries:graph.title'), href: `/inquiries/bounces?campaign=${campaign.id}` }],
      actions: list.mayRegister ? [{ text: t('inquiries:register'), href: '/counter' }] : [],
    },
    filter: {
      action: '/inquiries',
      fields: [
        field({
          type: 'select',
          name: 'state',
          label: t('inquiries:filter.state'),
          options: ['', 'open', ...INQUIRY_STATES].map((value) => ({
            value,
            text:
              value === ''
                ? t('inquiries:filter.any')
                : value === 'open'
                  ? t('inquiries:filter.open')
                  : t(`inquiries:state.${value}`),
            chosen: value === filters.state,
          })),
        }),
        field({
          type: 'select',
          name: 'view',
          label: t('inquiries:filter.view'),
          options: (['all', 'mine'] as const).map((value) => ({
            value,
            text: t(`inquiries:list.${value}`),
            chosen: (value === 'mine') === filters.mine,
          })),
        }),
        field({ type: 'search', name: 'q', label: t('inquiries:filter.who'), value: filters.who, maxlength: 60 }),
      ],
      ...(filters.state || filters.mine || filters.who ? { clear: '/inquiries' } : {}),
    },
    table: {
      caption: t('common:nav.inquiries'),
      stacks: true,
      empty: t('inquiries:list.empty'),
      columns: ['subject', 'asker', 'handler', 'promised', 'state', 'light'].map((name) => ({
        text: t(`inquiries:column.${name}`),
      })),
      rows: rows.map(({ id, state, facts, light }) => {
        const [why] = reasonTexts([light.reason], reader);
        return {
          cells: [
            { text: facts.subject, href: `/inquiries/${id}`, heading: true, sub: facts.code },
            { text: facts.asker.name },
            { text: staffText(waiting(facts)?.to ?? facts.handler, names, reader) },
            { text: formatDate(locale, facts.promisedOn, today) },
            { text: t(`inquiries:state.${state}`) },
            { light: lightView(t, light.colour, why ? { why } : {}) },
          ],
        };
      }),
    },
    more:
      more && last ? { text: t('inquiries:list.more'), href: `/inquiries?${query}&after=${last.facts.code}` } : null,
  };
}

export interface Counter {
  campaign: { id: string; title: string };
  actor: Actor;
  names: Map<string, string>;
  bounds: PromiseBounds;
  phone: string;
  key: string;
  again: FormAgain | null;
}

/** The counter: one form, one button, the receipt next. */
export function counterPage({ campaign, actor, names, bounds, phone, key, again }: Counter, reader: Reader) {
  const { t } = reader;
  const state = again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {};
  return {
    page: { title: t('inquiries:register') },
    head: {
      crumbs: [{ text: t('common:nav.inquiries'), href: '/inquiries' }, { text: t('inquiries:register') }],
      title: t('inquiries:register'),
      lead: t('inquiries:counterLead'),
      facts: [{ label: t('inquiries:who'), text: staffText(actor, names, reader) }],
    },
    errors: again && errorSummary(reader, again.reasons),
    hidden: [
      { name: 'campaign', value: campaign.id },
      { name: 'key', value: key },
    ],
    fields: registrationFields(bounds, phone, reader).map((spec) => field(spec, state)),
    submit: t('inquiries:submit.CREATE'),
  };
}

/** The receipt that is handed out: responder, promise, complaint phone, and the code to look it up with. */
export function receiptPage(
  {
    record,
    names,
    complaintPhone,
    lookupUrl,
  }: { record: InquiryRecord; names: Map<string, string>; complaintPhone: string; lookupUrl: string },
  reader: Reader,
) {
  const { t, locale, today } = reader;
  const { facts, id } = record;
  const row = (name: string, text: string, strong = false) => ({
    name: t(`inquiries:receiptPage.${name}`),
    text,
    strong,
  });
  return {
    page: { title: t('inquiries:receiptPage.title') },
    back: { text: t('inquiries:receiptPage.back'), href: `/inquiries/${id}` },
    title: t('inquiries:receiptPage.title'),
    lookup: {
      name: t('inquiries:receiptPage.lookup'),
      code: printedCode(facts.lookup),
      url: lookupUrl,
      lead: t('inquiries:receiptPage.lead'),
    },
    rows: [
      row('code', facts.code),
      row('received', formatInstant(locale, facts.receivedAt, today)),
      row('subject', facts.subject),
      row('papers', facts.papers.length > 0 ? facts.papers.join(t('common:listSeparator')) : t('inquiries:noPapers')),
      row('responder', staffText(facts.firstResponder, names, reader)),
      row('phone', facts.phone || t('inquiries:receiptPage.noPhone')),
      row('promised', formatDate(locale, facts.promisedOn, '0000-00-00'), true),
      row('complaint', complaintPhone || t('inquiries:receiptPage.noPhone')),
    ],
    signs: [t('inquiries:receiptPage.sign'), t('inquiries:receiptPage.signed')],
    note: t('inquiries:receiptPage.note'),
  };
}
