/** The ledger as rows of plain values: the list a person sees, with its filters and in its order, all of it. */
import { writeBase } from '../../workflows/ledger/base.js';
import type { ShownColumn } from '../../workflows/ledger/columns.js';
import type { Cell } from '../documents/sheet-writer.js';
import { type Reader, reasonTexts } from '../http/reason-text.js';
import type { Visible } from '../people/policy.js';
import type { TaskFilter, TaskQueries, TaskRecord } from '../tasks/task.query.js';
import { COLUMNS } from './ledger-columns.js';

export type { Cell } from '../documents/sheet-writer.js';
export { COLUMNS } from './ledger-columns.js';

export interface LedgerParts {
  queries: Pick<TaskQueries, 'page' | 'briefs'>;
  departments: { names(locale: Reader['locale']): Promise<Map<string, string>> };
  phases: { of(campaign: string): Promise<readonly { facts: { key: string; title: string } }[]> };
}

export interface LedgerAsked {
  campaign: string;
  filter: Omit<TaskFilter, 'visible' | 'campaign'>;
  visible: Visible;
  reader: Reader;
}

const BATCH = 200;

/** Words of the head, one per column. */
export function headOf({ t }: Reader): string[] {
  return COLUMNS.map(({ key }) => t(`ledger:column.${key}`));
}

/** The names that rows are written with: departments, phases, codes of the tasks above, in one language. */
export interface Names {
  reader: Reader;
  departments: ReadonlyMap<string, string>;
  phases: ReadonlyMap<string, string>;
  codes: Map<string, string>;
}

/** The names of a campaign in a reader's language. */
export async function namesFor(
  { departments, phases }: Pick<LedgerParts, 'departments' | 'phases'>,
  campaign: string,
  reader: Reader,
): Promise<Names> {
  const [names, ofCampaign] = await Promise.all([departments.names(reader.locale), phases.of(campaign)]);
  const titles = new Map(ofCampaign.map(({ facts }) => [facts.key, facts.title]));
  return { reader, departments: names, phases: titles, codes: new Map() };
}

/** Learn the codes of the tasks above some tasks. */
export async function learnCodes(
  queries: Pick<TaskQueries, 'briefs'>,
  tasks: readonly TaskRecord[],
  codes: Map<string, string>,
): Promise<void> {
  const above = tasks.flatMap(({ facts }) => (facts.parent && !codes.has(facts.parent) ? [facts.parent] : []));
  if (above.length === 0) return;
  for (const { id, code } of await queries.briefs({ ids: [...new Set(above)] })) codes.set(id, code);
}

/** Every row of a visible list, in batches, so that ten thousand cost no more memory than two hundred. */
export function ledgerRows({ queries, ...parts }: LedgerParts) {
  return async function* rows({ campaign, filter, visible, reader }: LedgerAsked): AsyncGenerator<Cell[]> {
    const names = await namesFor(parts, campaign, reader);
    let after: string | undefined;
    do {
      const { items, next } = await queries.page({ ...filter, campaign, visible }, { limit: BATCH, after });
      await learnCodes(queries, items, names.codes);
      for (const task of items) yield rowOf(task, names);
      after = next ?? undefined;
    } while (after !== undefined);
  };
}

/** What a row shows of a task, as text. */
export function textsOf(
  { state, light, facts }: TaskRecord,
  { reader, departments, phases, codes }: Names,
): Record<ShownColumn, string> {
  const { t } = reader;
  const nameOf = (department: string) => departments.get(department) ?? department;
  const { lastReport, leadDepartment, coDepartments, due, parent } = facts;
  return {
    phase: phases.get(facts.phase) ?? facts.phase,
    code: facts.code,
    parent: parent === null ? '' : (codes.get(parent) ?? ''),
    title: facts.title,
    requirement: facts.requirement,
    lead: leadDepartment === null ? '' : nameOf(leadDepartment),
    supporting: coDepartments.map(nameOf).join('、'),
    due: due?.to ?? '',
    dueText: due?.text ?? '',
    state: t(`tasks:state.${state}`),
    light: t(`common:light.${light.colour}`),
    why: light.colour === 'none' ? '' : (reasonTexts([light.reason], reader)[0] ?? ''),
    percent: String(facts.percent),
    lastReport: lastReport?.text ?? '',
    reportedOn: lastReport?.on ?? '',
  };
}

/** The row of a task, with `instead` in the place of what some cells would show. */
export function rowOf(task: TaskRecord, names: Names, instead: Partial<Record<ShownColumn, string>> = {}): Cell[] {
  const texts = textsOf(task, names);
  const hidden = { id: task.id, rev: task.rev, base: writeBase(task.id, names.reader.locale, texts) };
  const row = { ...texts, percent: task.facts.percent, ...instead, ...hidden };
  return COLUMNS.map(({ key }) => row[key]);
}
