/** Versions of a phase's plan and what changed between them. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { planChanges } from '../../workflows/tasks/plan-changes.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import { read, text } from '../platform/validate.js';
import type { TaskQueries } from '../tasks/task.query.js';
import { csrf, planFields } from './breakdown-fields.js';
import { type KeepVersion, linesOf } from './keep-version.js';
import type { PlanVersions } from './plan-versions.store.js';
import { changesPage, versionsPage } from './versions.page.js';

export interface VersionRoutesParts {
  queries: TaskQueries;
  phases: PhaseQueries;
  campaigns: CampaignQueries;
  departments: Departments;
  versions: PlanVersions;
  keepVersion: KeepVersion;
}

const asked = z.object(planFields);
const number = z.coerce.number().int().min(1).max(10_000);
const between = z.object({ ...planFields, from: number, to: z.union([z.literal('now'), number]) });
const kept = z.strictObject({ ...csrf, ...planFields, name: text(60).default('') });

export function versionRoutes({
  queries,
  phases,
  campaigns,
  departments,
  versions,
  keepVersion,
}: VersionRoutesParts): Route[] {
  async function planOf({ campaign: id, phase: key }: { campaign: string; phase: string }) {
    const [campaign, phase] = await Promise.all([campaigns.byId(id), phases.byKey(id, key)]);
    return { campaign: { id, title: campaign.facts.title }, phase: { key, title: phase.facts.title } };
  }

  async function list(req: Request, res: Response, again: FormAgain | null = null): Promise<void> {
    const plan = await planOf(read(asked, again ? again.typed : { ...req.query }));
    const shown = {
      ...plan,
      versions: await versions.of(plan.campaign.id, plan.phase.key),
      mayKeep: may(actorIn(res), 'task.create').allowed,
      again,
    };
    res.status(again?.status ?? 200).render('breakdown/versions', versionsPage(shown, readerOf(res)));
  }

  async function keep(req: Request, res: Response): Promise<void> {
    const { campaign, phase, name } = read(kept, { ...req.body });
    await planOf({ campaign, phase });
    try {
      await keepVersion(campaign, phase, name, actorIn(res));
    } catch (error) {
      return list(req, res, formAgain(error, { campaign, phase, name }));
    }
    res.redirect(303, `/breakdown/versions?campaign=${campaign}&phase=${encodeURIComponent(phase)}`);
  }

  async function changes(req: Request, res: Response): Promise<void> {
    const { from: older, to: newer, ...of } = read(between, { ...req.query });
    const reader = readerOf(res);
    const plan = await planOf(of);
    const [from, to, names] = await Promise.all([
      versions.numbered(of.campaign, of.phase, older),
      newer === 'now' ? null : versions.numbered(of.campaign, of.phase, newer),
      departments.names(reader.locale),
    ]);
    const lines = to ? to.lines : linesOf(await queries.ofPhase(of.campaign, of.phase));
    const shown = { ...plan, from, to, changes: planChanges(from.lines, lines), names };
    res.render('breakdown/changes', changesPage(shown, reader));
  }

  const view = 'breakdown.view' as const;
  return [
    { method: 'get', path: '/breakdown/versions', action: view, handler: (req, res) => list(req, res) },
    { method: 'post', path: '/breakdown/versions', rev: 'makes', action: 'task.create', handler: keep },
    { method: 'get', path: '/breakdown/versions/changes', action: view, handler: changes },
  ];
}
