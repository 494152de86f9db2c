/** Readiness for the inspection over the API: the last check with the reason of every point, and a check run now. */
import type { Request } from 'express';
import { z } from 'zod';
import { isCivilDate } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import type { ReadinessCheck } from '../../workflows/readiness/readiness.js';
import type { Reason } from '../../workflows/step.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import { API, type ApiRoute, answer, bodyOf, pathId, readQuery } from '../http/api.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Reader } from '../http/reason-text.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import { formatDate } from '../platform/i18n.js';
import { read } from '../platform/validate.js';

const verdict = z.enum(['met', 'unmet', 'notAssessed', 'notApplicable']);
const because = z.object({ code: z.string(), text: z.string() });

const sums = z.object({
  points: z.number(),
  max: z.number(),
  assessedMax: z.number(),
  assessedPercent: z.number().meta({ description: 'How much of what applies has been looked at.' }),
  scorePercent: z
    .number()
    .nullable()
    .meta({ description: 'How much of what has been looked at was earned; null while nothing has been.' }),
  checked: z.object({ assessed: z.int(), of: z.int() }),
  verdicts: z.record(verdict, z.int()),
});

const departmentView = sums.extend({
  department: z.string(),
  items: z.array(
    z.object({
      item: z.string(),
      verdict,
      max: z.number(),
      points: z.number(),
      lost: z.number(),
      open: z.number(),
      reason: because,
      readyBy: z.iso.date().nullable(),
      records: z.array(
        z.object({
          kind: z.enum(['task', 'site', 'booklet', 'periodPlan']),
          id: z.string(),
          code: z.string(),
          title: z.string(),
          share: z.number().nullable(),
          lost: z.number(),
          reason: because,
        }),
      ),
    }),
  ),
});

const checkView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  trigger: z.enum(['manual', 'scheduled']),
  before: z.int().nullable().meta({ description: 'Working days before the inspection.' }),
  by: z.string(),
  checklist: z.string(),
  total: sums.nullable().meta({ description: 'Over all departments; null for who sees only some of them.' }),
  departments: z.array(departmentView),
});

const readinessView = z.object({
  campaign: z.string(),
  inspection: z.object({ date: z.iso.date(), by: z.string() }).nullable(),
  check: checkView.nullable().meta({ description: 'The last one; null before the first.' }),
});

const nothing = z.strictObject({});

export interface ReadinessApiParts {
  campaigns: Pick<CampaignQueries, 'byId'>;
  departments: Pick<Departments, 'tree'>;
  /** The last check that was kept; null before the first. */
  lastCheck(campaign: string): Promise<ReadinessCheck | null>;
  /** Run a check now and keep it. */
  runCheck(campaign: CampaignRecord, actor: Actor): Promise<ReadinessCheck>;
}

function reasonShown({ code, params }: Reason, { t, locale, today }: Reader): z.output<typeof because> {
  const values = Object.entries(params ?? {}).map(([name, value]) => [
    name,
    isCivilDate(value) ? formatDate(locale, value, today) : value,
  ]);
  return { code, text: t(`readiness:because.${code}`, Object.fromEntries(values)) };
}

function sumsOf(sum: z.output<typeof sums>): z.output<typeof sums> {
  const { points, max, assessedMax, assessedPercent, scorePercent, checked, verdicts } = sum;
  return { points, max, assessedMax, assessedPercent, scorePercent, checked, verdicts };
}

/** GET /campaigns/:id/readiness and POST /campaigns/:id/readiness-checks. */
export function readinessApi({ campaigns, departments, lastCheck, runCheck }: ReadinessApiParts): ApiRoute[] {
  const campaignOf = (req: Request) => campaigns.byId(pathId(req, 'campaign'));

  /** The check as far as the caller may see it: the policy decides department by department. */
  async function shown({ id, facts }: CampaignRecord, check: ReadinessCheck | null, actor: Actor, reader: Reader) {
    const tree = await departments.tree();
    const all = may(actor, 'readiness.view').allowed;
    const visible = (department: string) => all || may(actor, 'readiness.view', { department }, tree).allowed;
    const view: z.output<typeof readinessView>['check'] = check && {
      id: check.id,
      at: check.at,
      trigger: check.trigger,
      before: check.before,
      by: check.by,
      checklist: check.checklist,
      total: all ? sumsOf(check.total) : null,
      departments: check.departments
        .filter(({ department }) => visible(department))
        .map(({ department, items, ...sum }) => ({
          ...sumsOf(sum),
          department,
          items: items.map(({ records, reason, ...item }) => ({
            ...item,
            reason: reasonShown(reason, reader),
            records: records.map(({ kind, id: record, code, title, share, lost, reason: why }) => ({
              kind,
              id: record,
              code,
              title,
              share,
              lost,
              reason: reasonShown(why, reader),
            })),
          })),
        })),
    };
    return { campaign: id, inspection: facts.inspection, check: view };
  }

  return [
    {
      method: 'get',
      path: `${API}/campaigns/:id/readiness`,
      action: 'readiness.view',
      api: { summary: 'The last readiness check.', query: nothing, status: 200, answer: readinessView },
      handler: async (req, res) => {
        readQuery(nothing, req);
        const campaign = await campaignOf(req);
        const check = await lastCheck(campaign.id);
        answer(res, 200, await shown(campaign, check, actorIn(res), readerOf(res)));
      },
    },
    {
      method: 'post',
      path: `${API}/campaigns/:id/readiness-checks`,
      action: 'readiness.check',
      body: 'json',
      api: { summary: 'Run a readiness check now.', body: nothing, status: 201, answer: readinessView },
      handler: async (req, res) => {
        // Nothing need be sent; what is sent must be empty.
        if (req.body !== undefined) read(nothing, bodyOf(req));
        const campaign = await campaignOf(req);
        const actor = actorIn(res);
        const check = await runCheck(campaign, actor);
        answer(res, 201, await shown(campaign, check, actor, readerOf(res)));
      },
    },
  ];
}
