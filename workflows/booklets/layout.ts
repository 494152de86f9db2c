import type { Layout } from '../drawing.js';

/** A booklet can be called off until then, so a frame says it once. */
export const bookletLayout: Layout = {
  width: 990,
  height: 236,
  box: { w: 96, h: 38 },
  nodes: {
    missing: [40, 50],
    submitted: [220, 50],
    approved: [420, 50],
    expired: [640, 50],
    sentBack: [220, 136],
    revising: [420, 136],
    cancelled: [880, 93],
  },
  frames: {
    any: {
      states: ['missing', 'submitted', 'sentBack', 'approved', 'revising', 'expired'],
      x: 20,
      y: 28,
      w: 740,
      h: 190,
    },
  },
  edges: [
    {
      from: 'missing',
      to: 'submitted',
      events: ['SUBMIT'],
      points: [
        [136, 69],
        [219, 69],
      ],
      label: [178, 62],
    },
    {
      from: 'submitted',
      to: 'approved',
      events: ['APPROVE'],
      points: [
        [316, 69],
        [419, 69],
      ],
      label: [368, 62],
    },
    {
      from: 'submitted',
      to: 'sentBack',
      events: ['SEND_BACK'],
      points: [
        [248, 88],
        [248, 135],
      ],
      label: [222, 116],
    },
    {
      from: 'sentBack',
      to: 'submitted',
      events: ['SUBMIT'],
      points: [
        [288, 135],
        [288, 89],
      ],
      label: [310, 116],
    },
    {
      from: 'approved',
      to: 'expired',
      events: ['CLOCK'],
      points: [
        [516, 60],
        [639, 60],
      ],
      label: [578, 53],
    },
    {
      from: 'expired',
      to: 'approved',
      events: ['RENEW'],
      points: [
        [640, 78],
        [517, 78],
      ],
      label: [578, 94],
    },
    {
      from: 'approved',
      to: 'revising',
      events: ['REVISE'],
      points: [
        [468, 88],
        [468, 135],
      ],
      label: [496, 116],
    },
    {
      from: 'expired',
      to: 'revising',
      events: ['REVISE'],
      points: [
        [688, 88],
        [688, 155],
        [517, 155],
      ],
      label: [602, 148],
    },
    {
      from: 'revising',
      to: 'submitted',
      events: ['SUBMIT'],
      points: [
        [440, 174],
        [440, 200],
        [180, 200],
        [180, 80],
        [219, 80],
      ],
      label: [300, 193],
    },
    {
      from: 'any',
      to: 'cancelled',
      events: ['CANCEL'],
      points: [
        [760, 112],
        [879, 112],
      ],
      label: [820, 105],
    },
  ],
};
