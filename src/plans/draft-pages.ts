/** The lists of a draft in pages: which of them stay as they are when a list changes, and which are written anew. */
import type { DraftContent } from '../../workflows/plans/draft.js';
import { newId } from '../platform/ids.js';
import { type Entry, LISTS, type List, runsOf } from './draft-lists.js';
import type { DraftPage } from './plan-draft.model.js';

export type Pages = Record<List, DraftPage[]>;

export const noPages = (): Pages => ({ items: [], uncovered: [], gone: [] });

/** The entries of pages, one after the other. */
export function contentOf(pages: Pages): Pick<DraftContent, List> {
  const joined = Object.fromEntries(LISTS.map((list) => [list, pages[list].flatMap(({ entries }) => entries)]));
  return joined as unknown as Pick<DraftContent, List>;
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
