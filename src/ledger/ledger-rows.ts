/** The ledger as rows of plain values: the list a person sees, with its filters and in its order, all of it. */
import type { Actor } from '../../workflows/moment.js';
import type { CampaignRecord } from '../campaigns/campaign.query.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import { type Visible, visibleTo } from '../people/policy.js';
import type { TaskFilter, TaskQueries, TaskRecord } from '../tasks/task.query.js';

/** Columns in their order; `id` and `rev` are for the way back and hidden. */
export const COLUMNS = [
  { key: 'phase', width: 12 },
  { key: 'code', width: 11 },
  { key: 'title', width: 34 },
  { key: 'requirement', width: 44 },
  { key: 'lead', width: 18 },
  { key: 'supporting', width: 24 },
  { key: 'due', width: 12 },
  { key: 'dueText', width: 14 },
  { key: 'state', width: 10 },
  { key: 'light', width: 8 },
  { key: 'why', width: 26 },
  { key: 'percent', width: 8 },
  { key: 'lastReport', width: 40 },
  { key: 'reportedOn', width: 12 },
  { key: 'id', width: 26, hidden: true },
  { key: 'rev', width: 6, hidden: true },
] as const;

export type Cell = string | number;

export interface LedgerParts {
  queries: Pick<TaskQueries, 'page'>;
  departments: {
    tree(): Promise<ReadonlyMap<string, string | null>>;
    names(locale: Reader['locale']): Promise<Map<string, string>>;
  };
  phases: { of(campaign: string): Promise<readonly { facts: { key: string; title: string } }[]> };
}

export interface LedgerAsked {
  campaign: CampaignRecord;
  filter: Omit<TaskFilter, 'visible'>;
  actor: Actor;
  reader: Reader;
}

const BATCH = 200;

/** Words of the head, one per column. */
export function headOf({ t }: Reader): string[] {
  return COLUMNS.map(({ key }) => t(`ledger:column.${key}`));
}

/** Every row that the person may see, in batches, so that ten thousand cost no more memory than two hundred. */
export function ledgerRows({ queries, departments, phases }: LedgerParts) {
  return async function* rows({ campaign, filter, actor, reader }: LedgerAsked): AsyncGenerator<Cell[]> {
    const [tree, names, ofCampaign] = await Promise.all([
      departments.tree(),
      departments.names(reader.locale),
      phases.of(campaign.id),
    ]);
    const visible: Visible = visibleTo(actor, tree);
    const titles = new Map(ofCampaign.map(({ facts }) => [facts.key, facts.title]));
    let after: string | undefined;
    do {
      const { items, next } = await queries.page(
        { ...filter, campaign: campaign.id, visible },
        { limit: BATCH, after },
      );
      for (const task of items) yield rowOf(task, names, titles, reader);
      after = next ?? undefined;
    } while (after !== undefined);
  };
}

function rowOf(
  { id, rev, state, light, facts }: TaskRecord,
  names: ReadonlyMap<string, string>,
  phases: ReadonlyMap<string, string>,
  reader: Reader,
): Cell[] {
  const { t } = reader;
  const nameOf = (department: string) => names.get(department) ?? department;
  const { lastReport, leadDepartment, coDepartments, due } = facts;
  return [
    phases.get(facts.phase) ?? facts.phase,
    facts.code,
    facts.title,
    facts.requirement,
    leadDepartment === null ? '' : nameOf(leadDepartment),
    coDepartments.map(nameOf).join('、'),
    due?.to ?? '',
    due?.text ?? '',
    t(`tasks:state.${state}`),
    t(`common:light.${light.colour}`),
    light.colour === 'none' ? '' : (reasonTexts([light.reason], reader)[0] ?? ''),
    facts.percent,
    lastReport?.text ?? '',
    lastReport?.on ?? '',
    id,
    rev,
  ];
}
