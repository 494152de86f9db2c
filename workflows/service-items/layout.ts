import type { Layout } from '../drawing.js';

/** A line from left to right, and the way back beneath it. */
export const serviceItemLayout: Layout = {
  width: 640,
  height: 200,
  box: { w: 104, h: 40 },
  nodes: { draft: [30, 60], published: [250, 60], withdrawn: [490, 60] },
  frames: {},
  edges: [
    {
      from: 'draft',
      to: 'published',
      events: ['PUBLISH'],
      points: [
        [134, 80],
        [249, 80],
      ],
      label: [191, 73],
    },
    {
      from: 'published',
      to: 'withdrawn',
      events: ['WITHDRAW'],
      points: [
        [354, 80],
        [489, 80],
      ],
      label: [421, 73],
    },
    {
      from: 'draft',
      to: 'withdrawn',
      events: ['WITHDRAW'],
      points: [
        [82, 60],
        [82, 26],
        [530, 26],
        [530, 59],
      ],
      label: [302, 19],
    },
    {
      from: 'withdrawn',
      to: 'draft',
      events: ['REOPEN'],
      points: [
        [542, 100],
        [542, 150],
        [82, 150],
        [82, 101],
      ],
      label: [302, 143],
    },
  ],
};
