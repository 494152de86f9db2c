/** The lists of a draft in pages: which of them stay as they are when a list changes, and which are written anew. */
import type { DraftContent } from '../../workflows/plans/draft.js';
import { newId } from '../platform/ids.js';
import { type DraftPage, LISTS, type List } from './plan-draft.model.js';

/** Entries of a page, and characters of their JSON: far below what a record may have, even where each takes three bytes. */
const PAGE_ENTRIES = 100;
const PAGE_CHARACTERS = 1_000_000;

export type Pages = Record<List, DraftPage[]>;

export const noPages = (): Pages => ({ items: [], uncovered: [], gone: [] });

/** The entries of pages, one after the other. */
export function contentOf(pages: Pages): Pick<DraftContent, List> {
  const joined = Object.fromEntries(LISTS.map((list) => [list, pages[list].flatMap(({ entries }) => entries)]));
  return joined as unknown as Pick<DraftContent, List>;
}

type Entry = DraftPage['entries'][number];

/** Entries in runs that each fit into a page. */
function* runsOf(entries: readonly Entry[]): Generator<Entry[]> {
  let run: Entry[] = [];
  let size = 0;
  for (const entry of entries) {
    const length = JSON.stringify(entry).length;
    if (run.length > 0 && (run.length >= PAGE_ENTRIES || size + length > PAGE_CHARACTERS)) {
      yield run;
      run = [];
      size = 0;
    }
    run.push(entry);
    size += length;
  }
  if (run.length > 0) yield run;
}

/** The pages of one list as it reads now: those in which nothing has changed are the ones there were. */
function pagesOf(draft: string, list: List, entries: readonly Entry[], before: readonly DraftPage[]): DraftPage[] {
  const places = new Map(entries.map((entry, i) => [entry, i]));
  const found: DraftPage[] = [];
  let from = 0;
  for (const page of before) {
    const at = places.get(page.entries[0] as Entry) ?? -1;
    const stays = at >= from && page.entries.every((entry, i) => entries[at + i] === entry);
    if (!stays) continue;
    put(from, at);
    found.push(page);
    from = at + page.entries.length;
  }
  put(from, entries.length);
  return found;

  function put(start: number, end: number): void {
    for (const run of runsOf(entries.slice(start, end))) found.push({ _id: newId(), draft, list, entries: run });
  }
}

/** The pages of a draft as it reads now. */
export function pagesAfter(draft: string, content: Pick<DraftContent, List>, before: Pages): Pages {
  const all = LISTS.map((list) => [list, pagesOf(draft, list, content[list], before[list])]);
  return Object.fromEntries(all) as Pages;
}
