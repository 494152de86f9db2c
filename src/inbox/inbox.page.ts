/** Presenter of the inbox: messages as the whole view model of views/inbox/index.hbs. */
import { civilDateOf, timeOfDay } from '../../workflows/dates.js';
import { type Pagination, pagination } from '../http/components/pagination.js';
import { formatDate } from '../platform/i18n.js';
import type { Message } from './message.model.js';
import { messagePath, messageText, type Wording } from './message-text.js';

export interface InboxRow {
  unread: boolean;
  cdate: { colour: string; text: string; note: string; iso: string };
  subject: string;
  /** Where the subject leads when it has been read; unread ones go by `open`, which marks them. */
  href: string;
  open: string;
  read: string;
  body: string;
  said: string;
  files: { name: string; href: string; note: string }[];
  more: string;
}

export interface InboxPage {
  page: { title: string };
  title: string;
  lead: string;
  actions: { action: string; text: string; kind: string; fields: { name: string; value: string }[] }[];
  rows: InboxRow[];
  empty: string;
  pages: Pagination;
}

const COLOUR = /\.light\.(blue|yellow|red)$/;

/** The colour beside a message: that of the light it tells of, red for a reminder of something overdue. */
function colourOf({ template, values }: Message): string {
  const lit = COLOUR.exec(template)?.[1];
  if (lit) return lit;
  if (template !== 'reminder.digest') return 'none';
  return typeof values.overdue === 'number' && values.overdue > 0 ? 'red' : 'blue';
}

function row(message: Message, wording: Wording): InboxRow {
  const { t, locale, today } = wording;
  const { subject, body, said, items, more } = messageText(message, wording);
  const unread = message.readAt === null;
  const note = `${timeOfDay(message.at)} ${t(unread ? 'inbox:unread' : 'inbox:read')}`;
  return {
    unread,
    cdate: {
      colour: colourOf(message),
      text: formatDate(locale, civilDateOf(message.at), today),
      note,
      iso: message.at,
    },
    subject,
    href: messagePath(message),
    open: `/inbox/${message.id}/open`,
    read: `/inbox/${message.id}/read`,
    body,
    said,
    files: items.map(({ text, href, about }) => ({ name: text, href, note: about })),
    more: more > 0 ? t('inbox:more', { count: more }) : '',
  };
}

/** One page of a person's inbox. `now` bounds "mark all as read" to what has been shown. */
export function inboxPage(
  found: { items: readonly Message[]; total: number; page: number; perPage: number },
  { unread, now, ...wording }: Wording & { unread: number; now: string },
): InboxPage {
  const { t } = wording;
  const { items, total, page, perPage } = found;
  const upTo = [{ name: 'upTo', value: now }];
  const readAll = { action: '/inbox/read-all', text: t('inbox:markAllRead'), kind: 'second', fields: upTo };
  return {
    page: { title: t('inbox:title') },
    title: t('inbox:title'),
    lead: unread === 0 ? t('inbox:allRead') : t('inbox:unreadCount', { count: unread }),
    actions: unread === 0 ? [] : [readAll],
    rows: items.map((message) => row(message, wording)),
    empty: t('inbox:empty'),
    pages: pagination(t, { page, perPage, total, href: (n) => `/inbox?page=${n}` }),
  };
}
