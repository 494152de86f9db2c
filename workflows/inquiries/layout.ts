import type { Layout } from '../drawing.js';

/** Whoever has a request can do the same with it, so one frame says it; another that any open one can be withdrawn. */
export const inquiryLayout: Layout = {
  width: 790,
  height: 440,
  box: { w: 104, h: 38 },
  nodes: {
    received: [220, 60],
    handling: [220, 220],
    noticed: [40, 60],
    handedOver: [440, 60],
    escalated: [440, 300],
    answered: [660, 26],
    referred: [660, 131],
    withdrawn: [660, 390],
  },
  frames: {
    open: { states: ['received', 'handling', 'noticed', 'handedOver', 'escalated'], x: 20, y: 20, w: 580, h: 340 },
    has: { states: ['received', 'handling'], x: 200, y: 30, w: 144, h: 250 },
  },
  edges: [
    {
      from: 'received',
      to: 'noticed',
      events: ['GIVE_NOTICE'],
      points: [
        [220, 70],
        [145, 70],
      ],
      label: [182, 64],
    },
    {
      from: 'noticed',
      to: 'received',
      events: ['SUPPLY'],
      points: [
        [144, 88],
        [219, 88],
      ],
      label: [182, 103],
    },
    {
      from: 'has',
      to: 'handedOver',
      events: ['HAND_OVER'],
      points: [
        [344, 70],
        [439, 70],
      ],
      label: [391, 64],
    },
    {
      from: 'handedOver',
      to: 'received',
      events: ['BOUNCE'],
      points: [
        [440, 90],
        [325, 90],
      ],
      label: [391, 105],
    },
    {
      from: 'handedOver',
      to: 'handling',
      events: ['ACCEPT'],
      points: [
        [466, 98],
        [466, 230],
        [325, 230],
      ],
      label: [400, 224],
    },
    {
      from: 'handedOver',
      to: 'escalated',
      events: ['BOUNCE'],
      points: [
        [520, 98],
        [520, 299],
      ],
      label: [542, 200],
    },
    {
      from: 'escalated',
      to: 'handling',
      events: ['DESIGNATE'],
      points: [
        [466, 300],
        [466, 250],
        [325, 250],
      ],
      label: [400, 265],
    },
    {
      from: 'has',
      to: 'escalated',
      events: ['ESCALATE'],
      points: [
        [272, 280],
        [272, 319],
        [439, 319],
      ],
      label: [356, 313],
    },
    {
      from: 'has',
      to: 'answered',
      events: ['ANSWER'],
      points: [
        [344, 45],
        [659, 45],
      ],
      label: [570, 39],
    },
    {
      from: 'has',
      to: 'referred',
      events: ['REFER'],
      points: [
        [344, 150],
        [659, 150],
      ],
      label: [404, 144],
    },
    {
      from: 'escalated',
      to: 'referred',
      events: ['REFER'],
      points: [
        [544, 319],
        [712, 319],
        [712, 170],
      ],
      label: [650, 313],
    },
    {
      from: 'open',
      to: 'withdrawn',
      events: ['WITHDRAW'],
      points: [
        [310, 360],
        [310, 409],
        [659, 409],
      ],
      label: [480, 403],
    },
  ],
};
