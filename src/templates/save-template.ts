/** The office saves a campaign as a template: its plan with dates counted from its start, without what came of it. */
import type { Actor } from '../../workflows/moment.js';
import { templateOf } from '../../workflows/templates/template-of.js';
import type { CampaignQueries } from '../campaigns/campaign.query.js';
import type { Templates } from '../campaigns/templates.store.js';
import type { IndicatorQueries } from '../indicators/indicator.query.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import type { PhaseQueries } from '../phases/phase.query.js';
import type { Clock } from '../platform/clock.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import type { SiteQueries } from '../sites/site.query.js';
import type { TaskQueries, TaskRecord } from '../tasks/task.query.js';

export interface SaveTemplateParts {
  templates: Templates;
  campaigns: Pick<CampaignQueries, 'byId'>;
  phases: Pick<PhaseQueries, 'of'>;
  tasks: Pick<TaskQueries, 'allOf'>;
  sites: Pick<SiteQueries, 'ofCampaign'>;
  indicators: Pick<IndicatorQueries, 'ofCampaign'>;
  departments: Pick<Departments, 'list'>;
  clock: Clock;
}

const byCode = (a: TaskRecord, b: TaskRecord) => (a.facts.code < b.facts.code ? -1 : 1);

/** Returns the template's key. Throws Forbidden, NotFound, and InvalidForm for a campaign without phases. */
export function saveTemplate(parts: SaveTemplateParts) {
  return async (id: string, name: string, actor: Actor): Promise<string> => {
    const verdict = may(actor, 'campaign.create');
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const [{ facts }, phases, sites, indicators, list] = await Promise.all([
      parts.campaigns.byId(id),
      parts.phases.of(id),
      parts.sites.ofCampaign(id),
      parts.indicators.ofCampaign(id),
      parts.departments.list(),
    ]);
    if (phases.length === 0) throw new InvalidForm([{ code: 'template.noPhases', field: 'name' }]);
    const tasks: TaskRecord[] = [];
    for await (const task of parts.tasks.allOf(id)) tasks.push(task);
    const from = await parts.templates.byKey(facts.template);
    const office = list.find(({ category, active }) => active && category === 'office') ?? list[0];
    const template = templateOf(
      {
        facts,
        phases: phases.map((phase) => phase.facts),
        tasks: tasks.sort(byCode),
        sites,
        indicators: indicators
          .filter(({ state }) => state !== 'cancelled')
          .map(
            ({
              facts: { title, code, definition, unit, direction, baseline, targets, owner, every, origin, source },
            }) => ({
              title: { zh: title, en: title },
              ...{ code, definition, unit, direction, baseline, targets, owner, every, origin, source },
            }),
          ),
        departments: list.map(({ id: key, name: full, shortName, nameEn, category, level, parent }) => ({
          key,
          name: full,
          english: nameEn || full,
          ...{ shortName, category, level, parent },
        })),
        office: office?.id ?? '',
      },
      { key: '', title: name, document: from?.document ?? { key: '', title: facts.title } },
    );
    const by = { id: actor.id, name: actor.name };
    return parts.templates.add({ name, at: parts.clock.now(), by, template });
  };
}
