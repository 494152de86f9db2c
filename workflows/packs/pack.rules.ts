/** What stands in the way of each event of a rule pack. */
import { missing, onlySystem } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import { type PackEvent, type PackFacts, packOf } from './pack-record.js';
import { articleReasons, packReasons, repeated } from './reasons.js';

type PackRule = Rule<PackFacts, PackEvent>;

const keysOf = ({ systems }: Pick<PackFacts, 'systems'>) => systems.map(({ key }) => key);
const unknownArticle: Reason = { code: 'pack.unknownArticle' };

export const packRules = {
  edit: (facts, _moment, event) => {
    if (event?.type !== 'EDIT') return [];
    const { title, systems } = event;
    const kept = new Set(keysOf(event));
    const used = new Set(facts.articles.map(({ system }) => system));
    return [
      ...missing(title, 'title'),
      ...(systems.length === 0 ? missing('', 'systems') : []),
      ...systems.flatMap(({ title: name }) => missing(name, 'systems')),
      ...(repeated(systems.map(({ title: name }) => name)) === undefined ? [] : [{ code: 'taken', field: 'systems' }]),
      ...facts.systems
        .filter(({ key }) => used.has(key) && !kept.has(key))
        .map(({ key, title: system }) => ({
          code: 'pack.articlesOfSystem',
          field: `system-${key}`,
          params: { system },
        })),
    ];
  },
  addArticle: (facts, _moment, event) => {
    if (event?.type !== 'ADD_ARTICLE') return [];
    const reasons = articleReasons(event.article, keysOf(facts));
    const there = facts.articles.some(({ id }) => id === event.article.id);
    return there
      ? [...reasons, { code: 'pack.articleTwice', field: 'article', params: { article: event.article.title } }]
      : reasons;
  },
  editArticle: (facts, _moment, event) => {
    if (event?.type !== 'EDIT_ARTICLE') return [];
    if (!facts.articles.some(({ id }) => id === event.article.id)) return [unknownArticle];
    return articleReasons(event.article, keysOf(facts));
  },
  removeArticle: (facts, _moment, event) => {
    if (event?.type !== 'REMOVE_ARTICLE') return [];
    return facts.articles.some(({ id }) => id === event.article) ? [] : [unknownArticle];
  },
  /** It holds from the day it is put in force, so that is the day its rules must be whole from. */
  putInForce: (facts, { today }, event) => {
    const reasons = packReasons(packOf(facts), today);
    if (event?.type !== 'PUT_IN_FORCE' || !event.before || event.before.version < facts.version) return reasons;
    return [...reasons, { code: 'pack.laterInForce', params: { version: event.before.version } }];
  },
  withReason: (_facts, _moment, event) => (event && 'reason' in event ? missing(event.reason, 'reason') : []),
  onlySystem,
} satisfies Record<string, PackRule>;
