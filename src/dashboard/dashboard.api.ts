/** A department's dashboard over the API: the kept counts, what is due, its sites, its points. */
import { z } from 'zod';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { API, type ApiRoute, answer, readQuery } from '../http/api.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { recordId } from '../platform/validate.js';
import { taskShown } from '../tasks/task-view.js';
import { taskItem } from '../tasks/task-view.schema.js';
import type { showDepartment } from './show-department.js';
import { rowsBy, totalsOf } from './totals.js';

const count = z.int().min(0);
const totals = z.object({
  total: count,
  drafts: count,
  closed: count,
  closedOnTime: count,
  closedLate: count,
  submitted: count,
  lights: z.object({ green: count, blue: count, yellow: count, red: count }),
  states: z.record(z.string(), count),
  supports: count,
  supportsOpen: count,
  overdueDays: z.int().meta({ description: 'Calendar days past due of the open red tasks, together.' }),
  percent: z.int().meta({ description: 'Done, weighted.' }),
  planned: z.int().meta({ description: 'What should be done today, weighted.' }),
});

const dashboard = z.object({
  department: z.object({ id: z.string(), name: z.string() }),
  campaign: z.object({ id: z.string(), title: z.string() }),
  today: z.iso.date(),
  totals,
  phases: z.array(z.object({ phase: z.string(), totals })),
  due: z.array(taskItem),
  sites: z.array(z.object({ id: z.string(), name: z.string(), state: z.string() })),
  readiness: z
    .object({
      at: z.string(),
      scorePercent: z.number().nullable(),
      assessedPercent: z.number(),
      points: z.number(),
      max: z.number(),
      items: z.array(z.object({ key: z.string(), points: z.number(), max: z.number(), verdict: z.string() })),
    })
    .nullable()
    .meta({ description: 'From the last check; null before the first.' }),
});

const dashboardQuery = z.strictObject({
  campaign: recordId.optional().meta({ description: 'Without it, the campaign that runs.' }),
});

export interface DashboardApiParts {
  campaigns: Pick<CampaignQueries, 'current' | 'byId'>;
  departments: Pick<Departments, 'list' | 'tree' | 'names'>;
  department: ReturnType<typeof showDepartment>;
}

/** GET /departments/:id/dashboard. */
export function dashboardApi({ campaigns, departments, department }: DashboardApiParts): ApiRoute[] {
  return [
    {
      method: 'get',
      path: `${API}/departments/:id/dashboard`,
      action: 'department.dashboard',
      api: { summary: 'A department in a campaign.', query: dashboardQuery, status: 200, answer: dashboard },
      handler: async (req, res) => {
        const asked = readQuery(dashboardQuery, req);
        const actor = actorIn(res);
        const reader = readerOf(res);
        const id = String(req.params.id);
        if (!(await departments.list()).some((one) => one.id === id)) throw new NotFound('department');
        const verdict = may(actor, 'department.dashboard', { department: id }, await departments.tree());
        if (!verdict.allowed) throw new Forbidden([verdict.reason]);
        const campaign = asked.campaign ? await campaigns.byId(asked.campaign) : await campaigns.current();
        if (!campaign) throw new NotFound('campaign');

        const shown = await department.show(campaign, id, actor);
        const { rows, due, sites, points, moment } = shown;
        const names = await departments.names(reader.locale);
        answer(res, 200, {
          department: { id, name: names.get(id) ?? id },
          campaign: { id: campaign.id, title: campaign.facts.title },
          today: moment.today,
          totals: totalsOf(rows, moment.today),
          phases: [...rowsBy(rows, 'phase')].map(([phase, ofPhase]) => ({
            phase,
            totals: totalsOf(ofPhase, moment.today),
          })),
          due: due.map((task) => taskShown(task, actor, moment, reader)),
          sites: sites.map(({ id: site, state, facts }) => ({ id: site, name: facts.name, state })),
          readiness: points && {
            ...points,
            items: points.items.map(({ key, points: got, max, verdict: found }) => ({
              key,
              points: got,
              max,
              verdict: found,
            })),
          },
        });
      },
    },
  ];
}
