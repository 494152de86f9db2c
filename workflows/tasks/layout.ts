import type { Layout } from '../drawing.js';

/** What runs can be suspended or cancelled from anywhere, so a frame says it once. */
export const taskLayout: Layout = {
  width: 900,
  height: 330,
  box: { w: 96, h: 38 },
  nodes: {
    draft: [20, 70],
    assigned: [210, 70],
    active: [390, 70],
    submitted: [590, 70],
    closed: [784, 70],
    returned: [210, 160],
    suspended: [390, 272],
    cancelled: [20, 272],
  },
  frames: { running: { states: ['assigned', 'returned', 'active', 'submitted'], x: 190, y: 50, w: 516, h: 164 } },
  edges: [
    {
      from: 'draft',
      to: 'assigned',
      events: ['ASSIGN'],
      points: [
        [116, 89],
        [209, 89],
      ],
      label: [156, 82],
    },
    {
      from: 'assigned',
      to: 'active',
      events: ['ACKNOWLEDGE'],
      points: [
        [306, 89],
        [389, 89],
      ],
      label: [348, 82],
    },
    {
      from: 'active',
      to: 'submitted',
      events: ['SUBMIT'],
      points: [
        [486, 89],
        [589, 89],
      ],
      label: [538, 82],
    },
    {
      from: 'submitted',
      to: 'closed',
      events: ['ACCEPT'],
      points: [
        [686, 89],
        [783, 89],
      ],
      label: [743, 82],
    },
    {
      from: 'assigned',
      to: 'returned',
      events: ['RETURN'],
      points: [
        [236, 108],
        [236, 159],
      ],
      label: [216, 138],
    },
    {
      from: 'returned',
      to: 'assigned',
      events: ['REASSIGN'],
      points: [
        [280, 160],
        [280, 109],
      ],
      label: [316, 138],
    },
    {
      from: 'submitted',
      to: 'active',
      events: ['REDO'],
      points: [
        [638, 108],
        [638, 150],
        [438, 150],
        [438, 109],
      ],
      label: [538, 144],
    },
    {
      from: 'closed',
      to: 'active',
      events: ['REOPEN'],
      points: [
        [832, 70],
        [832, 24],
        [438, 24],
        [438, 69],
      ],
      label: [635, 18],
    },
    {
      from: 'running',
      to: 'suspended',
      events: ['SUSPEND'],
      points: [
        [416, 214],
        [416, 271],
      ],
      label: [396, 248],
    },
    {
      from: 'suspended',
      to: 'running',
      events: ['RESUME'],
      points: [
        [460, 272],
        [460, 215],
      ],
      label: [496, 248],
    },
    {
      from: 'running',
      to: 'cancelled',
      events: ['CANCEL'],
      points: [
        [230, 214],
        [230, 282],
        [117, 282],
      ],
      label: [210, 248],
    },
    {
      from: 'suspended',
      to: 'cancelled',
      events: ['CANCEL'],
      points: [
        [390, 298],
        [117, 298],
      ],
      label: [300, 314],
    },
    {
      from: 'draft',
      to: 'cancelled',
      events: ['CANCEL'],
      points: [
        [68, 108],
        [68, 271],
      ],
      label: [48, 194],
    },
  ],
};
