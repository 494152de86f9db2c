/** GET /tasks: the ledger that every number elsewhere leads to. */
import type { Request, Response } from 'express';
import type { Actor } from '../../workflows/moment.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { Departments } from '../people/departments.js';
import { type Action, mayEver, visibleTo } from '../people/policy.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import type { Records } from '../records/create-records.js';
import { choicesFor } from './show-task.js';
import type { TaskQueries } from './task.query.js';
import { type ListFilters, listPage, readFilters } from './task-list.page.js';

export interface TaskListParts {
  records: Records;
  queries: TaskQueries;
  phases: PhaseQueries;
  campaigns: CampaignQueries;
  departments: Departments;
}

const PER_PAGE = 50;

/** The codes of other records, which people type into the search of the masthead too, and the list that finds them. */
const ELSEWHERE: readonly { code: RegExp; list: string; action: Action }[] = [
  { code: /^FC-\d{8}-\d{5,9}$/i, list: '/inquiries', action: 'inquiry.view' },
  { code: /^MT-\d{8}-\d{5,9}$/i, list: '/matters', action: 'matter.view' },
  { code: /^SI-\d{4,9}$/i, list: '/service-items', action: 'serviceItem.view' },
  { code: /^AC-\d{4}-\d{6}$/i, list: '/cases', action: 'case.view' },
];

/** Where a code leads that is not of a task; null for a task's, and for whoever may not come there. */
function listOfCode(typed: string, actor: Actor): string | null {
  const found = ELSEWHERE.find(({ code, action }) => code.test(typed) && mayEver(actor, action).allowed);
  return found ? `${found.list}?q=${encodeURIComponent(typed)}` : null;
}

/** The filters of the address as the query takes them. */
export function toQuery({ state, light, q, ...rest }: ListFilters) {
  const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
  return {
    ...filled,
    ...(state === 'running' ? { running: true } : state ? { state } : {}),
    ...(light ? { light } : {}),
    ...(q ? { text: q } : {}),
  };
}

/** A page for when there is no campaign to show anything of. */
export function noCampaign(res: Response, title: string): void {
  const { t } = readerOf(res);
  res.render('tasks/none', { page: { title: t(title) }, text: t('tasks:noCampaign') });
}

export function taskListRoutes({ records, queries, phases, campaigns, departments }: TaskListParts): Route[] {
  async function list(req: Request, res: Response): Promise<void> {
    const actor = actorIn(res);
    const reader = readerOf(res);
    const filters = readFilters(req.query);
    const elsewhere = listOfCode(filters.q, actor);
    if (elsewhere !== null) return res.redirect(303, elsewhere);
    const campaign = filters.campaign ? await campaigns.byId(filters.campaign) : await campaigns.current();
    if (!campaign) return noCampaign(res, 'tasks:list.title');
    const after = typeof req.query.after === 'string' ? req.query.after.slice(0, 200) : undefined;
    const visible = visibleTo(actor, await departments.tree());
    const [found, all, ofCampaign, moment, choices, names] = await Promise.all([
      queries.page({ ...toQuery(filters), campaign: campaign.id, visible }, { limit: PER_PAGE, after }),
      campaigns.all(),
      phases.of(campaign.id),
      records.momentFor(campaign.id, actor),
      choicesFor(departments, campaign, reader.locale),
      departments.names(reader.locale),
    ]);
    const shown = {
      ...found,
      filters,
      later: after !== undefined,
      campaigns: all,
      campaign,
      phases: ofCampaign,
      departments: choices.departments,
      names,
      moment,
      imports: mayEver(actor, 'ledger.import').allowed,
    };
    res.render('tasks/list', listPage(shown, reader));
  }

  return [{ method: 'get', path: '/tasks', action: 'task.list', handler: list }];
}
