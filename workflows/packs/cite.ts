/** The article by which something is refused or due, as a refusal names it: 「限时办结规定第四十五条（不计入时限）」. */
import type { CivilDate } from '../dates.js';
import type { Moment } from '../moment.js';
import { articleFor, type PackArticle, type PackVersion, type RulePack } from './pack.js';
import { packUnder } from './packs.js';
import type { RuleName } from './rules.js';

/** What a record of the three systems keeps of the pack it started under. */
export interface Under {
  pack: PackVersion;
  startedOn: CivilDate;
}

function words({ title, citation: { document, place } }: PackArticle): string {
  return `${document}${place}（${title}）`;
}

/** The article of a pack that lays a rule down on a day; empty where none does. */
export function citationOf(pack: RulePack, rule: RuleName, on: CivilDate): string {
  const found = articleFor(pack, rule, on);
  return found ? words(found) : '';
}

/** The article that lays a rule down, under the pack the record started under; empty where none does. */
export function articleOf({ packs }: Pick<Moment, 'packs'>, { pack, startedOn }: Under, rule: RuleName): string {
  return citationOf(packUnder(packs, pack), rule, startedOn);
}

/** An article by its id; empty where a campaign's own pack has dropped it. */
export function articleById({ packs }: Pick<Moment, 'packs'>, { pack }: Under, id: string): string {
  const found = packUnder(packs, pack).articles.find((article) => article.id === id);
  return found ? words(found) : '';
}
