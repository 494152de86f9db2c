/** A second version of the shipped rule pack as the office drafts it: shorter answers, promises below the statute. */
import type { Wiring } from '../../src/wiring.js';
import type { Actor } from '../../workflows/moment.js';
import { HANDBOOK_PACK } from '../../workflows/packs/handbook/index.js';
import type { PackArticle } from '../../workflows/packs/pack.js';

const CHANGES: { id: string; text: string; rules: Record<string, string> }[] = [
  { id: 'fc-answer', text: '承诺的答复日期不超过三个工作日。', rules: { answerWithin: '3' } },
  { id: 'tl-promise', text: '承诺时限短于法定时限，向社会公布。', rules: { promiseAgainstStatute: 'below' } },
];

const formOf = ({ system, title, citation, validFrom, validTo, rules }: PackArticle) => ({
  ...{ system, title, ...citation, validFrom, validTo: validTo ?? '', lays: Object.keys(rules) },
});

export async function addPackDraft(wiring: Wiring, office: Actor): Promise<void> {
  const { id } = await wiring.copyPack({ from: 'shipped', as: 'version', body: {}, actor: office });
  for (const { id: article, text, rules } of CHANGES) {
    const before = HANDBOOK_PACK.articles.find((one) => one.id === article);
    if (!before) throw new Error(`The shipped pack has no article ${article}.`);
    const body = { article, ...formOf(before), text, ...rules };
    await wiring.putPackEvent({ id, type: 'EDIT_ARTICLE', body, actor: office });
  }
}
