/**
 * Lists of units as documents and cells print them: `甲、乙等国务院相关部门及各地区`. Splits where one unit ends and the next
 * begins, never inside a name that is known, and notes that a list ends in 等.
 */
import { withoutBrackets, withoutEnds } from '../linear-text.js';
import { folded } from './fold.js';

export interface NameList {
  /** Units and groups in printed order, without 等. */
  names: string[];
  /** The list ends in 等, so there are more. */
  openEnded: boolean;
}

export interface CompletedList extends NameList {
  /** Some names were completed by the place that only the first one prints. */
  completed: boolean;
}

/** What the name of a unit ends in. */
const UNIT_END =
  '(?:委员会|办公室|领导小组|工作组|专班|指挥部|联席会议|人民政府|政府|管委会|监委|纪委|党委|党组|支行|分行|银行|公司|集团|大学|学院|医院|中心|协会|学会|总会|联合会|商会|法院|检察院|海关|总署|总局|公安|部门|单位|机构|企业|厅|局|委|办|部|署|院|行|会|社|台|站|所|校|组|科|处|队|团|联|室|县|市|区|镇|乡|街道|省|州|盟|旗|地区|地方|工会|妇联|残联|工商联|团委)';
const ENDS = new RegExp(`${UNIT_END}$`);
const END_MOST = 4;
/** Groups of units rather than one of them. */
const GROUP =
  /^(?:各|有关|相关|其他|其它|全市|全县|全省|全区|国务院(?:有关|相关)|(?:省|市|县|区)直|(?:中央|省级?|市级?|县级?|区级?)?(?:有关|相关))|各(?:有关|相关)?(?:部门|单位|地区|地方)$/;
/** Characters of a unit's name without its brackets; with them it is no longer than twice that many. */
const NAME_MOST = 30;

const endsInUnit = (text: string) => ENDS.test(text.slice(-END_MOST));

/** Whether words look like the name of a unit or of a group of units. */
export function looksLikeUnit(name: string): boolean {
  if (name.length > 4 * NAME_MOST) return false;
  const plain = withoutBrackets(name);
  return (
    plain.length >= 2 &&
    plain.length <= NAME_MOST &&
    !/[。；，：]/.test(plain) &&
    (endsInUnit(plain) || GROUP.test(plain))
  );
}

export function isGroup(name: string): boolean {
  return name.length <= 4 * NAME_MOST && GROUP.test(name);
}

const OPENING = new Set('（(〔[');
const CLOSING = new Set('）)〕]');
/** Signs that end a name wherever they stand outside brackets. */
const HARD = new Set('、，,；;⏎\n\r\t\u3000/／|｜');

/** A text cut at the signs between names, none of them empty; `、` inside brackets is part of a name. */
export function partsOf(list: string, whole: RegExp | null = null): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < list.length; at += 1) {
    const known = whole ? knownAt(whole, list, at) : 0;
    if (known > 0) {
      at += known - 1;
      continue;
    }
    const char = list[at] ?? '';
    if (OPENING.has(char)) depth += 1;
    else if (CLOSING.has(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && HARD.has(char)) {
      parts.push(list.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, list.slice(from)].map((part) => part.trim()).filter((part) => part !== '');
}

function knownAt(whole: RegExp, text: string, at: number): number {
  whole.lastIndex = at;
  return whole.exec(text)?.[0].length ?? 0;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

interface Known {
  /** Names as they are compared. */
  folded: ReadonlySet<string>;
  /** Names that hold a sign or a word that joins names, as one sticky expression; null when there are none. */
  whole: RegExp | null;
}

const prepared = new WeakMap<readonly string[], Known>();
const NONE: readonly string[] = [];

/** Known names made ready to be looked for, once for each list of them. */
function knownOf(names: readonly string[]): Known {
  const found = prepared.get(names);
  if (found) return found;
  const holding = names
    .filter((name) => name.length > 1 && /[、，,；;/／|｜\s及和与暨]/.test(name))
    .sort((a, b) => b.length - a.length);
  // A mark that nobody sees does not take a name apart.
  const loose = holding.map((name) => [...name.trim()].map(escaped).join('\\p{Default_Ignorable_Code_Point}*'));
  const known = {
    folded: new Set(names.map(folded)),
    whole: loose.length === 0 ? null : new RegExp(loose.join('|'), 'uy'),
  };
  prepared.set(names, known);
  return known;
}

const JOINING = /以及|及|和|与|暨|[ \u00a0\u2000-\u200a]+/g;

/**
 * 及, 以及, 和, 与 and a space join two units only where a unit ends before them and another begins behind: 住房和城乡建设部 is
 * one, 国务院相关部门和单位 is one group, 市财政局和市审计局 are two.
 */
function splitJoined(part: string, whole: RegExp | null): string[] {
  const found: string[] = [];
  let end = part.length;
  for (const { index, 0: word } of joinings(part, whole).reverse()) {
    const right = part.slice(index + word.length, end);
    if (right.length < 2 || right.length > 4 * NAME_MOST || /^(?:其|所属|下属|直属)/.test(right)) continue;
    if (/^(?:单位|部门|机构|企业|地方|个人)$/.test(right)) continue;
    const left = part.slice(0, index);
    if (!endsInUnit(left) || left.length < (word.trim() === '' ? 2 : /[和与]/.test(word) ? 3 : 1)) continue;
    // 县级以上人民政府及部门: what follows must be a unit of its own.
    if (!looksLikeUnit(right.replace(/等$/, ''))) continue;
    found.push(right);
    end = index;
  }
  return [part.slice(0, end), ...found.reverse()];
}

/** Words that may join names, outside those that are known whole. */
function joinings(part: string, whole: RegExp | null): RegExpExecArray[] {
  const all = [...part.matchAll(JOINING)];
  if (!whole || all.length === 0) return all;
  const covered = new Uint8Array(part.length);
  for (let at = 0; at < part.length; at += 1) {
    const length = knownAt(whole, part, at);
    covered.fill(1, at, at + length);
    at += Math.max(0, length - 1);
  }
  return all.filter(({ index }) => covered[index] === 0);
}

/** 等 ends a list only behind a name: 等级, 高等教育局 and 平等 are words. */
const ETC = /(?<=[一-龥）)])等(?=$|国务院|有关|相关|部门|单位|各|[及和与]|\d+个|[一二三四五六七八九十]+[个家])/;
const EDGES = new Set(' \t\r\n\u3000\u00a0：:由请。；;，,');

/** Read a list of units without adding anything to it; `known` are names that are never taken apart. */
export function namesIn(list: string, known: readonly string[] = NONE): NameList {
  const { whole, folded: plain } = knownOf(known);
  if (plain.has(folded(list))) return { names: [list.trim()], openEnded: false };
  let openEnded = false;
  const names: string[] = [];
  const put = (raw: string) => {
    const parts = plain.has(folded(raw)) ? [raw] : splitJoined(raw.trim(), whole);
    for (const one of parts) {
      const name = withoutEnds(one, EDGES);
      if (name !== '') names.push(name);
    }
  };
  for (const part of partsOf(list, whole)) {
    const etc = ETC.exec(part);
    if (!etc) {
      put(part);
      continue;
    }
    openEnded = true;
    put(part.slice(0, etc.index));
    const rest = part
      .slice(etc.index + 1)
      .replace(/^(?:\d+|[一二三四五六七八九十]+)[个家]/, '')
      .replace(/^[及和与]/, '');
    if (!/^(?:部门|单位)(?:$|[及和与])/.test(rest)) put(rest);
    else put(rest.replace(/^(?:部门|单位)[及和与]?/, ''));
  }
  return { names: [...new Set(names)], openEnded };
}

const AREA =
  /^((?:[一-龥]{2,8}?(?:自治区|自治州|(?<![城都超门])市|省|县|区|州|盟|旗))|自治区|自治州|省|市(?!场)|县|区(?!域)|州|盟|旗)(委)?(?=[一-龥])/;
/** Organs of the centre: beside them nothing has a local prefix to share. */
const CENTRAL = /(?<!宣传|组织|统战|武装|工作|干|总)部$|总局$|总署$|^国家|^国务院|^中央/;
/** Offices of the party take the prefix 市委, not 市. */
const OF_THE_PARTY =
  /^(?:组织部|宣传部|统战部|政法委|政研室|编办|巡察办|网信办|改革办|深改办|台办|老干部局|机关工委|直属机关工委|保密办|督查室|办公室|农办|农工办)/;
/** What an elided prefix may be put before: the names of one level's own organs. */
const OWN_ORGAN = /(?:厅|局|委员会|委|办公室|办|部|室|中心|法院|检察院)$/;
const FOREIGN =
  /^(?:各|国家|国务院|中央|中国|中共|全|驻|人民银行|人行|银保监|海关|有关|相关|其他|税务总|电力|供电|邮政|移动|联通|电信|铁塔|武警)/;

/** `省科技厅、工业和信息化厅` → `省工业和信息化厅`: the first unit's prefix holds for those behind it that have none. */
function withPrefix(names: readonly string[], known: (name: string) => boolean): string[] {
  if (names.some((name) => CENTRAL.test(name))) return [...names];
  let prefix = '';
  let party = '';
  return names.map((name) => {
    const found = AREA.exec(name);
    const [, area = '', ofParty = ''] = found ?? [];
    if (area !== '' && name.length > area.length + 1) {
      prefix = area;
      party = ofParty ? `${area}委` : party;
      return name;
    }
    if (known(name) || prefix === '' || FOREIGN.test(name) || isGroup(name) || !OWN_ORGAN.test(name)) return name;
    if (OF_THE_PARTY.test(name) && party !== '') return `${party}${name}`;
    return `${prefix}${name}`;
  });
}

/** Read a list of a document, in which a place that is printed once holds for the whole list. Keeps unknown names as they are. */
export function readNames(list: string, known: readonly string[] = NONE): CompletedList {
  const { names, openEnded } = namesIn(list, known);
  const { folded: plain } = knownOf(known);
  const completed = withPrefix(names, (name) => plain.has(folded(name)));
  return { names: [...new Set(completed)], openEnded, completed: completed.some((name, i) => name !== names[i]) };
}
