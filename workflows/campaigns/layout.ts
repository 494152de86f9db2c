import type { Layout } from '../drawing.js';

export const campaignLayout: Layout = {
  width: 1020,
  height: 82,
  box: { w: 96, h: 38 },
  nodes: {
    draft: [20, 26],
    running: [186, 26],
    awaitingInspection: [372, 26],
    inspected: [558, 26],
    concluded: [738, 26],
    archived: [904, 26],
  },
  frames: {},
  edges: [
    {
      from: 'draft',
      to: 'running',
      events: ['START'],
      points: [
        [116, 45],
        [185, 45],
      ],
      label: [150, 38],
    },
    {
      from: 'running',
      to: 'awaitingInspection',
      events: ['AWAIT_INSPECTION'],
      points: [
        [282, 45],
        [371, 45],
      ],
      label: [326, 38],
    },
    {
      from: 'awaitingInspection',
      to: 'inspected',
      events: ['RECORD_INSPECTION'],
      points: [
        [468, 45],
        [557, 45],
      ],
      label: [512, 38],
    },
    {
      from: 'inspected',
      to: 'concluded',
      events: ['CONCLUDE'],
      points: [
        [654, 45],
        [737, 45],
      ],
      label: [695, 38],
    },
    {
      from: 'concluded',
      to: 'archived',
      events: ['ARCHIVE'],
      points: [
        [834, 45],
        [903, 45],
      ],
      label: [868, 38],
    },
  ],
};
