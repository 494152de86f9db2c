import type { Layout } from '../drawing.js';

/** An indicator can be cancelled until it is settled, so a frame says it once. */
export const indicatorLayout: Layout = {
  width: 790,
  height: 170,
  box: { w: 96, h: 38 },
  nodes: { planned: [40, 40], tracked: [290, 40], settled: [500, 40], cancelled: [670, 118] },
  frames: { open: { states: ['planned', 'tracked'], x: 20, y: 18, w: 386, h: 92 } },
  edges: [
    {
      from: 'planned',
      to: 'tracked',
      events: ['ENTER_VALUE', 'MEASURE'],
      points: [
        [136, 59],
        [289, 59],
      ],
      label: [212, 52],
    },
    {
      from: 'tracked',
      to: 'settled',
      events: ['SETTLE'],
      points: [
        [386, 50],
        [499, 50],
      ],
      label: [452, 43],
    },
    {
      from: 'settled',
      to: 'tracked',
      events: ['REOPEN'],
      points: [
        [500, 68],
        [387, 68],
      ],
      label: [452, 84],
    },
    {
      from: 'open',
      to: 'cancelled',
      events: ['CANCEL'],
      points: [
        [182, 110],
        [182, 137],
        [669, 137],
      ],
      label: [400, 130],
    },
  ],
};
