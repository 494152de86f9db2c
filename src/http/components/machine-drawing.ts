/** Places the states of a machine and the arrows between them. The template only prints them. */
import type { Translate } from '../../platform/i18n.js';

export interface MachineFacts {
  id: string;
  /** The ordinary way, left to right; the other states stand below the one that leads to them. */
  line: readonly string[];
  states: readonly { id: string; label: string }[];
  edges: readonly { from: string; to: string; label: string }[];
  /** The state the record is in; null for the machine as such. */
  current: string | null;
}

interface Node {
  x: number;
  y: number;
  w: number;
  h: number;
  cx: number;
  cy: number;
  label: string;
  current: boolean;
}

/** View model of the partial `machine`. */
export interface MachineDrawing {
  id: string;
  label: string;
  width: number;
  height: number;
  /** Around states that share an arrow; only where the places are given by hand. */
  frames?: { x: number; y: number; w: number; h: number }[];
  nodes: Node[];
  edges: { path: string; label: string; x: number; y: number; start: boolean }[];
}

type Edge = MachineDrawing['edges'][number];
interface Place {
  col: number;
  row: number;
}

const NODE_H = 34;
const ROW = 72;
const EDGE = 2;

/** Width of a word at 12.5 px: a Han character is as wide as it is high, a Latin one about half. */
function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += char > '\u2e7f' ? 12.5 : 7;
  return width;
}

/** Lay a machine out; loops on one state are left off, several events between two states share an arrow. */
export function drawMachine(t: Translate, facts: MachineFacts): MachineDrawing {
  const edges = joined(facts.edges);
  const places = placesOf(facts, edges);
  const labelWidth = Math.max(40, ...edges.filter((e) => neighbours(places, e)).map((e) => widthOf(e.label)));
  const nodeWidth = Math.max(70, ...facts.states.map((s) => widthOf(s.label) + 20));
  const step = nodeWidth + labelWidth + 20;
  const arcs = edges.filter((e) => arches(places, e)).length;
  const top = arcs > 0 ? 34 + Math.min(arcs, 4) * 16 : EDGE + 8;
  const nodes = new Map<string, Node>();
  for (const { id, label } of facts.states) {
    const { col, row } = places.get(id) ?? { col: 0, row: 0 };
    const x = EDGE + col * step;
    const y = top + row * ROW;
    nodes.set(id, {
      x,
      y,
      w: nodeWidth,
      h: NODE_H,
      cx: x + nodeWidth / 2,
      cy: y + 22,
      label,
      current: id === facts.current,
    });
  }
  let arc = 0;
  const drawn = edges.flatMap((edge): Edge[] => {
    const [a, b] = [nodes.get(edge.from), nodes.get(edge.to)];
    if (!a || !b) return [];
    if (arches(places, edge)) arc += 1;
    const lift = arches(places, edge) ? Math.max(6, top - 40 - (arc - 1) * 16) : a.y - 40;
    return [draw(a, b, edge.label, { near: neighbours(places, edge), lift })];
  });
  const current = nodes.get(facts.current ?? '');
  return {
    id: facts.id,
    label: current ? t('common:machine.label', { current: current.label }) : t('common:machine.plain'),
    width: Math.max(...[...nodes.values()].map((n) => n.x + n.w)) + EDGE,
    height: Math.max(...[...nodes.values()].map((n) => n.y + n.h)) + EDGE,
    nodes: [...nodes.values()],
    edges: drawn,
  };
}

function joined(edges: MachineFacts['edges']): { from: string; to: string; label: string }[] {
  const byEnds = new Map<string, { from: string; to: string; label: string }>();
  for (const { from, to, label } of edges) {
    if (from === to) continue;
    const key = `${from} ${to}`;
    const known = byEnds.get(key);
    if (known && !known.label.split('、').includes(label)) known.label = `${known.label}、${label}`;
    if (!known) byEnds.set(key, { from, to, label });
  }
  return [...byEnds.values()];
}

function placesOf({ line, states }: MachineFacts, edges: readonly { from: string; to: string }[]): Map<string, Place> {
  const places = new Map<string, Place>(line.map((id, col) => [id, { col, row: 0 }]));
  const depth = new Map<number, number>();
  const waiting = states.map((s) => s.id).filter((id) => !places.has(id));
  while (waiting.length > 0) {
    // Taken in the order in which the machine names them; one that nothing placed leads to stands in the first column.
    const at = waiting.findIndex((id) => edges.some((e) => e.to === id && places.has(e.from)));
    const [id = ''] = waiting.splice(Math.max(0, at), 1);
    const col = Math.max(
      0,
      ...edges
        .filter((e) => e.to === id)
        .map((e) => places.get(e.from)?.col ?? 0)
        .slice(0, 1),
    );
    const row = (depth.get(col) ?? 0) + 1;
    depth.set(col, row);
    places.set(id, { col, row });
  }
  return places;
}

function neighbours(places: Map<string, Place>, { from, to }: { from: string; to: string }): boolean {
  const [a, b] = [places.get(from), places.get(to)];
  return a !== undefined && b !== undefined && a.row === b.row && b.col - a.col === 1;
}

/** On the main line, but not to the next state: over the heads of the others. */
function arches(places: Map<string, Place>, edge: { from: string; to: string }): boolean {
  return places.get(edge.from)?.row === 0 && places.get(edge.to)?.row === 0 && !neighbours(places, edge);
}

function draw(a: Node, b: Node, label: string, { near, lift }: { near: boolean; lift: number }): Edge {
  const midA = a.y + a.h / 2;
  const midB = b.y + b.h / 2;
  if (near) {
    return { path: `M${a.x + a.w} ${midA}H${b.x - 1}`, label, x: (a.x + a.w + b.x) / 2, y: midA - 7, start: false };
  }
  if (a.y === b.y) {
    const shift = b.x < a.x ? -8 : 8;
    const [x1, x2] = [a.cx + shift, b.cx - shift];
    return {
      path: `M${x1} ${a.y}C${x1} ${lift} ${x2} ${lift} ${x2} ${b.y - 1}`,
      label,
      x: (x1 + x2) / 2,
      y: a.y / 4 + (lift * 3) / 4 + 4,
      start: false,
    };
  }
  if (a.x === b.x) {
    const down = b.y > a.y;
    const x = a.cx + (down ? -10 : 10);
    const path = down ? `M${x} ${a.y + a.h}V${b.y - 1}` : `M${x} ${a.y}V${b.y + b.h + 1}`;
    return {
      path,
      label,
      x: down ? x - 6 - widthOf(label) * 0.9 : x + 6,
      y: (Math.max(a.y, b.y) + Math.min(a.y, b.y) + a.h) / 2 + 4,
      start: true,
    };
  }
  // Between rows and columns: out of the side of the lower one, into the edge of the upper one, or back.
  const lower = a.y > b.y ? a : b;
  const upper = lower === a ? b : a;
  const side = lower.x < upper.x ? lower.x + lower.w : lower.x;
  const midL = lower === a ? midA : midB;
  const foot = upper.cx + (lower.x < upper.x ? -22 : 22);
  const points = [`${side} ${midL}`, `${foot} ${midL}`, `${foot} ${upper.y + upper.h + 1}`];
  if (lower !== a) points.reverse();
  const label2 = { x: (side + foot) / 2, y: midL - 5 };
  return { path: `M${points[0]}Q${points[1]} ${points[2]}`, label, ...label2, start: false };
}
