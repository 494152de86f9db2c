/**
 * From the names a document prints to the departments there are: full names, short names, usual abbreviations. What is
 * not known is kept and offered the nearest; nothing is ever dropped or guessed.
 */
import { isGroup } from './names.js';

export interface DirectoryEntry {
  id: string;
  /** Full name, short name, aliases. */
  names: readonly string[];
}

export type Match =
  | { kind: 'known'; id: string }
  /** 各地区, 有关部门: several, and the document does not say which. */
  | { kind: 'group' }
  /** Ids of the nearest, best first. */
  | { kind: 'unknown'; nearest: string[] };

/** Long forms and their usual abbreviations; both sides become the short one. */
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

/** One spelling for the ways a unit is written. */
export function canonicalName(name: string): string {
  let plain = name.replace(/[（(][^）)]*[）)]/g, '').replace(/[\s　·]/g, '');
  for (const [pattern, short] of ABBREVIATIONS) plain = plain.replace(pattern, short);
  return plain;
}

/** The same without the place it is of: 市财政局 and 贵港市财政局 are one office to a document of the city. */
const withoutPlace = (plain: string) =>
  plain.replace(/^(?:[一-龥]{2,6}(?:自治区|省|市|县|区)|市(?!监)|县|区|省)(?=[一-龥]{2,})/, '');

/** How alike two names are, 0–1: shared pairs of characters (Dice). */
function likeness(a: string, b: string): number {
  const pairs = (text: string) => new Set([...text].slice(1).map((char, i) => `${text[i]}${char}`));
  const [x, y] = [pairs(a), pairs(b)];
  if (x.size + y.size === 0) return a === b ? 1 : 0;
  return (2 * [...x].filter((pair) => y.has(pair)).length) / (x.size + y.size);
}

const NEAR = 0.25;
const OFFERED = 3;

/** A lookup over a directory; building it once serves a whole document. */
export function departmentFinder(directory: readonly DirectoryEntry[]) {
  const exact = new Map<string, string>();
  const placeless = new Map<string, Set<string>>();
  for (const { id, names } of directory) {
    for (const name of names.filter((one) => one !== '')) {
      const plain = canonicalName(name);
      if (!exact.has(plain)) exact.set(plain, id);
      const bare = withoutPlace(plain);
      placeless.set(bare, (placeless.get(bare) ?? new Set()).add(id));
    }
  }
  return (name: string): Match => {
    const plain = canonicalName(name);
    const known = exact.get(plain);
    if (known !== undefined) return { kind: 'known', id: known };
    if (isGroup(name)) return { kind: 'group' };
    const [only, ...more] = placeless.get(withoutPlace(plain)) ?? [];
    if (only !== undefined && more.length === 0) return { kind: 'known', id: only };
    const scored = directory
      .map(({ id, names }) => ({ id, score: Math.max(...names.map((one) => likeness(plain, canonicalName(one)))) }))
      .filter(({ score }) => score >= NEAR)
      .sort((a, b) => b.score - a.score);
    return { kind: 'unknown', nearest: scored.slice(0, OFFERED).map(({ id }) => id) };
  };
}
