import type { Layout } from '../drawing.js';

export const packLayout: Layout = {
  width: 700,
  height: 170,
  box: { w: 110, h: 38 },
  nodes: { draft: [30, 30], inForce: [250, 30], superseded: [540, 30], withdrawn: [250, 114] },
  frames: {},
  edges: [
    {
      from: 'draft',
      to: 'inForce',
      events: ['PUT_IN_FORCE'],
      points: [
        [140, 49],
        [249, 49],
      ],
      label: [194, 42],
    },
    {
      from: 'inForce',
      to: 'superseded',
      events: ['SUPERSEDE'],
      points: [
        [360, 49],
        [539, 49],
      ],
      label: [450, 42],
    },
    {
      from: 'draft',
      to: 'withdrawn',
      events: ['WITHDRAW'],
      points: [
        [85, 68],
        [85, 133],
        [249, 133],
      ],
      label: [168, 126],
    },
  ],
};
