/** Reads of items of service: a page of the list, all that is published, what a matter begins from. */
import type { Connection } from 'mongoose';
import type { OfferedItem } from '../../workflows/matters/matter.js';
import {
  offeredItem,
  type ServiceItemFacts,
  type ServiceItemState,
} from '../../workflows/service-items/service-item.js';
import { kept } from '../platform/kept.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { serviceItemModel } from './service-item.model.js';

export type ServiceItemRecord = StoredRecord<ServiceItemFacts>;

export interface ServiceItemFilter {
  campaign: string;
  /** Only those of a department; null = all. */
  department: string | null;
  state: ServiceItemState | null;
  /** A part of the title, or the code; empty = all. */
  word: string;
  /** The code after which the page begins. */
  after?: string;
}

const PAGE = 50;
/** More than any city's catalogue has. */
const MOST = 5_000;
/** Everybody may read the timetable, so it is not read from the database for each of them. */
const KEEP_MS = 10_000;

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export function serviceItemQueries(connection: Connection) {
  const model = serviceItemModel(connection);
  const plain = (document: RecordDocument) => toRecord<ServiceItemFacts>('serviceItem', document);

  const where = ({ campaign, department, state, word, after }: ServiceItemFilter) => ({
    campaign,
    ...(department === null ? {} : { department }),
    ...(state === null ? {} : { 'workflow.state': state }),
    ...(word === ''
      ? {}
      : { $or: [{ title: { $regex: escaped(word), $options: 'i' } }, { code: word.toUpperCase() }] }),
    ...(after ? { code: { $gt: after } } : {}),
  });

  async function readPublished(campaign: string): Promise<ServiceItemRecord[]> {
    const found = await model
      .find(where({ campaign, department: null, state: 'published', word: '' }) as never)
      .sort({ code: 1 })
      .limit(MOST)
      .lean<RecordDocument[]>();
    return found.map(plain);
  }
  const shown = kept<ServiceItemRecord[]>(KEEP_MS);

  return {
    /** One page by code; `more` when another follows. */
    async list(filter: ServiceItemFilter): Promise<{ rows: ServiceItemRecord[]; more: boolean }> {
      const found = await model
        .find(where(filter) as never)
        .sort({ code: 1 })
        .limit(PAGE + 1)
        .lean<RecordDocument[]>();
      return { rows: found.slice(0, PAGE).map(plain), more: found.length > PAGE };
    },
    /** All that a filter leaves, for a file. */
    async all(filter: ServiceItemFilter): Promise<ServiceItemRecord[]> {
      const found = await model
        .find(where(filter) as never)
        .sort({ code: 1 })
        .limit(MOST)
        .lean<RecordDocument[]>();
      return found.map(plain);
    },
    async count(filter: ServiceItemFilter): Promise<number> {
      return model.countDocuments(where(filter) as never);
    },
    /** The items that stand, by department and title, so that none is entered twice. */
    async standing(campaign: string): Promise<{ id: string; department: string; title: string; code: string }[]> {
      const found = await model
        .find({ campaign, 'workflow.state': { $ne: 'withdrawn' } } as never, { department: 1, title: 1, code: 1 })
        .limit(MOST)
        .lean<{ _id: string; department: string; title: string; code: string }[]>();
      return found.map(({ _id, department, title, code }) => ({ id: _id, department, title, code }));
    },
    /** The published items of a campaign by code, kept for a moment. */
    published: (campaign: string) => shown.get(campaign, () => readPublished(campaign)),
    forget: () => shown.forget(),
    /** What a matter can begin from, by department and code. */
    async offered(campaign: string): Promise<OfferedItem[]> {
      const items = (await readPublished(campaign)).map(({ id, facts }) => offeredItem(id, facts));
      return items.sort((a, b) => (a.department === b.department ? 0 : a.department < b.department ? -1 : 1));
    },
    /** A published item; null for any other. */
    async offeredOne(id: string): Promise<OfferedItem | null> {
      const found = await model.findOne({ _id: id, 'workflow.state': 'published' } as never).lean<RecordDocument>();
      return found && offeredItem(id, plain(found).facts);
    },
    /** A published item of a campaign, as another refers to it; null for any other. */
    async publishedOne(campaign: string, id: string): Promise<ServiceItemRecord | null> {
      const found = await model
        .findOne({ _id: id, campaign, 'workflow.state': 'published' } as never)
        .lean<RecordDocument>();
      return found && plain(found);
    },
  };
}

export type ServiceItemQueries = ReturnType<typeof serviceItemQueries>;
