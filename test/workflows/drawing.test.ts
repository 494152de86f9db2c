import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { drawMachines } from '../../scripts/draw-machines.js';
import { caseLayout } from '../../workflows/accountability/layout.js';
import { bookletLayout } from '../../workflows/booklets/layout.js';
import { campaignLayout } from '../../workflows/campaigns/layout.js';
import { changesOf, type DrawnBox, drawingOf, type Layout } from '../../workflows/drawing.js';
import { indicatorLayout } from '../../workflows/indicators/layout.js';
import { inquiryLayout } from '../../workflows/inquiries/layout.js';
import { matterLayout } from '../../workflows/matters/layout.js';
import { packLayout } from '../../workflows/packs/layout.js';
import { periodPlanLayout } from '../../workflows/period-plans/layout.js';
import { phaseLayout } from '../../workflows/phases/layout.js';
import { serviceItemLayout } from '../../workflows/service-items/layout.js';
import { siteLayout } from '../../workflows/sites/layout.js';
import { ratingLayout } from '../../workflows/supervision/layout.js';
import { taskLayout } from '../../workflows/tasks/layout.js';
import { areaOf, MACHINES } from '../../workflows/versions.js';

const layouts: Record<string, Layout> = {
  task: taskLayout,
  phase: phaseLayout,
  campaign: campaignLayout,
  site: siteLayout,
  indicator: indicatorLayout,
  booklet: bookletLayout,
  periodPlan: periodPlanLayout,
  inquiry: inquiryLayout,
  matter: matterLayout,
  serviceItem: serviceItemLayout,
  case: caseLayout,
  pack: packLayout,
  rating: ratingLayout,
};

type Rect = Pick<DrawnBox, 'x' | 'y' | 'w' | 'h'>;
const apart = (a: Rect, b: Rect) => a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;

/** Room of a text at 12 px around its middle: a Han character is as wide as it is high, a Latin one about half. */
function room(text: string, x: number, y: number): Rect {
  let w = 0;
  for (const char of text) w += char > '\u2e7f' ? 12 : 6.5;
  return { x: x - w / 2, y: y - 11, w, h: 13 };
}

describe.each(Object.keys(MACHINES))('the drawing of the %s machine', (kind) => {
  const machine = MACHINES[kind]!.machine;
  const layout = layouts[kind]!;
  const drawing = drawingOf(machine, layout);
  const names = JSON.parse(readFileSync(`locales/zh-CN/${areaOf(kind)}.json`, 'utf8')) as {
    event: Record<string, string>;
  };

  it('keeps boxes apart and everything on the sheet', () => {
    const sheet = (r: Rect) => r.x >= 0 && r.y >= 0 && r.x + r.w <= drawing.width && r.y + r.h <= drawing.height;
    for (const box of [...drawing.nodes, ...drawing.frames]) expect([box.id, sheet(box)]).toEqual([box.id, true]);
    drawing.nodes.forEach((a, i) => {
      for (const b of drawing.nodes.slice(i + 1)) expect([a.id, b.id, apart(a, b)]).toEqual([a.id, b.id, true]);
    });
  });

  it('holds in a frame exactly the states that it speaks for', () => {
    for (const [id, frame] of Object.entries(layout.frames)) {
      const inside = drawing.nodes.filter(
        ({ x, y, w, h }) => x > frame.x && y > frame.y && x + w < frame.x + frame.w && y + h < frame.y + frame.h,
      );
      expect([id, inside.map((node) => node.id).sort()]).toEqual([id, [...frame.states].sort()]);
      for (const node of drawing.nodes.filter((one) => !inside.includes(one))) {
        expect([node.id, apart(node, frame)]).toEqual([node.id, true]);
      }
    }
  });

  it('writes no label over a box, an arrow of another or another label', () => {
    const labels = drawing.edges.map(({ events, labelX, labelY, from, to }) => ({
      id: `${from} ${to}`,
      ...room(events.map((event) => names.event[event]).join('／'), labelX, labelY),
    }));
    labels.forEach((label, i) => {
      for (const box of drawing.nodes) expect([label.id, box.id, apart(label, box)]).toEqual([label.id, box.id, true]);
      for (const other of labels.slice(i + 1)) {
        expect([label.id, other.id, apart(label, other)]).toEqual([label.id, other.id, true]);
      }
      for (const { from, to, points } of layout.edges) {
        points.slice(1).forEach(([x2, y2], k) => {
          const [x1, y1] = points[k]!;
          const line = { x: Math.min(x1, x2), y: Math.min(y1, y2), w: Math.abs(x2 - x1), h: Math.abs(y2 - y1) };
          expect([label.id, from, to, apart(label, line)]).toEqual([label.id, from, to, true]);
        });
      }
    });
  });

  it('begins and ends every arrow at the edge of what it joins', () => {
    const boxes = new Map([...drawing.nodes, ...drawing.frames].map((box) => [box.id, box]));
    const touches = ([x, y]: readonly [number, number], { x: bx, y: by, w, h }: DrawnBox) =>
      x >= bx - 1 && x <= bx + w + 1 && y >= by - 1 && y <= by + h + 1;
    for (const { from, to, points } of layout.edges) {
      expect([from, to, touches(points[0]!, boxes.get(from)!)]).toEqual([from, to, true]);
      expect([from, to, touches(points.at(-1)!, boxes.get(to)!)]).toEqual([from, to, true]);
    }
  });

  it('leaves out no change of state and invents none', () => {
    expect(changesOf(machine).size).toBeGreaterThan(2);
    const [dropped, ...rest] = layout.edges;
    expect(() => drawingOf(machine, { ...layout, edges: rest })).toThrow(dropped!.events[0]!);
    const invented = { ...dropped!, events: ['FLY'] };
    expect(() => drawingOf(machine, { ...layout, edges: [...layout.edges, invented] })).toThrow('FLY');
    expect(() => drawingOf(machine, { ...layout, nodes: { ...layout.nodes, limbo: [0, 0] } })).toThrow('limbo');
  });

  it('is kept in docs as it is now; otherwise run: npm run draw-machines', () => {
    expect(readFileSync(`docs/machines/${kind}.svg`, 'utf8')).toBe(drawMachines('.')[kind]);
  });
});
