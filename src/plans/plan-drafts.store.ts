/** Reads and guarded writes of drafts; what somebody else has changed meanwhile is never overwritten. */
import type { Connection } from 'mongoose';
import type { Clause, DraftContent, DraftItem } from '../../workflows/plans/draft.js';
import type { Clock } from '../platform/clock.js';
import { EditConflict, NotFound, TransitionRefused } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inBatches } from '../platform/in-batches.js';
import { isDuplicate } from '../platform/write-errors.js';
import { expectRevision, fieldsChanged, keeping, type Save } from '../records/saves.js';
import { countsOf, type DraftCounts, LISTS, type List, type Run, runsIn } from './draft-lists.js';
import { contentOf, noPages, type Pages, pagesAfter } from './draft-pages.js';
import {
  type DraftPage,
  draftPageModel,
  type PlanDraft,
  type PlanDraftDocument,
  planDraftModel,
} from './plan-draft.model.js';

/** What a list shows of a draft. */
export interface DraftSummary
  extends Pick<PlanDraft, 'id' | 'name' | 'phase' | 'edition' | 'previous' | 'createdAt' | 'createdBy'>,
    DraftCounts {}

/** Some clauses of an earlier document; several in a row make all of it. */
export interface KnownClauses extends Pick<PlanDraft, 'id' | 'name'> {
  clauses: Clause[];
}

/** A draft without its lists. */
export type DraftHead = Omit<PlanDraft, List>;

/** Who changes a draft, by what, from a page that showed which revision. */
export interface DraftChange {
  rev: number;
  type: string;
  by: { id: string; name: string };
}

const MOST = 200;

/** Pages asked for at once: a draft of many takes its turns with whatever else is to be answered. */
const AT_ONCE = 4;
/** What tells one document from another. */
const CLAUSE = {
  'entries.proposal.number': 1,
  'entries.proposal.path': 1,
  'entries.proposal.title': 1,
  'entries.proposal.text': 1,
};
/** Times that a draft is read anew when somebody has changed it meanwhile. */
const TRIES = 5;

/** What a change did: the fields of a proposal where it is one, else only that it was done. */
function saveOf(
  draft: PlanDraft,
  { items }: Pick<DraftContent, 'items'>,
  did: Omit<DraftChange, 'rev'> & { at: string },
) {
  const { type, at, by } = did;
  const save: Save = { seq: draft.rev + 1, type, at, actor: { id: by.id, name: by.name }, fields: [] };
  const before = new Map(draft.items.map((item) => [item.key, item]));
  const touched = items.filter((item) => before.get(item.key) !== item);
  const [item] = touched;
  const was = item && before.get(item.key);
  if (touched.length !== 1 || items.length !== draft.items.length || !was) return save;
  return { ...save, about: item.plan.title, fields: fieldsChanged({ ...was.plan }, { ...item.plan }) };
}

const idsOf = (pages: Pages) =>
  Object.fromEntries(LISTS.map((list) => [list, pages[list].map(({ _id }) => _id)])) as Record<List, string[]>;
const allOf = (pages: Pages) => LISTS.flatMap((list) => pages[list]);

export function planDrafts(connection: Connection, clock: Pick<Clock, 'now'>) {
  const model = planDraftModel(connection);
  const pageModel = draftPageModel(connection);

  /** The pages of a draft, null when one of them is gone: somebody has changed the draft meanwhile. */
  async function pagesIn({ pages: ids }: PlanDraftDocument): Promise<Pages | null> {
    if (!ids) return noPages();
    const wanted = LISTS.flatMap((list) => ids[list]);
    const found = new Map<string, DraftPage>();
    const runs = Array.from({ length: Math.ceil(wanted.length / AT_ONCE) }, (_, i) =>
      wanted.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
    );
    await inBatches(
      runs,
      async (run) => {
        for (const page of await pageModel.find({ _id: { $in: run } }).lean<DraftPage[]>()) found.set(page._id, page);
      },
      1,
    );
    if (wanted.some((id) => !found.has(id))) return null;
    const all = LISTS.map((list) => [list, ids[list].map((id) => found.get(id))]);
    return Object.fromEntries(all) as Pages;
  }

  async function read(id: string): Promise<{ draft: PlanDraft; pages: Pages; saves: Save[] }> {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const found = await model.findById(id).lean<PlanDraftDocument>();
      if (!found) throw new NotFound('plan');
      const pages = await pagesIn(found);
      if (!pages) continue;
      const { _id, pages: kept, counts: _, saves, items = [], uncovered = [], gone = [], ...rest } = found;
      const draft = { id: _id, ...rest, ...(kept ? contentOf(pages) : { items, uncovered, gone }) };
      return { draft, pages, saves: saves ?? [] };
    }
    throw new EditConflict([], 0);
  }

  const byId = async (id: string): Promise<PlanDraft> => (await read(id)).draft;

  async function write(pages: readonly DraftPage[]): Promise<void> {
    await inBatches(pages, (page) => pageModel.collection.insertOne(page as never), 1);
  }
  const drop = (pages: readonly DraftPage[]) => pageModel.deleteMany({ _id: { $in: pages.map(({ _id }) => _id) } });

  const nextOf = (id: string) => model.findOne({ previous: id }, { _id: 1 }).lean<{ _id: string }>();

  return {
    byId,
    /**
     * Keep a draft whose lists come in runs. Throws EditConflict when the edition before has got another successor
     * meanwhile, and what `runs` throws; then nothing is kept.
     */
    async add({ id, ...head }: DraftHead, counts: DraftCounts, runs: AsyncIterable<Run>): Promise<void> {
      const pages = noPages();
      try {
        // The pages come first: a draft that is there has all of them.
        for await (const { list, entries } of runs) {
          const page = { _id: newId(), draft: id, list, entries };
          await write([page]);
          pages[list].push({ ...page, entries: [] });
        }
      } catch (error) {
        await drop(allOf(pages));
        throw error;
      }
      try {
        await model.create({ _id: id, ...head, pages: idsOf(pages), counts });
      } catch (error) {
        // Only a refusal is sure: after a broken connection the draft may be there with its pages.
        if (!isDuplicate(error)) throw error;
        await drop(allOf(pages));
        throw new EditConflict([], head.rev);
      }
    },
    /** The edition that follows; null for the latest. */
    async after(id: string): Promise<string | null> {
      return (await nextOf(id))?._id ?? null;
    },
    /** The latest editions of a campaign's documents, the newest first. */
    async ofCampaign(campaign: string): Promise<DraftSummary[]> {
      const found = await model
        .find({ campaign }, { text: 0, pages: 0, 'items.proposal': 0, 'items.plan': 0, 'items.said': 0 })
        .sort({ createdAt: -1 })
        .limit(MOST)
        .lean<PlanDraftDocument[]>();
      const followed = new Set(found.map(({ previous }) => previous));
      return found
        .filter(({ _id }) => !followed.has(_id))
        .map(({ _id, name, phase, edition, previous, createdAt, createdBy, counts, items = [], uncovered = [] }) => ({
          id: _id,
          name,
          phase,
          edition,
          previous,
          createdAt,
          createdBy,
          ...(counts ?? countsOf({ items, uncovered })),
        }));
    },
    /** The clauses of the same documents, one document after the other, in runs. */
    async *known(campaign: string): AsyncGenerator<KnownClauses> {
      const heads = await model
        .find({ campaign }, { previous: 1, name: 1, 'pages.items': 1 })
        .sort({ createdAt: -1 })
        .limit(MOST)
        .lean<Pick<PlanDraftDocument, '_id' | 'previous' | 'name' | 'pages'>[]>();
      const followed = new Set(heads.map(({ previous }) => previous));
      for (const { _id: id, name, pages } of heads) {
        if (followed.has(id)) continue;
        if (!pages) yield { id, name, clauses: (await byId(id)).items.map(({ proposal }) => proposal) };
        for (const page of pages?.items ?? []) {
          const found = await pageModel.findById(page, CLAUSE).lean<DraftPage>();
          const clauses = ((found?.entries ?? []) as DraftItem[]).map(({ proposal }) => proposal);
          yield { id, name, clauses };
        }
      }
    },
    /** All of a draft: its head, then its lists in runs. */
    async *inRuns(id: string): AsyncGenerator<{ head: DraftHead } | Run> {
      const found = await model.findById(id).lean<PlanDraftDocument>();
      if (!found) throw new NotFound('plan');
      const { _id, pages, counts: _, items = [], uncovered = [], gone = [], ...head } = found;
      yield { head: { id: _id, ...head } };
      if (!pages) yield* runsIn({ items, uncovered, gone });
      for (const list of LISTS) {
        for (const page of pages?.[list] ?? []) {
          const kept = await pageModel.findById(page).lean<DraftPage>();
          // Somebody has changed the draft meanwhile.
          if (!kept) throw new EditConflict([], head.rev);
          yield { list, entries: kept.entries };
        }
      }
    },
    /**
     * Save what a change makes of a draft. `rev` is the one the page showed; throws EditConflict with what was saved since, and
     * TransitionRefused when a later edition has taken its place.
     */
    async change(
      id: string,
      { rev, type, by }: DraftChange,
      change: (draft: PlanDraft) => DraftContent | Promise<DraftContent>,
    ): Promise<PlanDraft> {
      const { draft, pages, saves } = await read(id);
      expectRevision(rev, { rev: draft.rev, saves });
      if (await nextOf(id)) throw new TransitionRefused('plan', 'superseded', [{ code: 'plan.superseded' }]);
      const { items, uncovered, gone, nextKey } = await change(draft);
      const content = { items, uncovered, gone };
      const after = pagesAfter(id, content, pages);
      const kept = new Set(allOf(pages));
      const fresh = allOf(after).filter((page) => !kept.has(page));
      await write(fresh);
      const saved = await model
        .findOneAndUpdate(
          { _id: id, rev: draft.rev },
          {
            $set: { pages: idsOf(after), counts: countsOf(content), nextKey },
            $unset: { items: 1, uncovered: 1, gone: 1 },
            $inc: { rev: 1 },
            $push: keeping(saveOf(draft, content, { type, by, at: clock.now() })),
          },
          { returnDocument: 'after', projection: { rev: 1 } },
        )
        .lean<Pick<PlanDraftDocument, 'rev'>>();
      const stays = new Set(allOf(saved ? after : pages));
      // What no record names any more; left behind by a crash, it is only room.
      await drop([...kept, ...fresh].filter((page) => !stays.has(page)));
      if (!saved) {
        const now = await read(id);
        expectRevision(rev, { rev: now.draft.rev, saves: now.saves });
      }
      return { ...draft, ...content, nextKey, rev: draft.rev + 1 };
    },
  };
}

export type PlanDrafts = ReturnType<typeof planDrafts>;
