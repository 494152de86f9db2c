/** Readiness for the inspection: the matrix, a department, a cell and its records, a check now, the checklist. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import { type Checklist, FULL_MARKS, pointsSum } from '../../workflows/readiness/checklist.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import { errorSummary, field } from '../http/components/form.js';
import { type FormAgain, formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { read } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import { checklistConflict } from './checklist-words.page.js';
import { cellPage, departmentReadinessPage } from './department-readiness.page.js';
import { readinessPage } from './readiness.page.js';
import type { ReadinessQueries } from './readiness.query.js';
import { type ReadinessShown, titleOf } from './readiness-words.page.js';
import type { RunCheck } from './run-check.js';

export interface ReadinessRoutesParts {
  queries: ReadinessQueries;
  runCheck: RunCheck['runCheck'];
  campaigns: CampaignQueries;
  departments: Departments;
  records: Records;
}

const whole = z.coerce.number().int().min(0).max(100);
/** Points as score sheets print them, to two decimals. */
const points = z.coerce
  .number()
  .min(0)
  .max(1000)
  .transform((value) => Math.round(value * 100) / 100);

export function readinessRoutes({ queries, runCheck, campaigns, departments, records }: ReadinessRoutesParts): Route[] {
  async function campaignOf(asked: unknown): Promise<CampaignRecord> {
    if (asked === undefined) {
      const current = await campaigns.current();
      if (!current) throw new NotFound('campaign');
      return current;
    }
    if (!isId(asked)) throw new NotFound('campaign');
    return campaigns.byId(asked);
  }

  /** Departments whose points a person may see; null = all. */
  async function visibleTo(actor: Actor): Promise<Set<string> | null> {
    if (may(actor, 'readiness.view').allowed) return null;
    const tree = await departments.tree();
    const near = [...tree.keys()].filter((id) => may(actor, 'readiness.view', { department: id }, tree).allowed);
    return new Set(near);
  }

  async function shownTo(req: Request, res: Response): Promise<ReadinessShown> {
    const actor = actorIn(res);
    const { locale } = readerOf(res);
    const campaign = await campaignOf(req.query.campaign);
    const { run } = req.query;
    if (run !== undefined && !isId(run)) throw new NotFound('check');
    const check = run === undefined ? await queries.last(campaign.id) : await queries.byId(campaign.id, run);
    const [previous, trend, list, names, visible, moment] = await Promise.all([
      check ? queries.before(campaign.id, check.at) : null,
      queries.trend(campaign.id),
      departments.list(),
      departments.names(locale),
      visibleTo(actor),
      records.momentFor(campaign.id, actor) as Promise<Moment>,
    ]);
    const known = new Map(list.map((one) => [one.id, one]));
    return { campaign, check, previous, trend, departments: known, names, visible, actor, moment };
  }

  async function departmentOf(req: Request, res: Response) {
    const shown = await shownTo(req, res);
    const id = String(req.params.department);
    if (!shown.departments.has(id)) throw new NotFound('department');
    const verdict = may(shown.actor, 'readiness.view', { department: id }, await departments.tree());
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const found = shown.check?.departments.find(({ department }) => department === id);
    return { shown, department: id, found: found ?? null };
  }

  async function checklistForm(campaign: CampaignRecord, res: Response, again: FormAgain | null = null) {
    const reader = readerOf(res);
    // As it stands: the list of campaigns is kept for a moment.
    const record = await records.load<CampaignFacts>('campaign', campaign.id);
    const { id, rev, facts } = record;
    const { checklist } = facts;
    const typed = again?.typed;
    const total = pointsSum(checklist.items.map(({ max }) => max));
    const wanted = checklist.total ?? FULL_MARKS;
    return {
      page: { title: reader.t('readiness:checklist') },
      rev,
      conflict: checklistConflict(again, reader),
      errors: again && again.changes.length === 0 ? errorSummary(reader, again.reasons) : null,
      // Changed is the checklist of the campaign whose page this is, whichever runs now.
      action: `/readiness/checklist?campaign=${id}`,
      head: {
        crumbs: [
          { text: reader.t('readiness:title'), href: `/readiness?campaign=${id}` },
          { text: reader.t('readiness:checklist') },
        ],
        title: reader.t('readiness:checklist'),
        lead: reader.t('readiness:checklistLead', { total, wanted }),
        actions: [{ href: `/campaigns/${id}/checklist`, text: reader.t('plans:sheet.open'), kind: 'second' }],
      },
      fields: checklist.items.map((item) =>
        field(
          {
            type: 'number',
            name: item.key,
            label: titleOf(item, reader),
            hint: item.question[reader.locale === 'en' ? 'en' : 'zh'],
            min: 0,
            max: 1000,
            step: 'any',
            value: item.max,
            unit: reader.t('readiness:points'),
          },
          typed ? { typed } : {},
        ),
      ),
      target: field(
        {
          type: 'number',
          name: 'target',
          label: reader.t('readiness:targetLabel'),
          min: 0,
          max: 100,
          value: checklist.target,
        },
        typed ? { typed } : {},
      ),
    };
  }

  return [
    {
      method: 'get',
      path: '/readiness',
      action: 'readiness.view',
      handler: async (req, res) => {
        const shown = await shownTo(req, res);
        res.render('readiness/index', readinessPage(shown, readerOf(res)));
      },
    },
    {
      method: 'post',
      path: '/readiness/checks',
      rev: 'makes',
      action: 'readiness.check',
      handler: async (req, res) => {
        const { campaign: asked } = read(
          z.strictObject({ campaign: z.string().optional(), _csrf: z.string().optional() }),
          {
            ...req.body,
          },
        );
        const campaign = await campaignOf(asked);
        await runCheck({ campaign, trigger: 'manual', before: null, by: actorIn(res).id });
        res.redirect(303, `/readiness?campaign=${campaign.id}`);
      },
    },
    {
      method: 'get',
      path: '/readiness/checklist',
      action: 'checklist.edit',
      handler: async (req, res) => {
        const campaign = await campaignOf(req.query.campaign);
        res.render('readiness/checklist', await checklistForm(campaign, res));
      },
    },
    {
      method: 'post',
      path: '/readiness/checklist',
      action: 'checklist.edit',
      handler: async (req, res) => {
        const campaign = await campaignOf(req.query.campaign);
        const { fields: typed, rev } = sentForm(req.body);
        try {
          const { checklist } = (await records.load<CampaignFacts>('campaign', campaign.id)).facts;
          const shape = Object.fromEntries(checklist.items.map(({ key }) => [key, points]));
          const sent = read(z.strictObject({ ...shape, target: whole }), typed) as unknown as Record<string, number>;
          const items = checklist.items.map((item) => ({ ...item, max: sent[item.key] ?? item.max }));
          const changed: Checklist = { ...checklist, target: sent.target ?? checklist.target, items };
          await records.perform({
            kind: 'campaign',
            id: campaign.id,
            event: { type: 'CHANGE_CHECKLIST', checklist: changed },
            actor: actorIn(res),
            expectedRev: rev,
          });
          res.redirect(303, `/readiness?campaign=${campaign.id}`);
        } catch (error) {
          const again = formAgain(error, typed);
          res.status(again.status).render('readiness/checklist', await checklistForm(campaign, res, again));
        }
      },
    },
    {
      method: 'get',
      path: '/readiness/:department',
      action: 'readiness.view',
      handler: async (req, res) => {
        const { shown, department, found } = await departmentOf(req, res);
        res.render('readiness/department', departmentReadinessPage(shown, department, found, readerOf(res)));
      },
    },
    {
      method: 'get',
      path: '/readiness/:department/:item',
      action: 'readiness.view',
      handler: async (req, res) => {
        const { shown, department, found } = await departmentOf(req, res);
        const item = found?.items.find((one) => one.item === req.params.item);
        const about = shown.campaign.facts.checklist.items.find(({ key }) => key === req.params.item);
        if (!item || !about) throw new NotFound('page');
        res.render('readiness/cell', cellPage(shown, department, item, about, readerOf(res)));
      },
    },
  ];
}
