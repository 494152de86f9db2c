/**
 * Score sheets read as checklists: 考核项目, 分值, 考核指标, 负责考核部门, with the points of each rule (得2分, 少一次扣0.5分，扣完为止,
 * 一票否决). What is printed is added up: a sheet that does not add up is reported with the rows.
 */

import type { FuzzyDate } from '../dates.js';
import { readNames } from '../names/list.js';
import type { ScoringRule } from '../readiness/checklist.js';
import { cut } from '../text.js';
import { findDeadlines } from './deadlines.js';
import { numeral } from './numerals.js';
import { scoreLines } from './score-lines.js';
import { type Cell, type Column, tablesIn } from './tables.js';

export interface ScoreItem {
  number: string;
  section: string;
  title: string;
  points: number | null;
  departments: string[];
  rules: ScoringRule[];
  due: FuzzyDate[];
}

export interface ScoreSection {
  number: string;
  title: string;
  points: number | null;
  /** Points beyond the total: 加分, 奖扣分. */
  bonus: boolean;
}

/** Printed points that are not what their parts come to; `where` = number of an item or section, or `total`. */
export interface Mismatch {
  where: string;
  printed: number;
  summed: number;
}

export interface ScoreSheet {
  title: string;
  total: number | null;
  sections: ScoreSection[];
  items: ScoreItem[];
  mismatches: Mismatch[];
}

const pointsOf = (said: string): number | null => {
  const found = /^([0-9０-９]+(?:[.．][0-9０-９]+)?)\s{0,8}分?$/.exec(said.trim())?.[1];
  if (!found) return null;
  const latin = found
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - '０'.charCodeAt(0)))
    .replace('．', '.');
  return Number(latin);
};
const SECTION = /^[（(]?[一二三四五六七八九十]+[）)、.．]?$/;
const BONUS = /奖扣|奖惩|加分|加减分|附加|奖励|扣分项|倒扣/;
const EACH =
  /(?:(?:每|少|缺|出现|发现|多)(?:出现|少|缺|发现|查实)?(?<per>[一1]?[次项个例起人条处篇份天件户](?:次)?)?[^，。；]{0,12})扣\s*(?<each>[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十])\s*分/;
const WON = /得\s*([0-9]+(?:\.[0-9]+)?)\s*分/g;

const NUMBERED = /^(?:\d{1,2}[.．、]|[①-⑳]|[（(]\d)/;

/** The rules of a cell: by their numbers where it numbers them, otherwise by their sentences. */
function rulesOf(said: string): ScoringRule[] {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  // A line without a number goes on with the one before it.
  const joined = lines.map((line, i) => (i > 0 && NUMBERED.test(line) ? `\n${line}` : line)).join('');
  const parts = joined.split(/(?=(?<![\d.．])\d{1,2}[.．、](?!\d))|(?=[①-⑳])|\n/).map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .map((text) => {
      const won = [...text.matchAll(WON)].map((match) => Number(match[1]));
      const taken = EACH.exec(text)?.groups;
      return {
        text,
        points: won.length === 0 ? null : won.reduce((sum, points) => sum + points, 0),
        deduct: taken
          ? { points: numeral(taken.each ?? '') ?? Number(taken.each), per: (taken.per ?? '').replace(/^[一1]/, '') }
          : null,
        veto: /一票否决/.test(text),
      };
    });
}

/** Whether a rule says what it gives or takes; a section's own words often say only what it is about. */
const isScored = ({ text, points, deduct }: ScoringRule) =>
  points !== null || deduct !== null || /[奖扣加][^，。；]{0,4}\d/.test(text);

const rounded = (sum: number) => Math.round(sum * 100) / 100;

/** What does not add up: rules against their item, items against their section, sections against the total. */
function mismatchesOf({ total, sections, items }: Pick<ScoreSheet, 'total' | 'sections' | 'items'>): Mismatch[] {
  const found: Mismatch[] = [];
  const compare = (where: string, printed: number | null, parts: readonly (number | null)[]) => {
    if (printed === null || parts.length === 0 || parts.some((points) => points === null)) return;
    const summed = rounded(parts.reduce<number>((sum, points) => sum + (points ?? 0), 0));
    if (summed !== printed) found.push({ where, printed, summed });
  };
  for (const { number, points, rules } of items) {
    // A rule that only takes away adds nothing.
    compare(
      number,
      points,
      rules.filter((rule) => rule.points !== null || rule.deduct === null).map((rule) => rule.points),
    );
  }
  const ofSection = new Map<string, (number | null)[]>(sections.map(({ number }) => [number, []]));
  for (const { section, points } of items) ofSection.get(section)?.push(points);
  for (const { number, points } of sections) compare(number, points, ofSection.get(number) ?? []);
  const counted = sections.filter(({ bonus }) => !bonus);
  compare(
    'total',
    total,
    (counted.length > 0 ? counted : items).map(({ points }) => points),
  );
  return found;
}

function fromLines(text: string, year: number): ScoreSheet | null {
  const found = scoreLines(text);
  if (!found) return null;
  const items = found.items.map(({ scoring, ...item }) => ({
    ...item,
    rules: rulesOf(scoring),
    due: findDeadlines(scoring, year)
      .filter(({ after }) => !after)
      .map((one) => one.due),
  }));
  const title = text.trim().split('\n', 1)[0]?.trim() ?? '';
  const sheet: ScoreSheet = { title, total: null, sections: found.sections, items, mismatches: [] };
  sheet.mismatches = mismatchesOf(sheet);
  return sheet;
}

/** Read a score sheet; null when the text holds none. `year` for dates without one. */
export function parseScoreSheet(text: string, year: number): ScoreSheet | null {
  const table = tablesIn(text).find(({ kind }) => kind === 'scores');
  if (!table) return fromLines(text, year);
  const { columns, rows } = table;
  const at = (wanted: Column) => columns.indexOf(wanted);
  const cell = (cells: readonly Cell[], wanted: Column) => cells[at(wanted)]?.text ?? '';
  const sheet: ScoreSheet = { title: table.title, total: null, sections: [], items: [], mismatches: [] };
  for (const cells of rows) {
    const number = cell(cells, 'number').trim();
    const title = cell(cells, 'title') || cell(cells, 'requirement');
    const points = pointsOf(cell(cells, 'points'));
    if (/^(?:总分|合计|总计|满分)$/.test(title.trim()) || /^(?:总分|合计|总计)$/.test(number)) {
      sheet.total = points;
      continue;
    }
    if (title === '' && points === null) continue;
    const scoring = cell(cells, 'scoring');
    const departments = readNames(cell(cells, 'judge') || cell(cells, 'responsible') || cell(cells, 'lead')).names;
    if (SECTION.test(number)) sheet.sections.push({ number, title, points, bonus: BONUS.test(title) });
    const section = sheet.sections.at(-1)?.number ?? '';
    // A section that is scored by itself is its own only item.
    const rules = rulesOf(scoring);
    if (!SECTION.test(number) || rules.some(isScored)) {
      const due = findDeadlines(scoring, year)
        .filter(({ after }) => !after)
        .map((one) => one.due);
      sheet.items.push({ number: number || cut(title, 12), section, title, points, departments, rules, due });
    }
  }
  sheet.mismatches = mismatchesOf(sheet);
  return sheet;
}
