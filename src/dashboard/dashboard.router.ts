/** GET / is the campaign on one page; GET /departments/:id a department's own. */
import type { Request, Response } from 'express';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import { errorPage } from '../http/components/error-page.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { People } from '../people/people.js';
import { may, mayEver, visibleTo } from '../people/policy.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { departmentPage } from './department.page.js';
import { overviewPage } from './overview.page.js';
import type { showDepartment } from './show-department.js';
import type { showOverview } from './show-overview.js';

export interface DashboardRouterParts {
  campaigns: CampaignQueries;
  people: People;
  overview: ReturnType<typeof showOverview>;
  department: ReturnType<typeof showDepartment>;
}

/** The campaign a page is about: the one named in the query, else the current one. Null when there is none at all. */
export async function campaignAsked(req: Request, campaigns: CampaignQueries): Promise<CampaignRecord | null> {
  const { campaign } = req.query;
  if (campaign === undefined) return campaigns.current();
  if (!isId(campaign)) throw new NotFound('campaign');
  return campaigns.byId(campaign);
}

export function dashboardRoutes({ campaigns, people, overview, department }: DashboardRouterParts): Route[] {
  async function home(req: Request, res: Response): Promise<void> {
    const actor = actorIn(res);
    const reader = readerOf(res);
    const campaign = await campaignAsked(req, campaigns);
    const phase = typeof req.query.phase === 'string' ? req.query.phase.slice(0, 40) : undefined;
    const [tree, list, names] = await Promise.all([
      people.departments.tree(),
      people.departments.list(),
      people.departments.names(reader.locale),
    ]);
    const shown = campaign && (await overview.show(campaign, phase, actor, visibleTo(actor, tree)));
    if (!shown) {
      const canOpen = may(actor, 'campaign.create').allowed;
      res.render('dashboard/none', {
        page: { title: reader.t('dashboard:noCampaign') },
        text: reader.t(canOpen ? 'dashboard:openOne' : 'dashboard:notYet'),
        link: canOpen ? { href: '/campaigns/new', text: reader.t('dashboard:openCampaign') } : null,
      });
      return;
    }
    res.render('dashboard/overview', overviewPage({ ...shown, departments: list, names, actor }, reader));
  }

  return [
    {
      method: 'get',
      path: '/',
      action: 'account.own',
      handler: async (req, res) => {
        // Who has no business with campaigns begins with what is theirs.
        const actor = actorIn(res);
        if (mayEver(actor, 'campaign.view').allowed) return home(req, res);
        const own = [
          ['admin.people', '/admin/people'],
          ['admin.log', '/admin/log'],
        ] as const;
        const first = own.find(([action]) => mayEver(actor, action).allowed);
        res.redirect(303, first ? first[1] : '/account');
      },
    },
    {
      method: 'get',
      path: '/departments/:id',
      action: 'department.dashboard',
      handler: async (req, res) => {
        const reader = readerOf(res);
        const actor = actorIn(res);
        const id = String(req.params.id);
        const list = await people.departments.list();
        const about = list.find((one) => one.id === id);
        if (!about) throw new NotFound('department');
        const verdict = may(actor, 'department.dashboard', { department: id }, await people.departments.tree());
        if (!verdict.allowed) throw new Forbidden([verdict.reason]);
        const campaign = await campaignAsked(req, campaigns);
        if (!campaign) {
          res.status(404).render('errors/error', errorPage(reader.t, 404));
          return;
        }
        const names = await people.departments.names(reader.locale);
        res.render(
          'dashboard/department',
          departmentPage({ ...(await department.show(campaign, id, actor)), about, names }, reader),
        );
      },
    },
  ];
}
