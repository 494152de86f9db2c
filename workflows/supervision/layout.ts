import type { Layout } from '../drawing.js';

/** A rating ends where it is published, unless it fails. */
export const ratingLayout: Layout = {
  width: 790,
  height: 130,
  box: { w: 96, h: 38 },
  nodes: { drafted: [20, 40], published: [180, 40], lettered: [360, 40], replied: [530, 40], closed: [680, 40] },
  frames: {},
  edges: [
    {
      from: 'drafted',
      to: 'published',
      events: ['PUBLISH'],
      points: [
        [116, 59],
        [179, 59],
      ],
      label: [148, 52],
    },
    {
      from: 'published',
      to: 'lettered',
      events: ['SEND_LETTER'],
      points: [
        [276, 59],
        [359, 59],
      ],
      label: [318, 52],
    },
    {
      from: 'lettered',
      to: 'replied',
      events: ['REPLY'],
      points: [
        [456, 52],
        [529, 52],
      ],
      label: [492, 45],
    },
    {
      from: 'replied',
      to: 'lettered',
      events: ['RETURN_REPLY'],
      points: [
        [578, 78],
        [578, 104],
        [408, 104],
        [408, 79],
      ],
      label: [493, 98],
    },
    {
      from: 'replied',
      to: 'closed',
      events: ['CLOSE'],
      points: [
        [626, 59],
        [679, 59],
      ],
      label: [652, 52],
    },
  ],
};
