/** The caller's own messages over the API. Reading them here marks none as read. */
import { z } from 'zod';
import { API, type ApiRoute, answer, readQuery, wholeNumber } from '../http/api.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Locale } from '../platform/i18n.js';
import type { Inbox } from './inbox.js';
import { messagePath, messageText } from './message-text.js';

const inboxQuery = z.strictObject({ page: wholeNumber(1, 500).default(1) });

const inboxList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      readAt: z.iso.datetime().nullable(),
      template: z.string(),
      subject: z.string(),
      body: z.string(),
      said: z.string().meta({ description: 'What somebody typed; empty when nothing was.' }),
      path: z.string().meta({ description: 'The page it leads to.' }),
      kind: z.string(),
      record: z.string(),
    }),
  ),
  total: z.int(),
  unread: z.int(),
  page: z.int(),
  perPage: z.int(),
});

export interface InboxApiParts {
  inbox: Pick<Inbox, 'page' | 'unread'>;
  departmentNames(locale: Locale): Promise<ReadonlyMap<string, string>>;
}

/** GET /inbox. */
export function inboxApi({ inbox, departmentNames }: InboxApiParts): ApiRoute[] {
  return [
    {
      method: 'get',
      path: `${API}/inbox`,
      action: 'inbox.view',
      api: { summary: 'Own messages, unread ones first.', query: inboxQuery, status: 200, answer: inboxList },
      handler: async (req, res) => {
        const { page } = readQuery(inboxQuery, req);
        const reader = readerOf(res);
        const { id } = actorIn(res);
        const [found, unread, departments] = await Promise.all([
          inbox.page(id, page),
          inbox.unread(id),
          departmentNames(reader.locale),
        ]);
        const items = found.items.map((message) => {
          const { subject, body, said } = messageText(message, { ...reader, departments });
          const { id: messageId, at, readAt, template, kind, record } = message;
          const path = messagePath(message);
          return { id: messageId, at, readAt, template, subject, body, said, path, kind, record };
        });
        answer(res, 200, { ...found, items, unread });
      },
    },
  ];
}
