/** GET /campaigns/:id/compare?with=…: two campaigns side by side. */
import { commonDay } from '../../workflows/compare/compare.js';
import { addDays, type CivilDate } from '../../workflows/dates.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { IndicatorQueries } from '../indicators/indicator.query.js';
import type { Departments } from '../people/departments.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { TaskQueries, TaskRecord } from '../tasks/task.query.js';
import { type ComparedSide, comparePage, type Figures } from './compare.page.js';

export interface CompareRoutesDeps {
  records: Records;
  campaigns: CampaignQueries;
  phases: PhaseQueries;
  tasks: TaskQueries;
  indicators: IndicatorQueries;
  departments: Departments;
  /** How a campaign stood when a day began; null where nothing is recorded. */
  figuresOn(campaign: string, day: CivilDate): Promise<Figures | null>;
}

export function compareRoutes(deps: CompareRoutesDeps): Route[] {
  const { campaigns, phases, tasks, indicators, departments, records, figuresOn } = deps;

  async function side(campaign: CampaignRecord, day: number): Promise<ComparedSide> {
    const { id, facts } = campaign;
    const on = addDays(facts.startOn, Math.max(0, day));
    const all: TaskRecord[] = [];
    for await (const task of tasks.allOf(id)) if (task.state !== 'cancelled') all.push(task);
    all.sort((a, b) => (a.facts.code < b.facts.code ? -1 : 1));
    const [of, figures, measured] = await Promise.all([
      phases.of(id),
      day < 0 ? null : figuresOn(id, on),
      indicators.ofCampaign(id),
    ]);
    return { campaign, phases: of, tasks: all, indicators: measured, on, figures };
  }

  return [
    {
      method: 'get',
      path: '/campaigns/:id/compare',
      action: 'campaign.view',
      handler: async (req, res) => {
        const { id } = req.params;
        const other = req.query.with ?? '';
        if (!isId(id) || (other !== '' && !isId(other))) throw new NotFound('campaign');
        const reader = readerOf(res);
        const [a, b, all, names, { calendar, today }] = await Promise.all([
          campaigns.byId(id),
          other === '' ? null : campaigns.byId(String(other)),
          campaigns.all(),
          departments.names(reader.locale),
          records.momentFor(id, actorIn(res)),
        ]);
        const day = commonDay({ a: a.facts.startOn, b: (b ?? a).facts.startOn }, today);
        const [left, right] = await Promise.all([side(a, day), b && side(b, day)]);
        const others = all.filter((one) => one.id !== id);
        res.render('compare/compare', comparePage({ a: left, b: right, day, others, calendar, names }, reader));
      },
    },
  ];
}
