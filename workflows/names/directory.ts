/**
 * From the names that people print to the departments there are: the one matcher for documents, ledgers and tables. A name is
 * known only when it is the name, full, short or an alias; anything else is a question with the nearest names.
 */
import { withoutBrackets } from '../linear-text.js';
import { folded } from './fold.js';
import { isGroup, type NameList, namesIn } from './list.js';

export interface DirectoryEntry {
  id: string;
  /** Full name, short name, aliases; empty ones are none. */
  names: readonly string[];
}

export type Match =
  | { kind: 'known'; id: string }
  /** 各地区, 有关部门: several, and the document does not say which. */
  | { kind: 'group' }
  /** Ids of the nearest, best first; of several that bear the name, all. */
  | { kind: 'unknown'; nearest: string[] };

export interface Directory {
  /** What it was made of, for a reader that is sent it and makes its own. */
  entries: readonly DirectoryEntry[];
  /** Every name that is known, as it is kept. */
  names: readonly string[];
  find(name: string): Match;
  /** The names of a cell that lists some; a known name is never taken apart. */
  list(text: string): NameList;
}

/** Long forms and their usual abbreviations, by which a name comes near another; never by which it is one. */
const ABBREVIATIONS: readonly [RegExp, string][] = [
  [/发展(?:和|与)?改革(?:委员会|委|局)|发改(?:委|局)/, '发改委'],
  [/人力资源(?:和)?社会保障(?:局|厅|部)|人社(?:局|厅)/, '人社局'],
  [/住房(?:和)?城乡建设(?:局|厅|委)|住建(?:局|厅|委)/, '住建局'],
  [/工业(?:和)?信息化(?:局|厅|委员会|委)|工信(?:局|厅|委)/, '工信局'],
  [/市场监督管理局|市场监管局|市监局/, '市监局'],
  [/城市管理(?:综合)?(?:行政执法)?(?:监督管理)?局|城管(?:执法)?局|综合执法局/, '城管局'],
  [/卫生健康(?:委员会|委|局)|卫健(?:委|局)/, '卫健委'],
  [/文化广?电?(?:体育)?(?:和)?旅游局|文广?旅局|文旅局/, '文旅局'],
  [/自然资源(?:和规划)?局|自规局/, '自规局'],
  [/交通运输局|交通局/, '交通局'],
  [/退役军人事务局|退役军人局/, '退役军人局'],
  [/应急管理局|应急局/, '应急局'],
  [/行政审批(?:服务)?局|审批局/, '审批局'],
  [/(?:政务服务|行政服务|便民服务)中心(?:管理办公室)?|政务服务(?:和数据)?管理局/, '政务中心'],
  [/机构编制委员会办公室|编制办|编办/, '编办'],
  [/(?:人民)?政府法制办(?:公室)?|法制办/, '法制办'],
  [/人民政府办公(?:室|厅)|政府办(?:公室)?/, '政府办'],
  [/信息化工作办公室|信息办/, '信息办'],
  [/作风效能(?:建设(?:活动)?)?(?:领导小组)?办(?:公室)?|活动(?:领导小组)?办公室/, '作风效能办'],
  [/工作组/, '组'],
  [/委员会/, '委'],
  [/办公室/, '办'],
];

function abbreviated(name: string): string {
  let plain = withoutBrackets(folded(name));
  for (const [pattern, short] of ABBREVIATIONS) plain = plain.replace(pattern, short);
  return plain;
}

const withoutPlace = (plain: string) =>
  plain.replace(/^(?:[一-龥]{2,6}(?:自治区|省|市|县|区)|市(?!监)|县|区|省)(?=[一-龥]{2,})/, '');

const pairsOf = (text: string) => new Set([...text].slice(1).map((char, i) => `${text[i]}${char}`));

/** What is known of a name for finding what comes near it. */
interface Near {
  plain: string;
  placeless: string;
  pairs: ReadonlySet<string>;
}
const nearOf = (name: string): Near => {
  const plain = abbreviated(name);
  return { plain, placeless: withoutPlace(plain), pairs: pairsOf(plain) };
};

/** How near two names are, 0–1: the same but for abbreviations or the place, else by shared pairs of characters (Dice). */
function likeness(a: Near, b: Near): number {
  if (a.plain === b.plain) return 1;
  if (a.placeless === b.placeless) return 0.95;
  const size = a.pairs.size + b.pairs.size;
  if (size === 0) return 0;
  let shared = 0;
  for (const pair of a.pairs) if (b.pairs.has(pair)) shared += 1;
  return (0.9 * 2 * shared) / size;
}

const NEAR = 0.25;
const OFFERED = 3;
/** A longer name is near to none. */
const NAME_MOST = 60;

/** A directory; building it once serves a whole document. Names that come again are looked up once. */
export function directoryOf(entries: readonly DirectoryEntry[]): Directory {
  const bearing = new Map<string, Set<string>>();
  for (const { id, names } of entries) {
    for (const name of names.map(folded).filter((one) => one !== '')) {
      bearing.set(name, (bearing.get(name) ?? new Set()).add(id));
    }
  }
  const all = [...new Set(entries.flatMap(({ names }) => names).filter((name) => name.trim() !== ''))];
  const near = entries.map(({ id, names }) => ({ id, names: names.filter((name) => name !== '').map(nearOf) }));
  const asked = new Map<string, Match>();

  function nearest(name: string): string[] {
    if (name.length > NAME_MOST) return [];
    const sought = nearOf(name);
    return near
      .map(({ id, names }) => ({ id, score: Math.max(0, ...names.map((one) => likeness(sought, one))) }))
      .filter(({ score }) => score >= NEAR)
      .sort((a, b) => b.score - a.score)
      .slice(0, OFFERED)
      .map(({ id }) => id);
  }

  function find(name: string): Match {
    const known = asked.get(name);
    if (known) return known;
    const found = looked(name);
    asked.set(name, found);
    return found;
  }

  function looked(name: string): Match {
    const [only, ...more] = bearing.get(folded(name)) ?? [];
    if (only !== undefined)
      return more.length === 0 ? { kind: 'known', id: only } : { kind: 'unknown', nearest: [only, ...more] };
    if (isGroup(name)) return { kind: 'group' };
    return { kind: 'unknown', nearest: nearest(name) };
  }

  return {
    entries,
    names: all,
    find,
    list: (text) => namesIn(text, all),
  };
}
