import type { Layout } from '../drawing.js';

/** An indicator can be cancelled until it is settled, so a frame says it once. */
export const indicatorLayout: Layout = {
  width: 760,
  height: 170,
  box: { w: 96, h: 38 },
  nodes: { planned: [40, 40], tracked: [230, 40], settled: [440, 40], cancelled: [630, 118] },
  frames: { open: { states: ['planned', 'tracked'], x: 20, y: 18, w: 326, h: 92 } },
  edges: [
    {
      from: 'planned',
      to: 'tracked',
      events: ['ENTER_VALUE'],
      points: [
        [136, 59],
        [229, 59],
      ],
      label: [182, 52],
    },
    {
      from: 'tracked',
      to: 'settled',
      events: ['SETTLE'],
      points: [
        [326, 50],
        [439, 50],
      ],
      label: [392, 43],
    },
    {
      from: 'settled',
      to: 'tracked',
      events: ['REOPEN'],
      points: [
        [440, 68],
        [327, 68],
      ],
      label: [392, 84],
    },
    {
      from: 'open',
      to: 'cancelled',
      events: ['CANCEL'],
      points: [
        [182, 110],
        [182, 137],
        [629, 137],
      ],
      label: [400, 130],
    },
  ],
};
