/** The check before a phase is handed out, and the same done to many tasks at once. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { Departments } from '../people/departments.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import { InvalidForm } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { checkbox, civilDate, departmentId, listOf, read, text } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { TaskQueries } from '../tasks/task.query.js';
import { csrf, pageKey, planFields } from './breakdown-fields.js';
import { checkPage } from './check.page.js';
import type { KeepVersion } from './keep-version.js';
import type { DoMany, Many, Picked } from './many.js';
import { manyPage } from './many.page.js';

export interface ManyRoutesParts {
  records: Pick<Records, 'momentFor' | 'relay'>;
  queries: TaskQueries;
  phases: PhaseQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  doMany: DoMany;
  keepVersion: KeepVersion;
  /** The breakdown with what was not taken. */
  page(req: Request, res: Response, again: FormAgain): Promise<void>;
}

/** As many tasks as a phase shows. */
const PICKED_MOST = 1_000;

const sent = z.strictObject({
  ...csrf,
  ...planFields,
  key: pageKey,
  task: listOf(z.string().regex(/^[0-9a-f]{24}:\d{1,9}$/), PICKED_MOST).default([]),
  do: z.enum(['ASSIGN', 'LEAD', 'DUE', 'COPY', 'CANCEL']),
  /** The whole of what is ready, from the check: the plan is kept as a version. */
  dispatch: z.literal('1').optional(),
  leadDepartment: z.union([z.literal(''), departmentId]).default(''),
  due: z.union([z.literal(''), civilDate]).default(''),
  departments: listOf(departmentId, 60).default([]),
  asParts: checkbox.default(false),
  reason: text(200).default(''),
});

function manyIn({ do: does, leadDepartment, due, departments, asParts, reason }: z.output<typeof sent>): Many {
  switch (does) {
    case 'ASSIGN':
      return { does };
    case 'LEAD':
      if (leadDepartment === '') {
        throw new InvalidForm([{ code: 'required', field: 'leadDepartment', params: { field: 'leadDepartment' } }]);
      }
      return { does, leadDepartment };
    case 'DUE':
      return { does, due };
    case 'COPY':
      return { does, departments, asParts };
    case 'CANCEL':
      return { does, reason };
  }
}

const pickedIn = (value: string): Picked => {
  const [id = '', rev = ''] = value.split(':');
  return { id, rev: Number(rev) };
};

export function manyRoutes(parts: ManyRoutesParts): Route[] {
  const { records, queries, phases, campaigns, departments, doMany, keepVersion, page } = parts;

  async function check(req: Request, res: Response): Promise<void> {
    const { campaign: id, phase: key } = read(z.object(planFields), { ...req.query });
    const reader = readerOf(res);
    const actor = actorIn(res);
    const campaign = await campaigns.byId(id);
    const [phase, tasks, names, moment] = await Promise.all([
      phases.byKey(id, key),
      queries.ofPhase(id, key),
      departments.names(reader.locale),
      records.momentFor(id, actor),
    ]);
    const shown = {
      campaign: { id, title: campaign.facts.title },
      phase: phase.facts,
      tasks,
      names,
      actor,
      moment,
      key: newId(),
    };
    res.render('breakdown/check', checkPage(shown, reader));
  }

  async function many(req: Request, res: Response): Promise<void> {
    const typed = { ...(req.body as Record<string, unknown>) };
    const actor = actorIn(res);
    try {
      const asked = read(sent, typed);
      const [campaign, phase] = await Promise.all([
        campaigns.byId(asked.campaign),
        phases.byKey(asked.campaign, asked.phase),
      ]);
      const picked = asked.task.map(pickedIn);
      const results = await doMany({ campaign: campaign.id, picked, many: manyIn(asked), actor, key: asked.key });
      // The plan as it was handed out can be compared with what becomes of it.
      const version = asked.dispatch && results.some(({ done }) => done) ? await kept(asked, actor, res) : null;
      const shown = {
        campaign: { id: campaign.id, title: campaign.facts.title },
        phase: { key: phase.facts.key, title: phase.facts.title },
        does: asked.do,
        results,
        version,
      };
      res.render('breakdown/many', manyPage(shown, readerOf(res)));
    } catch (error) {
      await page(req, res, formAgain(error, { ...typed, do: typed.do ?? '' }));
    }
  }

  /** The number of the version; null when the plan is the same as the last one kept. */
  async function kept(asked: { campaign: string; phase: string }, actor: ReturnType<typeof actorIn>, res: Response) {
    try {
      return await keepVersion(asked.campaign, asked.phase, readerOf(res).t('breakdown:dispatched'), actor);
    } catch (error) {
      if (error instanceof InvalidForm) return null;
      throw error;
    }
  }

  return [
    { method: 'get', path: '/breakdown/check', action: 'task.create', handler: check },
    { method: 'post', path: '/breakdown/many', rev: 'each', action: 'task.create', handler: many },
  ];
}
