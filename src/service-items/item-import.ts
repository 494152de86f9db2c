/** Many items at once from a table: each row is checked as a typed one is, and nothing is taken before a person has seen that. */
import type { Actor, Moment } from '../../workflows/moment.js';
import type { Under } from '../../workflows/packs/cite.js';
import { versionOf } from '../../workflows/packs/packs.js';
import {
  type GivenItem,
  plainWord,
  type ReadTable,
  SHEET_COLUMNS,
  type SheetColumn,
} from '../../workflows/service-items/read-table.js';
import { draftReasons, publicationReasons } from '../../workflows/service-items/rules.js';
import { ITEM_KINDS, type ServiceItemPlan } from '../../workflows/service-items/service-item.js';
import type { Reason } from '../../workflows/step.js';
import { apart, gathered } from '../documents/apart.js';
import type { GivenBefore } from '../documents/given.model.js';
import type { GivenStore } from '../documents/given.store.js';
import { digestOf } from '../documents/row-digest.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { InvalidForm, NotFound } from '../platform/errors.js';
import { hasText, LOCALES, translator } from '../platform/i18n.js';
import { idFrom, newId } from '../platform/ids.js';
import type { Records } from '../records/create-records.js';
import type { TellStep } from '../under-way/under-way.js';
import type { createServiceItem } from './change-item.js';
import type { ItemTable } from './item-table.model.js';
import type { GivenItemTable, ItemsPiece, SentWords } from './item-table.reading.js';
import type { ItemTables } from './item-tables.store.js';
import type { ServiceItemQueries } from './service-item.query.js';

/** A row as it was checked: why it cannot be taken, else why it cannot be published yet. */
export interface CheckedRow {
  n: number;
  title: string;
  plan: ServiceItemPlan | null;
  reasons: Reason[];
  later: Reason[];
}

interface Parts {
  records: Records;
  queries: Pick<ServiceItemQueries, 'standing'>;
  departments: Departments;
  tables: ItemTables;
  createServiceItem: ReturnType<typeof createServiceItem>;
  given: GivenStore;
  clock: Clock;
}

export interface GivenTable {
  file: { name: string; bytes: Buffer } | null;
  /** Pasted. */
  table: string;
}

/** The word lists of a table in every language we speak, and the departments by all their names. */
async function wordsOf(departments: Departments): Promise<SentWords> {
  const head = new Map<string, SheetColumn>();
  const kinds = new Map<string, ServiceItemPlan['kind']>();
  const sets = {
    yes: new Set<string>(),
    no: new Set<string>(),
    onTheSpot: new Set<string>(),
    nothing: new Set<string>(),
  };
  const split = (said: string) => said.split(/[、,]/).map(plainWord);
  for (const locale of LOCALES) {
    const t = translator(locale);
    for (const column of SHEET_COLUMNS) {
      const also = `serviceItems:word.head.${column}`;
      const words = [plainWord(t(`serviceItems:sheet.${column}`)), ...(hasText(locale, also) ? split(t(also)) : [])];
      for (const word of words) head.set(word, column);
    }
    for (const kind of ITEM_KINDS) kinds.set(plainWord(t(`packs:matterKind.${kind}`)), kind);
    for (const name of Object.keys(sets) as (keyof typeof sets)[]) {
      for (const word of split(t(`serviceItems:word.${name}`))) sets[name].add(word);
    }
  }
  const [directory, names] = await Promise.all([departments.directory(), departments.names()]);
  return { head, kinds, departments: directory.entries, names, ...sets };
}

const readApart = apart<GivenItemTable, ItemsPiece>(new URL('./item-table.reading.js', import.meta.url));

/** The items of a given table. Throws UnreadableDocument for a file that is none, InvalidForm where nothing was given. */
async function itemsOf({ file, table }: GivenTable, words: SentWords, tell: TellStep): Promise<ReadTable> {
  if (!file && table.trim() === '') {
    throw new InvalidForm([{ code: 'serviceItem.table.noTable', field: 'file' }]);
  }
  const { name, bytes } = file ?? { name: 'table.csv', bytes: Buffer.from(table) };
  const pieces = await gathered(
    readApart({ name, bytes, words }, { tell: (share, step = 'reading') => tell(step, share) }),
  );
  return { items: pieces.flatMap(({ items }) => items), faults: pieces.flatMap(({ faults }) => faults) };
}

export function itemImport(parts: Parts) {
  const { records, queries, departments, tables, given, clock } = parts;
  const idOf = (actor: Actor, key: string, n: number) => idFrom('serviceItem', actor.id, `${key}-${n}`);

  /** What stands against each row, for this person, now. `own` are rows that this very import has already taken. */
  async function judge(
    asked: readonly GivenItem[],
    campaign: string,
    { moment, own }: { moment: Moment; own: ReadonlySet<string> },
  ): Promise<CheckedRow[]> {
    const under: Under = { pack: versionOf(moment.packs.current), startedOn: moment.today };
    const standing = new Map(
      (await queries.standing(campaign))
        .filter(({ id }) => !own.has(id))
        .map(({ department, title, code }) => [`${department} ${plainWord(title)}`, code]),
    );
    return asked.map(({ n, plan, title, reasons: found }) => {
      if (!plan) return { n, title, plan, reasons: found, later: [] };
      const reasons = [...found];
      const { department } = plan;
      if (!may(moment.actor, 'serviceItem.create', { department }).allowed) {
        reasons.push({ code: 'serviceItem.table.notYours', field: 'department' });
      }
      const code = standing.get(`${department} ${plainWord(title)}`);
      if (code !== undefined) reasons.push({ code: 'serviceItem.table.exists', field: 'title', params: { code } });
      const against = draftReasons(plan, under, moment);
      // A cell that could not be read has said so already.
      const fields = new Set(reasons.map(({ field }) => field));
      reasons.push(...against.filter(({ field }) => !fields.has(field)));
      const later = reasons.length > 0 ? [] : publicationReasons(plan, under, moment);
      return { n, title, plan, reasons, later };
    });
  }

  /** A person's own table; another's is not there for them. */
  async function own(id: string, actor: Actor): Promise<ItemTable> {
    const found = await tables.byId(id);
    if (found.by !== actor.id) throw new NotFound('page');
    return found;
  }

  return {
    own,
    /**
     * Read a table and keep it to be looked through; takes nothing. Answers with its id. Throws UnreadableDocument, and
     * InvalidForm for a table that cannot be read at all.
     */
    async give(campaign: string, table: GivenTable, actor: Actor, tell: TellStep): Promise<string> {
      const { items, faults } = await itemsOf(table, await wordsOf(departments), tell);
      if (faults.length > 0) throw new InvalidForm(faults);
      tell('keeping');
      const id = newId();
      await tables.add({ id, campaign, by: actor.id, items });
      await given.note({
        ...{ id, kind: 'items', campaign, name: table.file?.name ?? '', at: clock.now() },
        by: { id: actor.id, name: actor.name },
        bytes: table.file?.bytes ?? Buffer.from(table.table),
        rows: [...new Set(items.flatMap(({ plan }) => (plan ? [digestOf(JSON.stringify(plan))] : [])))],
      });
      return id;
    },
    /** What of a table came before. */
    before: (id: string): Promise<GivenBefore | null> => given.before(id),
    /** What stands against each row of a table now. */
    async check({ items, campaign }: ItemTable, actor: Actor): Promise<CheckedRow[]> {
      return judge(items, campaign, { moment: await records.momentFor(campaign, actor), own: new Set() });
    },
    /**
     * Take rows of a table, by their numbers, all or none: what has come to stand against one since gives the check again.
     * A table takes none of its rows twice.
     */
    async take(
      { id: table, campaign, items }: ItemTable,
      { rows, actor, publish }: { rows: ReadonlySet<number>; actor: Actor; publish: boolean },
    ): Promise<{ again: CheckedRow[] } | { taken: number; published: number }> {
      const asked = items.filter(({ n }) => rows.has(n));
      const own = new Set(asked.map(({ n }) => idOf(actor, table, n)));
      const moment = await records.momentFor(campaign, actor);
      const checked = await judge(asked, campaign, { moment, own });
      if (checked.some(({ reasons }) => reasons.length > 0)) return { again: checked };
      let published = 0;
      for (const { n, plan, later } of checked) {
        if (!plan) continue;
        const idempotencyKey = `${table}-${n}`;
        const { id } = await parts.createServiceItem({ campaign, plan, actor, idempotencyKey });
        if (!publish || later.length > 0) continue;
        const event = { type: 'PUBLISH' };
        await records.perform({ kind: 'serviceItem', id, event, actor, idempotencyKey: `${idempotencyKey}-p` });
        published += 1;
      }
      return { taken: checked.length, published };
    },
  };
}

export type ItemImport = ReturnType<typeof itemImport>;
