/**
 * A document broken down: outline, who is responsible, by when; each proposal tied to its words. Pure and offline: rules
 * of the language, and what they are not sure of is asked.
 */

import { before } from '../linear-text.js';
import { cut, shortened } from '../text.js';
import { type FoundDate, findDeadlines, findRecurrence, isOngoing, yearOfDocument } from './deadlines.js';
import { lint } from './lint.js';
import { type OutlineNode, outline, pathOf } from './outline.js';
import type { Basis, ParsedPlan, Passage, PlanCheckpoint, Proposal, Span } from './plan.js';
import { declaresFirstLeads, type Reading, type Responsibility, readResponsibility } from './responsibility.js';
import { isDuty, sentencesOf } from './sentences.js';
import { breakSpeech, isSpeech } from './speech.js';
import { type PlanTable, type TableReading, tableProposals, tablesIn } from './tables.js';

export interface PlanOptions {
  /** The year of the campaign, for dates without a printed one; without it the document's own. */
  year?: number | undefined;
  /** The year to take when neither says one. */
  otherwise?: number;
  /** Names of the departments there are, so that a list is never cut inside one. */
  known?: readonly string[] | undefined;
}

/** A bracket or a line that says who is responsible, where it stands. */
interface Said extends Span {
  found: Responsibility;
}

/** Brackets at the top level of a piece of text. */
function brackets(text: string, { start, end }: Span): Span[] {
  const found: Span[] = [];
  let depth = 0;
  let from = 0;
  for (let at = start; at < end; at += 1) {
    const char = text[at] ?? '';
    if (char === '（' || char === '(') {
      if (depth === 0) from = at;
      depth += 1;
    } else if ((char === '）' || char === ')') && depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ start: from, end: at + 1 });
    }
  }
  return found;
}

const LABEL_LINE =
  /(?:^|(?<=[\n⏎]))[ \t　]*(?:[（(【[]?(?:牵头|责任|负责|主办|承办|落实|配合|实施)(?:单位|部门|责任单位|主体)[】\])）]?[：:]|完成时[限间][：:])[^\n⏎]*/g;

/** Nothing but a stop stands between a place and the end of its item or line. */
function endsItem(text: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && /[。；; \t\u00a0　]/.test(text[at] ?? '')) at += 1;
  return at >= end || /[\n⏎]/.test(text[at] ?? '');
}

/** Everything in an item that says who is responsible, in order; consecutive lines of labels are one. */
function saidIn(text: string, own: Span, state: Reading): Said[] {
  const found: Said[] = [];
  for (const span of brackets(text, own)) {
    const content = text.slice(span.start + 1, span.end - 1);
    const read = readResponsibility(content, state, endsItem(text, span.end, own.end));
    if (!read) continue;
    if (read.firstLeadsFromHere) state.firstLeads = true;
    found.push({ ...span, found: read });
  }
  const lines: Span[] = [];
  for (const match of text.slice(own.start, own.end).matchAll(LABEL_LINE)) {
    const start = own.start + match.index;
    const end = start + match[0].length;
    const last = lines.at(-1);
    if (last && /^[\s　]*$/.test(text.slice(last.end, start))) last.end = end;
    else lines.push({ start, end });
  }
  const inBrackets = [...found];
  let next = 0;
  for (const span of lines) {
    while ((inBrackets[next]?.end ?? Number.POSITIVE_INFINITY) <= span.start) next += 1;
    if ((inBrackets[next]?.start ?? Number.POSITIVE_INFINITY) < span.end) continue;
    const content = text
      .slice(span.start, span.end)
      .replace(/[\n⏎]+/g, '；')
      .replace(/[【[\]】]/g, '');
    const read = readResponsibility(content, state);
    if (read) found.push({ ...span, found: read });
  }
  return found.sort((a, b) => a.start - b.start);
}

const trimmed = (text: string, { start, end }: Span): Passage => {
  const raw = text.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  const words = raw.trim();
  return { start: start + lead, end: start + lead + words.length, text: words };
};

/** Characters of the title of a checkpoint, and as far as is looked for where its clause begins. */
const CLAUSE_MOST = 60;

/** The clause around a date, for the title of a checkpoint. */
function clauseAround(text: string, { start, end }: Span): string {
  const head =
    before(text, start, CLAUSE_MOST)
      .split(/[。；，\n⏎]/)
      .at(-1) ?? '';
  const tail = text.slice(end, end + CLAUSE_MOST).split(/[。；\n⏎]/, 1)[0] ?? '';
  return cut(`${head}${tail}`.replace(/^[，、\s]+/, ''), CLAUSE_MOST);
}

function titleOf(node: OutlineNode, words: string): string {
  if (node.heading !== '' && words.includes(node.heading)) return node.heading;
  const clause = words.split(/[。；\n⏎]/, 1)[0] ?? '';
  return shortened(clause, 60);
}

function proposal(
  text: string,
  node: OutlineNode,
  segment: Span,
  said: { found: Responsibility | null; end: number; inherited: boolean },
  year: number,
): Proposal {
  const { text: words, start } = trimmed(text, segment);
  const { found, inherited } = said;
  const inText = findDeadlines(words, year);
  const inBracket = found?.until ? findDeadlines(found.until, year, true) : [];
  const dates: FoundDate[] = [...inText, ...inBracket];
  const due = dates.filter(({ after }) => !after);
  const checkpoints: PlanCheckpoint[] =
    due.length > 1
      ? inText.filter(({ after }) => !after).map((one) => ({ title: clauseAround(words, one), due: one.due }))
      : [];
  const ongoing = due.length === 0 && (isOngoing(found?.until ?? '') || isOngoing(words));
  const inherits = (basis: Basis): Basis => (inherited && basis !== 'asked' ? 'inferred:heading' : basis);
  return {
    number: node.number,
    path: pathOf(node),
    title: titleOf(node, words),
    text: words,
    lead: found?.lead ?? null,
    leads: found?.leads ?? [],
    departments: found?.departments ?? [],
    joint: found?.joint ?? false,
    openEnded: found?.openEnded ?? false,
    scope: found?.scope ?? '',
    due: due.map((one) => one.due),
    notBefore: dates.find(({ after }) => after)?.due ?? null,
    recurs: findRecurrence(words) ?? (found?.until ? findRecurrence(found.until) : null),
    checkpoints,
    quote: { start: segment.start <= node.own.start ? node.span.start : start, end: said.end },
    basis: {
      title: node.heading !== '' ? 'stated' : 'inferred:firstClause',
      lead: found ? inherits(found.basis.lead) : 'asked',
      departments: found ? inherits(found.basis.departments) : 'asked',
      due:
        due.length === 0
          ? ongoing
            ? 'stated'
            : 'asked'
          : due.some(({ inferredYear }) => inferredYear)
            ? 'inferred:yearOfCampaign'
            : 'stated',
    },
  };
}

/** Sections of principles and aims: they say how, not what. */
const PRINCIPLES =
  /指导思想|基本原则|总体要求|总体思路|发展目标|工作目标|主要目标|总体目标|重要意义|工作原则|目标任务$/;

/** Sections that only a regulation has: it says what holds from now on, and hands out no task. */
const REGULATION = /^(?:适用范围|总则|附则|罚则|法律责任|等级(?:确定|划分)|解释(?:权|机关))/;

function inPrinciples(node: OutlineNode | null): boolean {
  return node !== null && (PRINCIPLES.test(node.heading) || inPrinciples(node.parent));
}

/** Parse a document's text. Offsets in the result are into `text` as given. */
export function parsePlan(text: string, { year: asked, otherwise = 2026, known }: PlanOptions = {}): ParsedPlan {
  const year = asked ?? yearOfDocument(text) ?? otherwise;
  const tables = tablesIn(text);
  if (tables.length > 0 && tables.some(({ kind }) => kind === 'tasks')) return fromTables(tables, { year, known });
  const { preamble, nodes } = outline(text);
  const state: Reading = { known, firstLeads: declaresFirstLeads(text.slice(preamble.start, preamble.end)) };
  const said = new Map(nodes.map((node) => [node, saidIn(text, node.own, state)]));
  // Headings under which nobody else says who is responsible.
  const alone = new Set(
    nodes.filter(({ children }) => children.length > 0 && children.every((child) => said.get(child)?.length === 0)),
  );
  const responsible = [...said.values()].reduce((sum, list) => sum + list.length, 0);
  if (responsible === 0 && isSpeech(text)) {
    const { proposals, uncovered } = breakSpeech(text, nodes, year);
    return { year, proposals, uncovered, lint: lint(proposals) };
  }
  const isRegulation = responsible === 0 && nodes.some(({ heading }) => REGULATION.test(heading));
  const proposals: Proposal[] = [];
  const uncovered: Passage[] = [];
  const loose = (span: Span, plain: boolean) => {
    for (const sentence of sentencesOf(text, span)) {
      // An appeal is listed too: the office says by name that it asks for no task.
      if (isDuty(sentence.text, plain)) uncovered.push(sentence);
    }
  };
  // Before the first number a document says why; an order there names whom it is for.
  for (const sentence of sentencesOf(text, preamble)) {
    if (/请(?:认真|结合|遵照|按照|于)|^各[^，。]{0,20}(?:要|须|应)/.test(sentence.text) && isDuty(sentence.text))
      uncovered.push(sentence);
  }
  for (const node of nodes) {
    const own = said.get(node) ?? [];
    if ((own.length > 0 && alone.has(node)) || (node.children.length > 0 && own.length === 0)) {
      // A heading: what it says beyond its title is not a task of its own.
      const { start } = node.heading === '' ? { start: node.own.end } : behindHeading(text, node);
      loose({ start, end: Math.max(start, own[0]?.start ?? node.own.end) }, false);
      continue;
    }
    if (own.length === 0) {
      const above = inherited(node, said, alone);
      if (above) {
        const { end } = trimmed(text, node.own);
        proposals.push(proposal(text, node, node.own, { found: above, end, inherited: true }, year));
      } else if (isRegulation) loose(node.own, true);
      else if (responsible > 0 || inPrinciples(node))
        loose(behindHeading(text, node), responsible > 0 && !inPrinciples(node));
      else {
        const { end, text: words } = trimmed(text, node.own);
        if (words !== '') proposals.push(proposal(text, node, node.own, { found: null, end, inherited: false }, year));
      }
      continue;
    }
    let from = node.own.start;
    for (const one of own) {
      const segment = { start: from, end: one.start };
      if (trimmed(text, segment).text.replace(/[。；，\s]/g, '') === '') {
        // Two brackets behind one another speak of the same.
        const last = proposals.at(-1);
        if (last) last.quote.end = one.end;
      } else proposals.push(proposal(text, node, segment, { found: one.found, end: one.end, inherited: false }, year));
      from = one.end;
    }
    loose({ start: from, end: node.own.end }, false);
  }
  if (isRegulation) return { year, proposals: [], uncovered, lint: [] };
  if (nodes.length === 0) loose({ start: preamble.end, end: text.length }, false);
  return { year, proposals, uncovered, lint: lint(proposals) };
}

/** What an item says behind its title; all of it when it is nothing but one sentence. */
function behindHeading(text: string, { heading, own }: OutlineNode): Span {
  if (heading === '') return own;
  const end = text.indexOf(heading, own.start) + heading.length;
  return { start: Math.min(end, own.end), end: own.end };
}

/** What the nearest heading above says, for an item that says nothing itself. */
function inherited(
  node: OutlineNode,
  said: ReadonlyMap<OutlineNode, readonly Said[]>,
  alone: ReadonlySet<OutlineNode>,
): Responsibility | null {
  for (let above = node.parent; above; above = above.parent) {
    const found = said.get(above)?.at(-1)?.found;
    if (found) return alone.has(above) ? found : null;
  }
  return null;
}

function fromTables(tables: readonly PlanTable[], reading: TableReading): ParsedPlan {
  const proposals = tables.flatMap((table) => (table.kind === 'tasks' ? tableProposals(table, reading) : []));
  return { year: reading.year, proposals, uncovered: [], lint: lint(proposals) };
}
