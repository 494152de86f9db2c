import type { Layout } from '../drawing.js';

/** A site can be retired from anywhere, so a frame says it once. */
export const siteLayout: Layout = {
  width: 1010,
  height: 206,
  box: { w: 96, h: 38 },
  nodes: {
    nominated: [40, 50],
    preparing: [220, 50],
    ready: [400, 50],
    accepted: [560, 50],
    featured: [720, 50],
    sentBack: [310, 136],
    retired: [900, 50],
  },
  frames: {
    any: {
      states: ['nominated', 'preparing', 'ready', 'sentBack', 'accepted', 'featured'],
      x: 20,
      y: 28,
      w: 816,
      h: 164,
    },
  },
  edges: [
    {
      from: 'nominated',
      to: 'preparing',
      events: ['PREPARE'],
      points: [
        [136, 69],
        [219, 69],
      ],
      label: [178, 62],
    },
    {
      from: 'preparing',
      to: 'ready',
      events: ['REPORT_READY'],
      points: [
        [316, 69],
        [399, 69],
      ],
      label: [358, 62],
    },
    {
      from: 'ready',
      to: 'accepted',
      events: ['ACCEPT'],
      points: [
        [496, 69],
        [559, 69],
      ],
      label: [528, 62],
    },
    {
      from: 'accepted',
      to: 'featured',
      events: ['FEATURE'],
      points: [
        [656, 69],
        [719, 69],
      ],
      label: [688, 62],
    },
    {
      from: 'ready',
      to: 'sentBack',
      events: ['SEND_BACK'],
      points: [
        [448, 88],
        [448, 155],
        [407, 155],
      ],
      label: [484, 128],
    },
    {
      from: 'sentBack',
      to: 'preparing',
      events: ['PREPARE'],
      points: [
        [310, 155],
        [268, 155],
        [268, 89],
      ],
      label: [234, 128],
    },
    {
      from: 'any',
      to: 'retired',
      events: ['RETIRE'],
      points: [
        [836, 69],
        [899, 69],
      ],
      label: [868, 62],
    },
  ],
};
