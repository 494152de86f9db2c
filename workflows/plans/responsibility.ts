/**
 * Who is responsible, as brackets and labels say it: （甲牵头，乙、丙按职责分工负责）, （甲、乙负责，排在第一位的部门为牵头部门，
 * 下同）, 负责部门：…；适用范围：…, 牵头单位：… 责任单位：… 配合单位：… 完成时限：….
 */

import { withoutBrackets, withoutEnds } from '../linear-text.js';
import { isGroup, looksLikeUnit, readNames } from '../names/list.js';
import type { Basis } from './plan.js';

export interface Responsibility {
  lead: string | null;
  leads: string[];
  departments: string[];
  joint: boolean;
  openEnded: boolean;
  scope: string;
  /** Words that hold a date, from 完成时限：… or a clause of its own. */
  until: string;
  /** From here on the first unit leads. */
  firstLeadsFromHere: boolean;
  basis: { lead: Basis; departments: Basis };
}

const LABELS: { of: 'lead' | 'responsible' | 'supports' | 'until' | 'scope' | 'people'; pattern: string }[] = [
  {
    of: 'people',
    pattern: '(?:牵头|责任|分管|包保|市级?|县级?|区级?|配合)(?:领导|市长|县长|区长)|责任人|联系人|负责人',
  },
  { of: 'lead', pattern: '(?:总?牵头|主办|主责|主管|第一责任)(?:责任)?(?:单位|部门|处室|科室)?' },
  { of: 'supports', pattern: '(?:配合|协办|协助|参与|参加|协同|会办|支持)(?:责任)?(?:单位|部门|处室|科室)?' },
  { of: 'responsible', pattern: '(?:责任|负责|承办|落实|实施|承担|完成)(?:单位|部门|主体|处室|科室)|分工' },
  {
    of: 'until',
    pattern: '(?:完成|办结|整改|落实|责任)?(?:时限|期限)(?:要求)?|(?:完成|时间)(?:时间|节点|要求|安排)|时间节点',
  },
  { of: 'scope', pattern: '适用范围|实施范围' },
];
const LABEL = new RegExp(LABELS.map(({ pattern }) => `(${pattern})\\s*[：:]`).join('|'), 'g');

const FIRST_LEADS =
  /(?:排(?:名|列)?(?:在)?|列(?:在)?|名列|排序)?第一(?:位|个|名)?[^，。；]{0,12}(?:为|是|系)[^，。；]{0,6}(?:牵头|主办|主责)|首位[^，。；]{0,10}牵头|第一个(?:部门|单位)?[^，。；]{0,4}牵头/;

const DUTY = '(?:按照?|依|根据)?(?:各自)?(?:职责|职能|分工)?(?:分工|职责)?(?:分别|共同|各自|具体|分头|统筹)?';
const LEADS = /(?:为|作为|负责)?(?:总?牵头|主办|主责)(?:负责|落实|组织实施|组织|推进|实施|办理|单位|部门)?$/;
const SUPPORTS =
  /(?:按照?(?:各自)?职责(?:分工)?)?(?:积极|密切|共同|负责)?(?:配合|参与|参加|协助|协同|支持|协办)(?:落实|实施|做好|推进|办理)?$/;
const RESPONSIBLE = new RegExp(
  `${DUTY}(?:负责|落实|组织实施|抓好落实|推进落实|推进|承担|实施|办理)(?:落实|实施|推进)?$`,
);
const BY_DUTY = /按照?(?:各自)?(?:职责|职能|分工)(?:分工)?$/;

const nothing = (): Responsibility => ({
  lead: null,
  leads: [],
  departments: [],
  joint: false,
  openEnded: false,
  scope: '',
  until: '',
  firstLeadsFromHere: false,
  basis: { lead: 'asked', departments: 'stated' },
});

/** How the unit stands that a clause ends with; no such ending is longer. */
const ENDING_MOST = 40;
const EDGES = new Set('，,；;。、 \t\n\u3000');

interface Said {
  leads: string[];
  /** Responsible, and nothing is said of who among them leads. */
  responsible: string[];
  supports: string[];
  openEnded: boolean;
  together: boolean;
  /** Some names have their place from the first of their list. */
  completed: boolean;
}

const nobody = (): Said => ({
  leads: [],
  responsible: [],
  supports: [],
  openEnded: false,
  together: false,
  completed: false,
});

/** What has been read before of a document: who its readers know, and whether the first unit leads. */
export interface Reading {
  /** Names that are known, so that none is taken apart. */
  known?: readonly string[] | undefined;
  /** The document has said that the first unit leads. */
  firstLeads: boolean;
}

/** Put together what clauses or labels have said. */
function conclude(said: Said, found: Responsibility, firstLeads: boolean): Responsibility {
  const { leads, responsible, supports } = said;
  found.openEnded = said.openEnded;
  if (said.completed) found.basis.departments = 'inferred:sharedPlace';
  if (leads.length > 0) {
    found.leads = leads;
    found.lead = leads.length === 1 ? (leads[0] ?? null) : null;
    found.departments = [...responsible, ...supports];
    found.basis.lead = leads.length > 1 ? 'asked' : said.together ? 'inferred:together' : 'stated';
  } else if (firstLeads && responsible.length > 0 && !isGroup(responsible[0] ?? '')) {
    const [first = '', ...others] = responsible;
    found.leads = [first];
    found.lead = first;
    found.departments = [...others, ...supports];
    found.basis.lead = responsible.length === 1 ? 'inferred:onlyOne' : 'inferred:firstLeads';
  } else if (responsible.length === 1 && !said.openEnded && !isGroup(responsible[0] ?? '')) {
    found.leads = responsible;
    found.lead = responsible[0] ?? null;
    found.departments = supports;
    found.basis.lead = 'inferred:onlyOne';
  } else {
    found.joint = responsible.length > 0;
    found.departments = [...responsible, ...supports];
  }
  found.departments = [...new Set(found.departments)].filter((name) => !found.leads.includes(name));
  return found;
}

/** `牵头单位：甲；责任单位：乙、丙；完成时限：…` */
function fromLabels(content: string, { known: names, firstLeads }: Reading): Responsibility | null {
  const marks = [...content.matchAll(LABEL)];
  if (marks.length === 0) return null;
  const before = content.slice(0, marks[0]?.index).replace(/[，,；;\s　]/g, '');
  if (before.length > 4) return null;
  const found = nothing();
  const said = nobody();
  let known = false;
  for (const [i, mark] of marks.entries()) {
    const of = LABELS[mark.slice(1).findIndex((group) => group !== undefined)]?.of;
    const value = withoutEnds(
      content.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? content.length).trimStart(),
      EDGES,
    );
    if (of === 'until') found.until = value;
    else if (of === 'scope') found.scope = (value.split(/[，,；;。]/, 1)[0] ?? '').trim();
    else if (of === 'lead' || of === 'responsible' || of === 'supports') {
      known = true;
      const list = readNames(named(value), names);
      said.openEnded ||= list.openEnded;
      said.completed ||= list.completed;
      if (of === 'lead') said.leads.push(...list.names);
      else (of === 'responsible' ? said.responsible : said.supports).push(...list.names);
    }
  }
  if (!known && found.until === '') return null;
  return conclude(said, found, firstLeads);
}

/** The list of names in a value that goes on with a remark: `甲、乙（下同）`, `甲、乙，排在第一位的为牵头单位`. */
function named(value: string): string {
  const clauses = value.split(/[，,；;。]/);
  const first = clauses.findIndex((clause) => FIRST_LEADS.test(clause) || /下同/.test(clause));
  const kept = first < 0 ? value : clauses.slice(0, first).join('、');
  return withoutBrackets(kept, (content) => /下同|牵头/.test(content));
}

/** Clauses at the top level of a bracket, `甲牵头`, `乙、丙按职责分工负责`. */
function clausesOf(content: string): string[] {
  const clauses: string[] = [];
  let depth = 0;
  let clause = '';
  for (const char of content) {
    if (/[（(]/.test(char)) depth += 1;
    if (/[）)]/.test(char)) depth -= 1;
    if (depth === 0 && /[，,；;。]/.test(char)) {
      clauses.push(clause);
      clause = '';
    } else clause += char;
  }
  return [...clauses, clause].map((one) => one.trim()).filter((one) => one !== '');
}

const TOGETHER = /^(.+?)(?:牵头)?会同(.+?)(?:等)?(?:按照?职责(?:分工)?)?(?:共同)?(?:负责|落实|组织实施|推进|办理)?$/;
const A_DATE = /[年月日底旬度]|完成|长期|持续|常年|每/;

/** `甲牵头，乙、丙等按职责分工负责` */
function fromClauses(content: string, { known: kept, firstLeads }: Reading): Responsibility | null {
  const found = nothing();
  const said = nobody();
  let waiting = '';
  let known = false;
  const names = (words: string) => {
    const list = readNames(words.replace(/^(?:由|请)/, ''), kept);
    said.openEnded ||= list.openEnded;
    said.completed ||= list.completed;
    return list.names;
  };
  for (const raw of clausesOf(content)) {
    if (/^(?:下同|以下(?:均)?同)$/.test(raw) || FIRST_LEADS.test(raw)) continue;
    const clause = waiting === '' ? raw : `${waiting}、${raw}`;
    // How a clause ends is in its last words, however long the list before them is.
    const ending = raw.slice(-ENDING_MOST);
    const together = raw.includes('会同') ? TOGETHER.exec(clause) : null;
    if (together && looksLikeUnit((together[1] ?? '').replace(/^由/, ''))) {
      said.leads.push(...names(together[1] ?? ''));
      said.supports.push(...names(together[2] ?? ''));
      said.together = !/牵头/.test(clause);
    } else if (LEADS.test(ending)) said.leads.push(...names(clause.replace(LEADS, '')));
    else if (SUPPORTS.test(ending)) said.supports.push(...names(clause.replace(SUPPORTS, '')));
    else if (RESPONSIBLE.test(ending)) {
      // 甲牵头、乙负责 in one clause without a comma.
      const both = /^(.+?)牵头[、]?(.+)$/.exec(clause);
      if (both) {
        said.leads.push(...names(both[1] ?? ''));
        said.responsible.push(...names((both[2] ?? '').replace(RESPONSIBLE, '')));
      } else said.responsible.push(...names(clause.replace(RESPONSIBLE, '').replace(BY_DUTY, '')));
    } else if (known && A_DATE.test(raw)) {
      found.until = raw;
      continue;
    } else {
      waiting = clause;
      continue;
    }
    waiting = '';
    known = true;
  }
  if (!known) return null;
  const all = [...said.leads, ...said.responsible, ...said.supports];
  // 实行首席负责制 and 由其他部门负责的除外 are no lists of units.
  if (all.length === 0 || !all.some(looksLikeUnit) || all.some((name) => withoutBrackets(name).length > 30))
    return null;
  return conclude(said, found, firstLeads);
}

/** A bracket of nothing but names: `（省发展改革委、省财政厅）`. Only where every one is clearly a unit. */
function fromNames(content: string, { known, firstLeads }: Reading): Responsibility | null {
  if (/[。；，：]/.test(content)) return null;
  const { names, openEnded } = readNames(content, known);
  const sure = /(?:厅|局|委|办|部|署|行|委员会|人民政府|总局|总署|办公室)$/;
  if (names.length === 0 || !names.every((name) => sure.test(name) && !/^[以含包不]/.test(name) && name.length >= 3))
    return null;
  const said = { ...nobody(), responsible: names, openEnded };
  const found = conclude(said, nothing(), firstLeads);
  found.basis.departments = 'inferred:namesOnly';
  return found;
}

/** A longer bracket is a remark, not a list of units. */
const CONTENT_MOST = 600;

/**
 * What the content of a bracket (without the bracket itself) or of a line says of who is responsible; null when it says
 * something else.
 */
export function readResponsibility(content: string, reading: Reading, atEnd = false): Responsibility | null {
  const said = content.trim();
  if (said === '' || said.length > CONTENT_MOST) return null;
  const declared = FIRST_LEADS.test(said);
  const now = { ...reading, firstLeads: reading.firstLeads || declared };
  const found = fromLabels(said, now) ?? fromClauses(said, now) ?? (atEnd ? fromNames(said, now) : null);
  if (found) found.firstLeadsFromHere = declared;
  return found;
}

/** Whether a document declares, outside any bracket of an item, that the first unit leads. */
export function declaresFirstLeads(text: string): boolean {
  return FIRST_LEADS.test(text);
}
