/**
 * A machine as boxes and arrows. Where they stand is given by hand per machine (layout.ts), what they are comes from the
 * machine: a transition without a place in the layout is an error, so a drawing cannot leave one out. Events that do not
 * change the state are not drawn.
 */
import type { AnyStateMachine } from 'xstate';

export type Point = readonly [x: number, y: number];

/** An arrow as placed by hand. `from` and `to` are states or frames; the text of its events stands around `label`. */
export interface PlacedEdge {
  from: string;
  to: string;
  events: readonly string[];
  points: readonly Point[];
  label: Point;
}

/** Where the states of a machine stand; a frame draws once what each state in it can do. */
export interface Layout {
  width: number;
  height: number;
  box: { w: number; h: number };
  /** State → upper left corner. */
  nodes: Readonly<Record<string, Point>>;
  frames: Readonly<Record<string, { states: readonly string[]; x: number; y: number; w: number; h: number }>>;
  edges: readonly PlacedEdge[];
}

export interface DrawnBox {
  id: string;
  x: number;
  y: number;
  w: number;
  h: number;
}
export interface DrawnEdge {
  from: string;
  to: string;
  events: string[];
  /** An SVG path, its corners rounded. */
  path: string;
  labelX: number;
  labelY: number;
}
export interface Drawing {
  width: number;
  height: number;
  nodes: DrawnBox[];
  frames: DrawnBox[];
  edges: DrawnEdge[];
}

const CORNER = 8;

/** Every change of state of a flat machine as `from EVENT to`. */
export function changesOf(machine: AnyStateMachine): Set<string> {
  const changes = new Set<string>();
  for (const [from, node] of Object.entries(machine.states)) {
    for (const [event, candidates] of node.transitions) {
      for (const { target } of candidates) {
        const to = target?.[0]?.key;
        if (to !== undefined && to !== from) changes.add(`${from} ${event} ${to}`);
      }
    }
  }
  return changes;
}

/** The changes of state that an arrow stands for; one at a frame stands for every state in it. */
function drawnBy({ from, to, events }: PlacedEdge, { frames }: Layout): string[] {
  const froms = frames[from]?.states ?? [from];
  const tos = frames[to]?.states ?? [to];
  return events.flatMap((event) => froms.flatMap((a) => tos.map((b) => `${a} ${event} ${b}`)));
}

/** A line through the points with rounded corners. */
function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${first[0]} ${first[1]}`];
  rest.forEach((corner, i) => {
    const before = points[i];
    const after = rest[i + 1];
    if (!before || !after) {
      parts.push(`L${corner[0]} ${corner[1]}`);
      return;
    }
    const [x1, y1] = towards(corner, before);
    const [x2, y2] = towards(corner, after);
    parts.push(`L${x1} ${y1}Q${corner[0]} ${corner[1]} ${x2} ${y2}`);
  });
  return parts.join('');
}

function towards([x, y]: Point, [tx, ty]: Point): Point {
  const length = Math.hypot(tx - x, ty - y) || 1;
  const by = Math.min(CORNER, length / 2) / length;
  return [Math.round(x + (tx - x) * by), Math.round(y + (ty - y) * by)];
}

/** Draw a machine by its layout. Throws when the two do not agree on the states or on the changes between them. */
export function drawingOf(machine: AnyStateMachine, layout: Layout): Drawing {
  const states = Object.keys(machine.states);
  const placed = Object.keys(layout.nodes);
  const odd = [...states.filter((s) => !placed.includes(s)), ...placed.filter((s) => !states.includes(s))];
  if (odd.length > 0) throw new Error(`The layout of ${machine.id} differs from its states: ${odd.join(', ')}.`);
  const drawn = new Set(layout.edges.flatMap((edge) => drawnBy(edge, layout)));
  for (const change of changesOf(machine)) {
    if (!drawn.has(change)) throw new Error(`The layout of ${machine.id} has no arrow for: ${change}.`);
    drawn.delete(change);
  }
  if (drawn.size > 0) throw new Error(`The layout of ${machine.id} draws what is not: ${[...drawn].join(', ')}.`);
  const { width, height, box } = layout;
  return {
    width,
    height,
    nodes: Object.entries(layout.nodes).map(([id, [x, y]]) => ({ id, x, y, ...box })),
    frames: Object.entries(layout.frames).map(([id, { x, y, w, h }]) => ({ id, x, y, w, h })),
    edges: layout.edges.map(({ from, to, events, points, label: [labelX, labelY] }) => ({
      from,
      to,
      events: [...events],
      path: pathThrough(points),
      labelX,
      labelY,
    })),
  };
}
