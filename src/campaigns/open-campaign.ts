/** Open a campaign from a template: its departments, phases, tasks, sites and indicators, with dates counted from the start. */
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import { everyFor, newIndicator } from '../../workflows/indicators/indicator.js';
import { type Actor, DEFAULT_SETTINGS } from '../../workflows/moment.js';
import type { PhaseFacts } from '../../workflows/phases/phase.js';
import { DEFAULT_CHECKLIST } from '../../workflows/readiness/checklist.js';
import { newSite } from '../../workflows/sites/site.js';
import { newTask } from '../../workflows/tasks/task.js';
import { instantiate } from '../../workflows/templates/index.js';
import type { CampaignTemplate, PlannedCampaign, PlannedTask } from '../../workflows/templates/template.js';
import type { People } from '../people/people.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { idFrom } from '../platform/ids.js';
import { inBatches } from '../platform/in-batches.js';
import type { Records } from '../records/create-records.js';

export interface OpenCampaignCommand {
  template: string;
  /** The day the main phase opens, `YYYY-MM-DD`. */
  startOn: string;
  title: string;
  region: string;
  upperLevel: string;
  actor: Actor;
}

export interface OpenedCampaign {
  campaign: string;
  phases: Record<string, string>;
  /** Task code → record id. */
  tasks: Record<string, string>;
  sites: Record<string, string>;
  /** Indicator code → record id. */
  indicators: Record<string, string>;
  plan: PlannedCampaign;
}

/** The id of a campaign's record by its key in the template, so that opening it again after a crash makes nothing twice. */
export const campaignRecordId = (campaign: string, kind: string, key: string) => idFrom(campaign, kind, key);

function taskFacts(task: PlannedTask, campaign: string) {
  const { parent, assignOn: _, checkpoints, ...plan } = task;
  return newTask({
    ...plan,
    campaign,
    parent: parent === null ? null : campaignRecordId(campaign, 'task', parent),
    checkpoints: checkpoints.map((checkpoint) => ({ ...checkpoint, passedOn: null, note: '' })),
  });
}

/** How many wholes a task is a part of. */
function depthIn(plan: PlannedCampaign): Map<string, number> {
  const depths = new Map<string, number>();
  // A whole stands before its parts.
  for (const { code, parent } of plan.tasks) depths.set(code, parent === null ? 0 : (depths.get(parent) ?? 0) + 1);
  return depths;
}

export interface OpenCampaignParts {
  records: Records;
  people: People;
  /** Those of the documents and those that were saved; null for a key of none. */
  templateOf(key: string): Promise<CampaignTemplate | null>;
}

/** Throws InvalidForm for an unknown template; departments that exist already are taken as they are. */
export function openCampaign({ records, people, templateOf }: OpenCampaignParts) {
  async function addMissingDepartments(plan: PlannedCampaign, actor: Actor): Promise<void> {
    const known = new Set((await people.departments.list()).map(({ id }) => id));
    for (const { key, english, ...department } of plan.departments) {
      if (!known.has(key)) await people.departments.add({ id: key, nameEn: english, ...department }, actor);
    }
  }

  return async (command: OpenCampaignCommand): Promise<OpenedCampaign> => {
    const { startOn, title, region, upperLevel, actor } = command;
    const verdict = may(actor, 'campaign.create');
    if (!verdict.allowed && actor.kind === 'person') throw new Forbidden([verdict.reason]);
    const template = await templateOf(command.template);
    if (!template) throw new InvalidForm([{ code: 'campaign.unknownTemplate', field: 'template' }], { ...command });
    const plan = instantiate(template, { startOn });
    await addMissingDepartments(plan, actor);

    const campaign = idFrom('campaign', command.template, startOn, title);
    const facts: CampaignFacts = {
      title,
      year: Number(startOn.slice(0, 4)),
      region,
      upperLevel,
      startOn,
      inspection: { date: plan.inspection.on, by: plan.inspection.by.zh },
      settings: DEFAULT_SETTINGS,
      checklist: template.checklist ?? DEFAULT_CHECKLIST,
      template: command.template,
    };
    await records.create({ kind: 'campaign', id: campaign, facts, actor });

    const opened: OpenedCampaign = { campaign, phases: {}, tasks: {}, sites: {}, indicators: {}, plan };
    for (const { key, title: name, goal, order, opensOn, closesOn, hardDate, atStart } of plan.phases) {
      const phase: PhaseFacts = {
        campaign,
        key,
        order,
        title: name.zh,
        goal,
        opensOn,
        closesOn,
        hardDate,
        autoOpen: atStart !== 'closed',
        waivers: [],
        openedOn: null,
        closedOn: null,
      };
      opened.phases[key] = campaignRecordId(campaign, 'phase', key);
      await records.create({ kind: 'phase', id: opened.phases[key], facts: phase, actor });
    }
    for (const { code } of plan.tasks) opened.tasks[code] = campaignRecordId(campaign, 'task', code);
    const create = (task: PlannedTask) =>
      records.create({
        kind: 'task',
        id: campaignRecordId(campaign, 'task', task.code),
        facts: taskFacts(task, campaign),
        actor,
      });
    // A part tells its whole that it exists, so wholes come first.
    const depths = depthIn(plan);
    for (let depth = 0; depth <= Math.max(0, ...depths.values()); depth += 1) {
      await inBatches(
        plan.tasks.filter(({ code }) => depths.get(code) === depth),
        create,
      );
      await records.relay.drain();
    }
    for (const { key, title: name, department, nominatedBy, reason, readyBy, visit } of plan.sites) {
      const id = campaignRecordId(campaign, 'site', key);
      opened.sites[key] = id;
      const site = newSite({ campaign, key, name: name.zh, department, nominatedBy, reason, readyBy, visitOn: visit });
      await records.create({ kind: 'site', id, facts: site, actor });
    }
    for (const { title: name, ...indicator } of plan.indicators) {
      const id = campaignRecordId(campaign, 'indicator', indicator.code);
      opened.indicators[indicator.code] = id;
      const every = indicator.every ?? everyFor(startOn, indicator.targets);
      const made = newIndicator({ ...indicator, campaign, title: name.zh, every, startOn });
      await records.create({ kind: 'indicator', id, facts: made, actor });
    }
    await records.relay.drain();
    return opened;
  };
}
