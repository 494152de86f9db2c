import type { Layout } from '../drawing.js';

/** From the clue to the right, back to the left once decided; what nobody answers for leaves on the right, what is quashed below. */
export const caseLayout: Layout = {
  width: 856,
  height: 380,
  box: { w: 96, h: 38 },
  nodes: {
    clue: [20, 60],
    investigating: [200, 60],
    proposed: [380, 60],
    heard: [560, 60],
    notPursued: [740, 60],
    notAccepted: [20, 130],
    decided: [560, 210],
    served: [380, 210],
    inEffect: [200, 210],
    lifted: [20, 210],
    quashed: [290, 325],
  },
  frames: {
    handled: { states: ['investigating', 'proposed', 'heard'], x: 184, y: 40, w: 490, h: 80 },
    force: { states: ['served', 'inEffect'], x: 184, y: 190, w: 308, h: 80 },
  },
  edges: [
    {
      from: 'clue',
      to: 'investigating',
      events: ['ACCEPT'],
      points: [
        [116, 79],
        [199, 79],
      ],
      label: [150, 73],
    },
    {
      from: 'clue',
      to: 'notAccepted',
      events: ['NOT_ACCEPT'],
      points: [
        [68, 98],
        [68, 129],
      ],
      label: [102, 118],
    },
    {
      from: 'investigating',
      to: 'proposed',
      events: ['PROPOSE'],
      points: [
        [296, 79],
        [379, 79],
      ],
      label: [338, 73],
    },
    {
      from: 'proposed',
      to: 'heard',
      events: ['HEAR'],
      points: [
        [476, 79],
        [559, 79],
      ],
      label: [518, 73],
    },
    {
      from: 'handled',
      to: 'notPursued',
      events: ['NOT_PURSUE'],
      points: [
        [674, 79],
        [739, 79],
      ],
      label: [707, 73],
    },
    {
      from: 'heard',
      to: 'decided',
      events: ['DECIDE'],
      points: [
        [608, 98],
        [608, 209],
      ],
      label: [638, 165],
    },
    {
      from: 'decided',
      to: 'served',
      events: ['SERVE'],
      points: [
        [560, 229],
        [477, 229],
      ],
      label: [518, 223],
    },
    {
      from: 'served',
      to: 'inEffect',
      events: ['REPORT_EXECUTION'],
      points: [
        [380, 229],
        [297, 229],
      ],
      label: [338, 223],
    },
    {
      from: 'inEffect',
      to: 'lifted',
      events: ['LIFT'],
      points: [
        [200, 229],
        [117, 229],
      ],
      label: [158, 223],
    },
    {
      from: 'force',
      to: 'quashed',
      events: ['DECIDE_REVIEW', 'DECIDE_APPEAL'],
      points: [
        [338, 270],
        [338, 324],
      ],
      label: [404, 302],
    },
  ],
};
