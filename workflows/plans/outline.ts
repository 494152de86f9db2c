/**
 * The outline of a document: 一、（一）1.（1）① and their mixes, with or without line breaks. GB/T 9704 orders them so; in
 * documents that arrive as one line only the sequence of the numbers tells a heading from a mention.
 */
import { numeral } from './numerals.js';
import type { Span } from './plan.js';

/** One numbered piece of the document. */
export interface OutlineNode {
  /** 0 章, 1 一、, 2 （一）, 3 1., 4 （1）, 5 ①. */
  level: number;
  /** As printed. */
  number: string;
  /** Its title when it is a heading over others; otherwise its first sentence or nothing. */
  heading: string;
  /** From its number to where the next number begins. */
  span: Span;
  /** The same without the number. */
  own: Span;
  parent: OutlineNode | null;
  children: OutlineNode[];
}

export interface Outline {
  /** What stands before the first number: title, addressee, preamble. */
  preamble: Span;
  /** In the order of the text. */
  nodes: OutlineNode[];
}

interface Marker {
  at: number;
  end: number;
  level: number;
  n: number;
}

const HAN = '一二三四五六七八九十百〇零';
const MARKERS: { level: number; pattern: RegExp }[] = [
  { level: 0, pattern: new RegExp(`第[${HAN}]+[章编部](?=[\\s　])`, 'g') },
  { level: 1, pattern: new RegExp(`(?<![第${HAN}])([${HAN}]{1,4})、`, 'g') },
  { level: 2, pattern: new RegExp(`[（(〔]\\s?([${HAN}]{1,4})\\s?[）)〕](?![项条款目点是])`, 'g') },
  { level: 3, pattern: /(?<![\d.．第])([0-9０-９]{1,3})\s?[.．、](?![0-9０-９])/g },
  { level: 4, pattern: /[（(]\s?([0-9０-９]{1,3})\s?[）)](?![项条款目点])/g },
  { level: 5, pattern: /[①-⑳]/g },
];
/** After these a new item may begin in the middle of a line. */
const STOPS = /[。；;！!？?：:）)”」》…]/;
/** A heading in running text is this long at most. */
const HEADING_MOST = 50;

function numberOf(level: number, printed: string): number {
  if (level === 5) return printed.charCodeAt(0) - '①'.charCodeAt(0) + 1;
  return numeral(printed.replace(/[第章编部（）()〔〕、.．\s]/g, '')) ?? 0;
}

function candidates(text: string): Marker[] {
  const found = MARKERS.flatMap(({ level, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({
      at: match.index,
      end: match.index + match[0].length,
      level,
      n: numberOf(level, match[0]),
    })),
  );
  return found.filter(({ n }) => n > 0).sort((a, b) => a.at - b.at || a.level - b.level);
}

/** Numbers that are items, not mentions: at the start of a line, or next in their sequence where one may begin. */
function markers(text: string): Marker[] {
  const kept: Marker[] = [];
  const last = new Map<number, number>();
  for (const marker of candidates(text)) {
    // Looking back no further than a heading is long keeps a document in one line linear.
    const near = text.slice(Math.max(0, marker.at - HEADING_MOST), marker.at);
    const line = Math.max(near.lastIndexOf('\n'), near.lastIndexOf('⏎'));
    const before = near.slice(line + 1).trimEnd();
    const lineStart = before === '' && (line >= 0 || near.length === marker.at);
    const previous = kept.at(-1);
    if (previous && marker.at < previous.end) continue;
    const charBefore = before.at(-1) ?? '';
    if (/[第前上本款条]/.test(charBefore) && !lineStart) continue;
    const next = marker.n === 1 || marker.n === (last.get(marker.level) ?? 0) + 1;
    const afterStop = lineStart || STOPS.test(charBefore);
    // `一、持续提升投资建设便利度（一）优化…`: a heading without a full stop, directly followed by its first item.
    const afterHeading =
      previous !== undefined &&
      previous.level < marker.level &&
      marker.at - previous.end <= HEADING_MOST &&
      !/[。；！？\n]/.test(text.slice(previous.end, marker.at));
    const accepted = lineStart
      ? next || marker.n > (last.get(marker.level) ?? 0) || marker.level <= 2
      : next && (afterStop || afterHeading);
    if (!accepted) continue;
    kept.push(marker);
    last.set(marker.level, marker.n);
  }
  return kept;
}

/** The title of an item: the line or the sentence it begins with, when more follows. */
function headingOf(text: string, own: Span, hasChildren: boolean): string {
  const said = text.slice(own.start, own.end).trim();
  const line = said.split(/[\n⏎]/, 1)[0]?.trim() ?? '';
  if (line.length < said.length && line.length <= HEADING_MOST && !/[，。；]./.test(line)) return bare(line);
  const sentence = /^[^。；！？\n⏎]{1,60}[。！？]/.exec(said)?.[0] ?? '';
  if (sentence !== '' && sentence.length < said.length) return bare(sentence);
  if (hasChildren && said.length <= HEADING_MOST) return bare(said);
  return '';
}

const bare = (words: string) => words.replace(/[。：:；;，,\s　]+$/, '').replace(/^[\s　]+/, '');

/** Break a text down by its numbers. */
export function outline(text: string): Outline {
  const found = markers(text);
  const nodes: OutlineNode[] = [];
  const open: OutlineNode[] = [];
  for (const [i, { at, end, level }] of found.entries()) {
    const stop = found[i + 1]?.at ?? text.length;
    // An item stands under the nearest heading of a higher level.
    while ((open.at(-1)?.level ?? -1) >= level) open.pop();
    const parent = open.at(-1) ?? null;
    const node: OutlineNode = {
      level,
      number: text.slice(at, end).trim(),
      heading: '',
      span: { start: at, end: stop },
      own: { start: end, end: stop },
      parent,
      children: [],
    };
    parent?.children.push(node);
    nodes.push(node);
    open.push(node);
  }
  for (const node of nodes) node.heading = headingOf(text, node.own, node.children.length > 0);
  return { preamble: { start: 0, end: found[0]?.at ?? text.length }, nodes };
}

/** The headings above a node, outermost first, as printed with their numbers. */
export function pathOf(node: OutlineNode): string[] {
  const path: string[] = [];
  for (let above = node.parent; above; above = above.parent) path.unshift(`${above.number}${above.heading}`);
  return path;
}
