/** The public timetable: whoever comes reads what is published, without an account. */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { visitorToken } from '../http/csrf.js';
import { readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { Departments } from '../people/departments.js';
import { productVersion } from '../platform/version.js';
import type { ServiceItemQueries } from './service-item.query.js';
import { readTimetable, timetablePage } from './timetable.page.js';

export interface TimetableDeps {
  queries: Pick<ServiceItemQueries, 'published'>;
  campaigns: Pick<CampaignQueries, 'current'>;
  departments: Departments;
}

/** The tag of a page: what it is made of, and nothing of how. */
const tagOf = (shown: unknown) =>
  `W/"${createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 27)}"`;

export function timetableRoutes({ queries, campaigns, departments }: TimetableDeps): Route[] {
  async function show(req: Request, res: Response): Promise<void> {
    const reader = readerOf(res);
    const campaign = await campaigns.current();
    const [items, names] = await Promise.all([
      campaign ? queries.published(campaign.id) : [],
      departments.names(reader.locale),
    ]);
    const model = timetablePage({ items, names, asked: readTimetable(req.query) }, reader);
    if (res.locals.account !== null) return res.render('service-items/timetable', model);
    res.locals.csrfToken = visitorToken(req);
    // Asked again each time, since it follows the visitor's language; an unchanged page is answered by its tag alone.
    res.set('Cache-Control', 'private, no-cache');
    res.set('ETag', tagOf([productVersion(), reader.locale, reader.today, res.locals.csrfToken, model]));
    if (req.fresh) return void res.status(304).end();
    res.render('service-items/timetable', { layout: 'plain', ...model });
  }

  return [{ method: 'get', path: '/timetable', action: 'public', handler: show }];
}
