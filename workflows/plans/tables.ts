/**
 * Tables: pasted as tab-separated text, or read from a sheet. Columns are known by the synonyms of their heads; a cell
 * that was merged downwards holds for the rows below it.
 */
import { type CompletedList, readNames } from '../names/list.js';
import { cut } from '../text.js';
import { findDeadlines, findRecurrence, isOngoing } from './deadlines.js';
import type { Basis, Proposal, Span } from './plan.js';

/** What a column holds. */
export type Column =
  | 'number'
  | 'group'
  | 'title'
  | 'requirement'
  | 'outcome'
  | 'lead'
  | 'responsible'
  | 'supports'
  | 'due'
  | 'people'
  | 'points'
  | 'scoring'
  | 'judge'
  | 'remark';

export interface Cell extends Span {
  text: string;
}

export interface PlanTable {
  kind: 'tasks' | 'scores';
  /** Words above the head that name the table. */
  title: string;
  columns: (Column | null)[];
  head: Cell[];
  rows: Cell[][];
}

/** Heads as tables print them; the first that fits counts. */
const HEADS: [Column, RegExp][] = [
  ['points', /^(?:各项|标准|基本|考核|考评)?(?:分值|分数|权重|满分|标准分|得分标准分?|分)$/],
  ['judge', /^(?:负责)?(?:考核|考评|评分|评价|验收|认定)(?:部门|单位|主体)|^负责考核/],
  ['scoring', /^(?:考核|考评|评分|评价|计分|扣分)(?:指标|方法|标准|办法|细则|依据|内容及标准)|^评分(?:标准|细则)/],
  ['number', /^(?:序号|编号|序|号|No\.?)$/i],
  ['lead', /^(?:牵头|主办|主责|第一责任)(?:责任)?(?:单位|部门|科室)/],
  ['supports', /^(?:配合|协办|参与|协助|协同|会办)(?:责任)?(?:单位|部门|科室)/],
  ['people', /^(?:(?:牵头|责任|分管|包抓|包联)(?:领导|人)|责任人|联系人|市领导|县领导|挂钩领导)/],
  ['responsible', /^(?:责任|负责|承办|落实|实施|办理|承担)(?:单位|部门|主体|科室|处室)|^任务分工$/],
  [
    'due',
    /^(?:(?:完成|办结|整改|推进|落实|办理|时间)?(?:时限|期限|时间|时间节点|节点)(?:要求)?|完成日期|进度要求|时间安排)$/,
  ],
  ['outcome', /^(?:成果|预期成果|完成标准|工作成效|目标要求|成果形式|完成标志)/],
  [
    'requirement',
    /^(?:具体|工作|主要|整改|推进|落实)?(?:措施|举措|要求|任务要求|内容|目标|工作目标|做法)(?:及要求)?$|^(?:考核|考评)内容$/,
  ],
  ['group', /^(?:类别|分类|领域|一级指标|板块|任务类别|重点领域|项目类别)$/],
  [
    'title',
    /^(?:(?:重点|主要|具体|工作|整改|改革)?(?:任务|事项|工作|项目|问题)(?:名称|分解|事项|清单)?|重点工作任务|任务名称|考核项目|考评项目|二级指标|工作任务及?内容|问题表现|反馈问题)$/,
  ],
  ['remark', /^(?:备注|说明)$/],
];

/** What a head says its column holds. */
export function columnOf(head: string): Column | null {
  const plain = head.replace(/[\s　⏎\n（）()：:]/g, '');
  return HEADS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** More columns than a table has; whatever stands beyond is no part of it. */
const COLUMNS_MOST = 200;
/** A longer cell is a text of its own row, whatever it was merged over. */
const CARRIED_MOST = 600;
/** Characters of a heading above rows. */
const HEADING_MOST = 120;

function rowsOf(text: string): Cell[][] {
  const rows: Cell[][] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const cells: Cell[] = [];
    let start = at;
    for (const cell of line.split('\t', COLUMNS_MOST)) {
      cells.push({ start, end: start + cell.length, text: cell.replaceAll('⏎', '\n').trim() });
      start += cell.length + 1;
    }
    rows.push(cells);
    at += line.length + 1;
  }
  return rows;
}

/** Tables in a text pasted from a sheet: rows of at least two tabs under a head that is known. */
export function tablesIn(text: string): PlanTable[] {
  if (!text.includes('\t')) return [];
  return tablesOf(rowsOf(text));
}

/** Tables in rows of cells. */
export function tablesOf(rows: readonly Cell[][]): PlanTable[] {
  const tables: PlanTable[] = [];
  let current: PlanTable | null = null;
  let title = '';
  for (const cells of rows) {
    const columns = cells.map(({ text }) => columnOf(text));
    const known = columns.filter((column) => column !== null).length;
    const filled = cells.filter(({ text }) => text !== '').length;
    if (known >= 2 && known >= filled / 2) {
      current = { kind: kindOf(columns), title, columns: mended(columns), head: [...cells], rows: [] };
      tables.push(current);
    } else if (cells.length < 2 || filled === 0) {
      if (filled > 0 && !current) title = cells[0]?.text.slice(0, HEADING_MOST) ?? title;
      // A line without cells ends a table.
      if (cells.length < 2 && filled > 0) current = null;
    } else current?.rows.push([...cells]);
  }
  return tables.filter(({ rows: body }) => body.length > 0);
}

function kindOf(columns: readonly (Column | null)[]): PlanTable['kind'] {
  return columns.includes('points') ? 'scores' : 'tasks';
}

/** Columns where a head leaves a choice: without a column that leads, the only responsible one says who. */
function mended(columns: (Column | null)[]): (Column | null)[] {
  if (columns.includes('title')) return columns;
  const first = columns.findIndex((column) => column === 'requirement' || column === 'group');
  return first < 0 ? columns : columns.map((column, i) => (i === first ? 'title' : column));
}

const NOTHING = /^(?:无|\/|—+|-+|\\)$/;
/** Merged downwards as a rule: what a row leaves empty there it has from the row above. */
const CARRIED = new Set<Column>(['group', 'lead', 'responsible', 'supports', 'due', 'title']);

export interface TableReading {
  /** For dates without one. */
  year: number;
  /** Names that are known, so that none is taken apart. */
  known?: readonly string[] | undefined;
}

/** The proposals of a table of tasks. */
export function tableProposals({ columns, rows, title }: PlanTable, { year, known }: TableReading): Proposal[] {
  const carried = new Map<number, string>();
  const listed = new Map<string, CompletedList>();
  const listOf = (said: string): CompletedList => {
    const found = listed.get(said) ?? readNames(said.replace(/(?:牵头)?负责$/, ''), known);
    listed.set(said, found);
    return found;
  };
  const proposals: Proposal[] = [];
  let group = '';
  for (const cells of rows) {
    const filled = cells.filter(({ text }) => text !== '');
    // One cell across the table names the rows below it.
    if (
      filled.length === 1 ||
      (filled.length === 2 &&
        columns[cells.indexOf(filled[0] as Cell)] === 'number' &&
        cells.length > 3 &&
        isHeading(filled))
    ) {
      group = filled.map(({ text }) => text.slice(0, HEADING_MOST)).join('');
      carried.clear();
      continue;
    }
    const wasCarried = new Set<Column>();
    const value = (wanted: Column): string => {
      const found: string[] = [];
      columns.forEach((column, i) => {
        if (column !== wanted) return;
        const said = cells[i]?.text ?? '';
        if (said !== '') {
          carried.set(i, said.length > CARRIED_MOST ? '' : said);
          found.push(said);
        } else if (CARRIED.has(wanted) && carried.get(i)) {
          wasCarried.add(wanted);
          found.push(carried.get(i) ?? '');
        }
      });
      return found.join('\n');
    };
    const what = value('title');
    const requirement = value('requirement');
    if (what === '' && requirement === '') continue;
    const named = (column: Column) => {
      const said = value(column);
      return NOTHING.test(said) ? { names: [], openEnded: false, completed: false } : listOf(said);
    };
    const lead = named('lead');
    const responsible = named('responsible');
    const supports = named('supports');
    const hasLead = columns.includes('lead');
    const leads = hasLead
      ? lead.names
      : responsible.names.length === 1 && !responsible.openEnded
        ? responsible.names
        : [];
    const others = [...(hasLead || leads.length === 0 ? responsible.names : []), ...supports.names];
    const departments = [...new Set(others)].filter((name) => !leads.includes(name));
    const until = value('due');
    const dates = findDeadlines(until, year, true);
    const due = dates.filter(({ after }) => !after).map((one) => one.due);
    const basisOf = (column: Column, stated: boolean): Basis =>
      !stated ? 'asked' : wasCarried.has(column) ? 'inferred:carriedDown' : 'stated';
    const first = filled[0] as Cell;
    const last = filled.at(-1) as Cell;
    const words = [what, requirement, value('outcome')].filter((one) => one !== '').join('\n');
    proposals.push({
      number: cut(value('number'), HEADING_MOST),
      path: [title, group, cut(value('group'), HEADING_MOST)].filter((one) => one !== ''),
      title: cut(
        (wasCarried.has('title') && requirement !== '' ? requirement : what || requirement).split('\n', 1)[0] ?? '',
        60,
      ),
      text: words,
      lead: leads.length === 1 ? (leads[0] ?? null) : null,
      leads,
      departments,
      joint: leads.length === 0 && departments.length > 0,
      openEnded: lead.openEnded || responsible.openEnded || supports.openEnded,
      scope: '',
      due,
      notBefore: dates.find(({ after }) => after)?.due ?? null,
      recurs: findRecurrence(until),
      checkpoints: [],
      quote: { start: first.start, end: last.end },
      basis: {
        title: 'stated',
        lead:
          leads.length === 1
            ? hasLead
              ? basisOf('lead', true)
              : wasCarried.has('responsible')
                ? 'inferred:carriedDown'
                : 'inferred:onlyOne'
            : 'asked',
        departments: [lead, responsible, supports].some(({ completed }) => completed)
          ? 'inferred:sharedPlace'
          : basisOf(hasLead ? 'supports' : 'responsible', departments.length > 0 || leads.length > 0),
        due:
          due.length > 0
            ? dates.some(({ inferredYear }) => inferredYear)
              ? 'inferred:yearOfCampaign'
              : basisOf('due', true)
            : isOngoing(until) || NOTHING.test(until) || /长期|持续|全年|常年/.test(until)
              ? 'stated'
              : 'asked',
      },
    });
  }
  return proposals;
}

/** `一、` beside a title in an otherwise empty row. */
function isHeading(filled: readonly Cell[]): boolean {
  return /^[（(]?[一二三四五六七八九十]+[）)、.]?$/.test(filled[0]?.text ?? '');
}
