/** The inbox over HTTP. Reading a page changes nothing: a message is marked by a POST, also the one that opens it. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { Clock } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import type { Locale } from '../platform/i18n.js';
import { isId } from '../platform/ids.js';
import { read } from '../platform/validate.js';
import type { Inbox } from './inbox.js';
import { inboxPage } from './inbox.page.js';
import { messagePath } from './message-text.js';

export interface InboxRoutesParts {
  inbox: Inbox;
  clock: Clock;
  departmentNames(locale: Locale): Promise<ReadonlyMap<string, string>>;
}

const shownUpTo = z.object({ upTo: z.iso.datetime().optional() });

function idOf(req: Request): string {
  const { id } = req.params;
  if (!isId(id)) throw new NotFound('message');
  return id;
}

/** The list's page a form was sent from. */
const pageOf = (value: unknown) => (typeof value === 'string' && /^[1-9]\d{0,3}$/.test(value) ? Number(value) : 1);

/** GET /inbox; POST /inbox/:id/open (marks it and leads to its record), /inbox/:id/read, /inbox/read-all. */
export function inboxRoutes({ inbox, clock, departmentNames }: InboxRoutesParts): Route[] {
  const list = async (req: Request, res: Response) => {
    const reader = readerOf(res);
    const { id } = actorIn(res);
    const [found, unread, departments] = await Promise.all([
      inbox.page(id, pageOf(req.query.page)),
      inbox.unread(id),
      departmentNames(reader.locale),
    ]);
    res.render('inbox/index', inboxPage(found, { ...reader, departments, unread, now: clock.now() }));
  };
  return [
    { method: 'get', path: '/inbox', action: 'inbox.view', handler: list },
    {
      method: 'post',
      path: '/inbox/read-all',
      rev: 'acts',
      action: 'inbox.view',
      handler: async (req, res) => {
        const { upTo } = read(shownUpTo, { ...req.body });
        await inbox.readAll(actorIn(res).id, upTo ?? clock.now());
        res.redirect(303, '/inbox');
      },
    },
    {
      method: 'post',
      path: '/inbox/:id/open',
      rev: 'acts',
      action: 'inbox.view',
      handler: async (req, res) => {
        res.redirect(303, messagePath(await inbox.read(idOf(req), actorIn(res).id)));
      },
    },
    {
      method: 'post',
      path: '/inbox/:id/read',
      rev: 'acts',
      action: 'inbox.view',
      handler: async (req, res) => {
        await inbox.read(idOf(req), actorIn(res).id);
        res.redirect(303, '/inbox');
      },
    },
  ];
}
