import type { Layout } from '../drawing.js';

/** A matter can be withdrawn until it is decided, so a frame says it once. */
export const matterLayout: Layout = {
  width: 1000,
  height: 350,
  box: { w: 104, h: 38 },
  nodes: {
    submitted: [130, 90],
    correction: [130, 210],
    accepted: [390, 90],
    paused: [390, 210],
    decided: [640, 90],
    consented: [640, 210],
    delivered: [860, 90],
    notAccepted: [860, 20],
    withdrawn: [860, 290],
  },
  frames: {
    open: { states: ['submitted', 'correction', 'accepted', 'paused'], x: 20, y: 78, w: 500, h: 184 },
  },
  edges: [
    {
      from: 'submitted',
      to: 'accepted',
      events: ['ACCEPT', 'CLOCK'],
      points: [
        [234, 102],
        [389, 102],
      ],
      label: [312, 96],
    },
    {
      from: 'submitted',
      to: 'correction',
      events: ['ASK_FOR_PAPERS'],
      points: [
        [160, 128],
        [160, 209],
      ],
      label: [108, 170],
    },
    {
      from: 'correction',
      to: 'submitted',
      events: ['SUPPLY'],
      points: [
        [200, 210],
        [200, 129],
      ],
      label: [232, 170],
    },
    {
      from: 'accepted',
      to: 'paused',
      events: ['PAUSE'],
      points: [
        [420, 128],
        [420, 209],
      ],
      label: [390, 170],
    },
    {
      from: 'paused',
      to: 'accepted',
      events: ['RESUME'],
      points: [
        [460, 210],
        [460, 129],
      ],
      label: [488, 170],
    },
    {
      from: 'accepted',
      to: 'decided',
      events: ['DECIDE'],
      points: [
        [494, 109],
        [639, 109],
      ],
      label: [580, 103],
    },
    {
      from: 'submitted',
      to: 'decided',
      events: ['DECIDE'],
      points: [
        [210, 90],
        [210, 60],
        [692, 60],
        [692, 89],
      ],
      label: [450, 54],
    },
    {
      from: 'accepted',
      to: 'consented',
      events: ['CLOCK'],
      points: [
        [494, 120],
        [560, 120],
        [560, 229],
        [639, 229],
      ],
      label: [600, 223],
    },
    {
      from: 'decided',
      to: 'delivered',
      events: ['DELIVER'],
      points: [
        [744, 109],
        [859, 109],
      ],
      label: [800, 103],
    },
    {
      from: 'submitted',
      to: 'notAccepted',
      events: ['NOT_ACCEPT'],
      points: [
        [150, 90],
        [150, 39],
        [859, 39],
      ],
      label: [500, 33],
    },
    {
      from: 'open',
      to: 'withdrawn',
      events: ['WITHDRAW'],
      points: [
        [270, 262],
        [270, 309],
        [859, 309],
      ],
      label: [560, 303],
    },
  ],
};
