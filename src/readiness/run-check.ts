/** Run a readiness check: read what tasks, sites, booklets and plans say, evaluate, keep the result. Nothing is typed in for it. */
import type { Connection } from 'mongoose';
import type { BookletFacts } from '../../workflows/booklets/booklet.js';
import { addWorkingDays, type Calendar, isPublished } from '../../workflows/calendar.js';
import { addDays, type CivilDate, civilDateOf, type Instant, instantOf } from '../../workflows/dates.js';
import { stands } from '../../workflows/evidence.js';
import type { PeriodPlanFacts } from '../../workflows/period-plans/period-plan.js';
import { readinessBooklet, readinessPlan } from '../../workflows/readiness/duties.js';
import { evaluate } from '../../workflows/readiness/evaluate.js';
import { readinessTask } from '../../workflows/readiness/facts.js';
import type { DepartmentFacts, ReadinessCheck, ReadinessSite } from '../../workflows/readiness/readiness.js';
import { total } from '../../workflows/readiness/sums.js';
import { DIMENSIONS, type SiteFacts } from '../../workflows/sites/site.js';
import type { NotifyEffect } from '../../workflows/step.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import type { Clock } from '../platform/clock.js';
import { idFrom, newId } from '../platform/ids.js';
import { eachForItself } from '../platform/left-out.js';
import type { Log } from '../platform/log.js';
import { isDuplicate } from '../platform/write-errors.js';
import type { StoredRecord } from '../records/record.js';
import { readinessQueries } from './readiness.query.js';
import { type PartDocument, partsOf, readinessCheckModel, readinessPartModel } from './readiness-check.model.js';

export interface RunCheckParts {
  connection: Connection;
  clock: Clock;
  calendar(): Promise<Calendar>;
  /** Campaigns that run now. */
  campaigns(): Promise<readonly CampaignRecord[]>;
  /** Every task of a campaign that has been assigned, streamed. */
  tasksOf(campaign: string): AsyncIterable<StoredRecord<TaskFacts>>;
  sitesOf(campaign: string): Promise<readonly StoredRecord<SiteFacts>[]>;
  bookletsOf(campaign: string): Promise<readonly StoredRecord<BookletFacts>[]>;
  plansOf(campaign: string): Promise<readonly StoredRecord<PeriodPlanFacts>[]>;
  /** Tell people; the id makes telling twice one message. */
  notify(params: NotifyEffect['params'], about: { id: string; campaign: string; at: string }): Promise<void>;
  logger: Log;
}

export interface CheckAsked {
  campaign: CampaignRecord;
  trigger: 'manual' | 'scheduled';
  before: number | null;
  by: string;
}

/** Checks by themselves are made at this hour, campaign time. */
const CHECK_FROM = '07:00';
/** Parts written in one go: a few megabytes. */
const PARTS_AT_ONCE = 50;
/** States in which a task is nobody's duty yet or no more. */
const WITHOUT = new Set(['draft', 'cancelled']);

function siteSeen({ id, state, facts }: StoredRecord<SiteFacts>): ReadinessSite {
  return {
    id,
    code: '',
    title: facts.name,
    state: state as ReadinessSite['state'],
    readyBy: facts.readyBy,
    dimensionsShown: DIMENSIONS.filter((dimension) => facts.dimensions[dimension].evidence.some(stands)).length,
  };
}

export function createRunCheck(parts: RunCheckParts) {
  const { connection, clock, calendar, campaigns, tasksOf, sitesOf, bookletsOf, plansOf, notify, logger } = parts;
  const model = readinessCheckModel(connection);
  const partModel = readinessPartModel(connection);
  const queries = readinessQueries(connection);

  /** What each department answers for, put together in one pass. */
  async function factsOf(campaign: string, today: CivilDate): Promise<DepartmentFacts[]> {
    const facts = new Map<string, DepartmentFacts>();
    const of = (department: string): DepartmentFacts => {
      const known = facts.get(department) ?? { department, tasks: [], sites: [] };
      facts.set(department, known);
      return known;
    };
    for await (const task of tasksOf(campaign)) {
      if (WITHOUT.has(task.state)) continue;
      const { leadDepartment, coDepartments } = task.facts;
      for (const department of new Set([...(leadDepartment ? [leadDepartment] : []), ...coDepartments])) {
        const seen = readinessTask(task, department);
        if (seen) of(department).tasks.push(seen);
      }
    }
    for (const site of await sitesOf(campaign)) of(site.facts.department).sites.push(siteSeen(site));
    for (const booklet of await bookletsOf(campaign)) {
      if (booklet.state === 'cancelled') continue;
      of(booklet.facts.department).booklet = readinessBooklet(booklet, today);
    }
    for (const plan of await plansOf(campaign)) {
      const known = of(plan.facts.department);
      known.plans = [...(known.plans ?? []), readinessPlan(plan)];
    }
    return [...facts.values()].sort((a, b) => (a.department < b.department ? -1 : 1));
  }

  /** Run and keep. A scheduled check of a day exists once however many workers ask for it. */
  async function runCheck(
    { campaign, trigger, before, by }: CheckAsked,
    at: Instant = clock.now(),
  ): Promise<ReadinessCheck> {
    const { checklist, inspection } = campaign.facts;
    const today = civilDateOf(at);
    const day = { today, calendar: await calendar(), inspectionOn: inspection?.date ?? null };
    const departments = (await factsOf(campaign.id, today)).map((facts) => evaluate(checklist, facts, day));
    const id =
      trigger === 'manual' ? newId() : idFrom('readiness', campaign.id, inspection?.date ?? '', String(before));
    const check: ReadinessCheck = {
      id,
      campaign: campaign.id,
      at,
      trigger,
      before,
      by,
      checklist: checklist.key,
      departments,
      total: total(departments),
    };
    const { id: _id, departments: _departments, ...rest } = check;
    const parts = newId();
    await keepParts(partsOf(parts, campaign.id, departments));
    // A check is there when all its parts are; what dies before this leaves parts nobody looks for.
    const raced = await model.updateOne({ _id }, { $setOnInsert: { ...rest, parts } }, { upsert: true }).then(
      ({ matchedCount }) => matchedCount > 0,
      (error) => {
        if (isDuplicate(error)) return true;
        throw error;
      },
    );
    if (!raced) return check;
    await partModel.deleteMany({ parts });
    // Another worker was faster: what it kept is what both tell people, so that nobody hears two different numbers.
    return queries.byId(campaign.id, _id);
  }

  async function keepParts(made: readonly PartDocument[]): Promise<void> {
    for (let at = 0; at < made.length; at += PARTS_AT_ONCE) {
      await partModel.insertMany(made.slice(at, at + PARTS_AT_ONCE), { lean: true });
    }
  }

  /** The scheduled dates of a campaign that have come, the latest last. Silent where a year's notice is missing. */
  function comeDates(campaign: CampaignRecord, days: Calendar, now: Instant): { before: number; on: CivilDate }[] {
    const { inspection, settings } = campaign.facts;
    if (!inspection || !isPublished(days, inspection.date)) return [];
    return settings.readinessBefore
      .filter((before) => isPublished(days, addDays(inspection.date, -(before * 2 + 14))))
      .map((before) => ({ before, on: addWorkingDays(days, inspection.date, -before) }))
      .filter(({ on }) => on >= campaign.facts.startOn && instantOf(on, CHECK_FROM) <= now)
      .sort((a, b) => (a.on < b.on ? -1 : 1));
  }

  return {
    runCheck,
    /**
     * Checks counted back from the inspection: of those whose day has come the latest is run once; one that was missed
     * while nothing ran is not made up for, since it would say the same.
     */
    async runScheduled(now: Instant): Promise<number> {
      const days = await calendar();
      let ran = 0;
      const check = async (campaign: CampaignRecord) => {
        const due = comeDates(campaign, days, now).at(-1);
        if (!due) return;
        const id = idFrom('readiness', campaign.id, campaign.facts.inspection?.date ?? '', String(due.before));
        // Kept and told are two steps: what died between them still has to tell.
        if (await model.exists({ _id: id, told: true })) return;
        const made = await runCheck({ campaign, trigger: 'scheduled', before: due.before, by: 'clock' }, now);
        await notify(
          {
            template: 'readiness.checked',
            to: { posts: ['campaign_office', 'reviewer'] },
            values: {
              before: due.before,
              score: made.total.scorePercent ?? 0,
              assessed: made.total.assessedPercent,
            },
          },
          { id, campaign: campaign.id, at: made.at },
        );
        await model.updateOne({ _id: id }, { $set: { told: true } });
        ran += 1;
      };
      await eachForItself(await campaigns(), { kind: 'campaign', idOf: ({ id }) => id, work: check, log: logger });
      return ran;
    },
  };
}

export type RunCheck = ReturnType<typeof createRunCheck>;
