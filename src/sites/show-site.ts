/** What the card of a site is made of: the record, its story, and what this person may do with it. */
import type { Actor, Moment } from '../../workflows/moment.js';
import type { SiteFacts } from '../../workflows/sites/site.js';
import { SITE_ACTIONS, siteMachine, siteWorkflow } from '../../workflows/sites/site.machine.js';
import { eventsIn, type Reason, reasonsAgainst } from '../../workflows/step.js';
import type { CampaignQueries, CampaignRecord } from '../campaigns/campaign.query.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import { Forbidden, NotFound } from '../platform/errors.js';
import { byPinyin, type Locale } from '../platform/i18n.js';
import { isId, newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { LogEntry } from '../records/record.js';
import { firstBreak } from '../records/verify-log.js';
import type { SiteRecord } from './site.query.js';

export type SiteActionName = (typeof SITE_ACTIONS)[number];

export interface ShowSiteParts {
  records: Records;
  campaigns: CampaignQueries;
  departments: Departments;
}

/** Event → what stands against it now; an event that is missing is not for this state or not for this person. */
export type SiteAllowed = ReadonlyMap<SiteActionName, Reason[]>;

export interface SiteShown {
  site: SiteRecord;
  campaign: CampaignRecord;
  actor: Actor;
  moment: Moment;
  allowed: SiteAllowed;
  history: LogEntry[];
  /** The number of the first entry whose hash does not fit; null when the chain is whole. */
  brokenAt: number | null;
  /** Department → short name, in the reader's language. */
  names: Map<string, string>;
  /** Departments in use, by name. */
  departments: { id: string; name: string }[];
  /** One-time key of the page's forms. */
  key: string;
}

/** Departments in use as a form offers them. */
export async function departmentChoices(
  departments: Departments,
  locale: Locale,
): Promise<{ id: string; name: string }[]> {
  const [list, names] = await Promise.all([departments.list(), departments.names(locale)]);
  return list
    .filter(({ active }) => active)
    .map(({ id }) => ({ id, name: names.get(id) ?? id }))
    .sort((a, b) => byPinyin(a.name, b.name));
}

function subjectOf({ department, copies }: SiteFacts) {
  return { department, coDepartments: copies.map((copy) => copy.department) };
}

/** The events to offer for a site to an actor, each with what stands against it. */
export function allowedOnSite({ state, facts }: Pick<SiteRecord, 'state' | 'facts'>, moment: Moment): SiteAllowed {
  const { actor } = moment;
  const known = new Set<string>(eventsIn(siteMachine, state));
  const allowed = new Map<SiteActionName, Reason[]>();
  for (const event of SITE_ACTIONS) {
    if (!known.has(event) || !may(actor, `site.${event}`, subjectOf(facts)).allowed) continue;
    allowed.set(event, reasonsAgainst(siteWorkflow, state, facts, event, moment));
  }
  return allowed;
}

export function showSite({ records, campaigns, departments }: ShowSiteParts) {
  /** A site this person may look at. Throws NotFound and Forbidden. */
  async function visible(id: unknown, actor: Actor, action: 'site.view' | 'log.view' = 'site.view') {
    if (!isId(id)) throw new NotFound('site');
    const site = await records.load<SiteFacts>('site', id);
    const verdict = may(actor, action, subjectOf(site.facts), await departments.tree());
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    return site;
  }

  /** Throws Forbidden for who may not attach files to this site. */
  async function mayAttach(id: unknown, actor: Actor): Promise<void> {
    const { facts } = await visible(id, actor);
    const verdict = may(actor, 'site.ATTACH', subjectOf(facts));
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
  }

  /** A site's story and whether its chain holds. */
  async function story(site: SiteRecord) {
    const history = await records.history(site);
    return { history, brokenAt: firstBreak(history)?.seq ?? null };
  }

  async function show(id: unknown, actor: Actor, locale: Locale): Promise<SiteShown> {
    const site = await visible(id, actor);
    const [campaign, moment, told, names, choices] = await Promise.all([
      campaigns.byId(site.facts.campaign),
      records.momentFor(site.facts.campaign, actor),
      story(site),
      departments.names(locale),
      departmentChoices(departments, locale),
    ]);
    const allowed = allowedOnSite(site, moment);
    return { site, campaign, actor, moment, allowed, ...told, names, departments: choices, key: newId() };
  }

  return { visible, mayAttach, story, show };
}

export type ShowSite = ReturnType<typeof showSite>;
