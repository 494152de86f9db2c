import type { Layout } from '../drawing.js';

/** A plan committed once its period has begun runs at once. */
export const periodPlanLayout: Layout = {
  width: 760,
  height: 150,
  box: { w: 96, h: 38 },
  nodes: {
    draft: [40, 30],
    committed: [240, 96],
    running: [440, 30],
    settled: [630, 30],
  },
  frames: {},
  edges: [
    {
      from: 'draft',
      to: 'running',
      events: ['COMMIT'],
      points: [
        [136, 49],
        [439, 49],
      ],
      label: [288, 42],
    },
    {
      from: 'draft',
      to: 'committed',
      events: ['COMMIT'],
      points: [
        [88, 68],
        [88, 115],
        [239, 115],
      ],
      label: [164, 108],
    },
    {
      from: 'committed',
      to: 'running',
      events: ['CLOCK'],
      points: [
        [336, 115],
        [488, 115],
        [488, 69],
      ],
      label: [412, 108],
    },
    {
      from: 'running',
      to: 'settled',
      events: ['SETTLE'],
      points: [
        [536, 49],
        [629, 49],
      ],
      label: [582, 42],
    },
  ],
};
