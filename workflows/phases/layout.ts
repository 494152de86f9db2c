import type { Layout } from '../drawing.js';

/** An open phase can be closed at any stage, so a frame says it once. */
export const phaseLayout: Layout = {
  width: 900,
  height: 118,
  box: { w: 96, h: 38 },
  nodes: { planned: [20, 40], open: [230, 40], selfCheck: [420, 40], inspected: [610, 40], closed: [784, 40] },
  frames: { running: { states: ['open', 'selfCheck', 'inspected'], x: 210, y: 18, w: 510, h: 82 } },
  edges: [
    {
      from: 'planned',
      to: 'open',
      events: ['OPEN', 'CLOCK'],
      points: [
        [116, 59],
        [229, 59],
      ],
      label: [162, 52],
    },
    {
      from: 'open',
      to: 'selfCheck',
      events: ['START_SELF_CHECK'],
      points: [
        [326, 59],
        [419, 59],
      ],
      label: [373, 52],
    },
    {
      from: 'selfCheck',
      to: 'inspected',
      events: ['RECORD_INSPECTION'],
      points: [
        [516, 59],
        [609, 59],
      ],
      label: [563, 52],
    },
    {
      from: 'running',
      to: 'closed',
      events: ['CLOSE'],
      points: [
        [720, 59],
        [783, 59],
      ],
      label: [750, 52],
    },
  ],
};
