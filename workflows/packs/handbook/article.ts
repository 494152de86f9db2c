import type { Citation, PackArticle } from '../pack.js';
import type { PackRules } from '../rules.js';

/** Articles of one system, valid since the day the handbook was written down. */
export function article(system: string) {
  return (
    id: string,
    title: string,
    text: string,
    citation: Citation,
    rules: Partial<PackRules> = {},
  ): PackArticle => ({ id, system, title, text, citation, validFrom: '2007-06-01', validTo: null, rules });
}
