/** Many items at once from a table: each row is checked as a typed one is, and nothing is taken before a person has seen that. */
import { z } from 'zod';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { Under } from '../../workflows/packs/cite.js';
import { versionOf } from '../../workflows/packs/packs.js';
import {
  type GivenItem,
  MOST_ROWS,
  plainWord,
  type ReadTable,
  SHEET_COLUMNS,
  type SheetColumn,
} from '../../workflows/service-items/read-table.js';
import { draftReasons, publicationReasons } from '../../workflows/service-items/rules.js';
import { ITEM_KINDS, type ServiceItemPlan } from '../../workflows/service-items/service-item.js';
import type { Reason } from '../../workflows/step.js';
import { LIMIT_UNITS } from '../../workflows/time-limits/clock.js';
import { apart } from '../documents/apart.js';
import type { GivenBefore } from '../documents/given.model.js';
import type { GivenStore } from '../documents/given.store.js';
import type { Departments } from '../people/departments.js';
import { may } from '../people/policy.js';
import type { Clock } from '../platform/clock.js';
import { InvalidForm } from '../platform/errors.js';
import { hasText, LOCALES, translator } from '../platform/i18n.js';
import { idFrom } from '../platform/ids.js';
import { departmentId, text } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { createServiceItem } from './change-item.js';
import type { GivenItemTable, ItemsPiece, SentWords } from './item-table.reading.js';
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
  createServiceItem: ReturnType<typeof createServiceItem>;
  given: GivenStore;
  clock: Clock;
}

export interface GivenTable {
  file: { name: string; bytes: Buffer } | null;
  /** Pasted. */
  table: string;
}

const limit = z.strictObject({ n: z.int().min(-1).max(999), unit: z.enum(LIMIT_UNITS) });
const lines = z.array(text(200)).max(40);
const planSchema = z.strictObject({
  department: departmentId,
  title: text(120),
  kind: z.enum(ITEM_KINDS as [ServiceItemPlan['kind'], ...ServiceItemPlan['kind'][]]),
  onTheSpot: z.boolean(),
  promised: limit,
  statutory: limit.nullable(),
  legalBasis: text(400),
  inCentre: z.boolean(),
  papers: lines,
  steps: lines,
  fee: text(200),
  place: text(200),
  phone: text(30),
});

/** Checked rows as the page carries them to the confirmation. */
export const carriedRows = z
  .array(z.strictObject({ n: z.int().min(1), plan: planSchema }))
  .min(1)
  .max(MOST_ROWS);
export type CarriedRow = z.output<typeof carriedRows>[number];

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
async function itemsOf({ file, table }: GivenTable, words: SentWords): Promise<ReadTable> {
  if (!file && table.trim() === '') {
    throw new InvalidForm([{ code: 'serviceItem.table.noTable', field: 'file' }]);
  }
  const { name, bytes } = file ?? { name: 'table.csv', bytes: Buffer.from(table) };
  const pieces = await readApart({ name, bytes, words });
  return { items: pieces.flatMap(({ items }) => items), faults: pieces.flatMap(({ faults }) => faults) };
}

export function itemImport(parts: Parts) {
  const { records, queries, departments, given, clock } = parts;
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

  return {
    /**
     * Read and check a table; takes nothing, and notes under the page's key that it was given. Throws InvalidForm for a table
     * that cannot be read at all.
     */
    async check(
      campaign: string,
      table: GivenTable,
      { actor, key }: { actor: Actor; key: string },
    ): Promise<{ rows: CheckedRow[]; before: GivenBefore | null }> {
      const { items, faults } = await itemsOf(table, await wordsOf(departments));
      if (faults.length > 0) throw new InvalidForm(faults);
      const rows = await judge(items, campaign, { moment: await records.momentFor(campaign, actor), own: new Set() });
      const { before } = await given.note({
        ...{ id: key, kind: 'items', campaign, name: table.file?.name ?? '', at: clock.now() },
        by: { id: actor.id, name: actor.name },
        bytes: table.file?.bytes ?? Buffer.from(table.table),
        contents: items.flatMap(({ plan }) => (plan ? [JSON.stringify(plan)] : [])),
      });
      return { rows, before };
    },
    /**
     * Take checked rows, all or none: what has come to stand against one since gives the check again. The same key of the
     * same person takes nothing twice.
     */
    async take(
      campaign: string,
      rows: readonly CarriedRow[],
      { actor, key, publish }: { actor: Actor; key: string; publish: boolean },
    ): Promise<{ again: CheckedRow[] } | { taken: number; published: number }> {
      const asked = rows.map(({ n, plan }) => ({ n, plan, title: plan.title, reasons: [] }));
      const own = new Set(rows.map(({ n }) => idOf(actor, key, n)));
      const moment = await records.momentFor(campaign, actor);
      const checked = await judge(asked, campaign, { moment, own });
      if (checked.some(({ reasons }) => reasons.length > 0)) return { again: checked };
      let published = 0;
      for (const { n, plan, later } of checked) {
        if (!plan) continue;
        const idempotencyKey = `${key}-${n}`;
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
