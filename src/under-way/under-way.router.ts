/** The page of a work under way; it leads on as soon as the work is over. */
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { UnderWay } from './under-way.js';
import { workPage } from './work.page.js';

export interface UnderWayRoutesDeps {
  underWay: UnderWay;
}

const withQuery = (href: string, query: string) => `${href}${href.includes('?') ? '&' : '?'}${query}`;

export function underWayRoutes({ underWay }: UnderWayRoutesDeps): Route[] {
  return [
    {
      method: 'get',
      path: '/under-way/:id',
      action: 'account.own',
      handler: async (req, res) => {
        const work = await underWay.own(req.params.id, actorIn(res));
        if (work.state === 'done') return res.redirect(303, work.href);
        if (work.state !== 'running' && work.form) return res.redirect(303, withQuery(work.href, `refused=${work.id}`));
        res.render('under-way/show', workPage(work, readerOf(res)));
      },
    },
  ];
}
