import { bullet } from '../http/components/bullet.js';
import { delta } from '../http/components/figures.js';
import { lightView } from '../http/components/light.js';
import { drawMachine } from '../http/components/machine-drawing.js';
import { phaseStrip } from '../http/components/phase-strip.js';
import { progressChart } from '../http/components/progress-chart.js';
import { type ReadinessState, readinessCell } from '../http/components/readiness-cell.js';
import { sparkline } from '../http/components/sparkline.js';
import type { Locale, Translate } from '../platform/i18n.js';
import type { Examples } from './examples.js';

/** What is drawn or counted: figures, bars, lines, matrices, machines. */
export function chartExamples(t: Translate, locale: Locale): Examples {
  const s = (key: string, params?: Record<string, unknown>) => t(`styleguide:${key}`, params);
  const figures = [
    { name: s('figure.total'), value: 42, href: '#', delta: delta(t, { now: 42, before: 40, since: 'lastWeek' }) },
    {
      name: s('figure.closed'),
      value: 22,
      href: '#',
      delta: delta(t, { now: 22, before: 17, since: 'lastWeek', better: 'up' }),
    },
    {
      name: s('figure.count'),
      value: 3,
      href: '#',
      light: lightView(t, 'red'),
      delta: delta(t, { now: 3, before: 2, since: 'yesterday', better: 'down' }),
    },
    {
      name: s('figure.count'),
      value: 4,
      href: '#',
      light: lightView(t, 'yellow'),
      delta: delta(t, { now: 4, before: 4, since: 'yesterday' }),
    },
    { name: s('figure.until'), value: 17, unit: s('figure.days') },
  ];
  const states: ReadinessState[] = ['part', 'un', 'met', 'no', 'na'];
  const cells = states.map((state, i) => readinessCell(t, { state, points: [12, 0, 10, 0, 0][i] ?? 0, href: '#' }));
  const chart = {
    from: '2026-04-01',
    to: '2026-06-30',
    today: '2026-06-02',
    planned: [
      { on: '2026-04-01', percent: 0 },
      { on: '2026-05-01', percent: 24 },
      { on: '2026-06-01', percent: 58 },
      { on: '2026-06-30', percent: 100 },
    ],
  };
  const actual = [0, 6, 11, 22, 27, 40, 46, 52].map((percent, i) => ({
    on:
      ['2026-04-01', '2026-04-10', '2026-04-20', '2026-05-01', '2026-05-10', '2026-05-20', '2026-05-28', '2026-06-02'][
        i
      ] ?? chart.today,
    percent,
  }));
  const machine = {
    line: ['draft', 'assigned', 'active', 'submitted', 'closed'],
    states: ['draft', 'assigned', 'active', 'submitted', 'closed', 'returned', 'suspended'].map((id) => ({
      id,
      label: s(`state.${id}`),
    })),
    edges: [
      ['draft', 'assigned', 'assign'],
      ['assigned', 'active', 'acknowledge'],
      ['assigned', 'returned', 'return'],
      ['returned', 'assigned', 'assign'],
      ['active', 'submitted', 'submit'],
      ['submitted', 'closed', 'close'],
      ['submitted', 'active', 'reject'],
      ['active', 'suspended', 'suspend'],
      ['suspended', 'active', 'resume'],
    ].map(([from = '', to = '', event]) => ({ from, to, label: s(`event.${event}`) })),
  };
  return {
    'phase-strip': [
      {
        name: s('variant.usual'),
        model: phaseStrip(t, [
          { text: s('phase.one'), sub: s('phase.oneSub'), status: 'done', href: '#' },
          { text: s('phase.two'), sub: s('phase.twoSub'), status: 'done', href: '#' },
          {
            text: s('phase.three'),
            sub: s('phase.threeSub'),
            status: 'now',
            href: '#',
            percent: { time: 68, done: 52 },
          },
          { text: s('phase.four'), sub: s('phase.fourSub'), status: 'later' },
        ]),
      },
    ],
    figures: [{ name: s('variant.usual'), model: { items: figures } }],
    figure: [
      { name: s('variant.usual'), frame: 'figs', model: { name: s('figure.closed'), value: 22 } },
      {
        name: s('variant.zero'),
        frame: 'figs',
        model: { name: s('figure.count'), value: 0, light: lightView(t, 'red') },
      },
    ],
    bullet: [
      { name: s('variant.behind'), model: bullet(t, { percent: 41, planned: 62, text: true }) },
      { name: s('variant.ahead'), model: bullet(t, { percent: 83, planned: 62, text: true }) },
      { name: s('variant.plain'), model: bullet(t, { percent: 30, planned: null, text: true }) },
      { name: '0 / 0', model: bullet(t, { percent: 0, planned: 0 }) },
      { name: '100 / 100', model: bullet(t, { percent: 100, planned: 100 }) },
    ],
    'progress-chart': [
      {
        name: s('variant.behind'),
        model: progressChart(t, locale, { id: 'chart-1', ...chart, actual, projected: 91 }),
      },
      {
        name: s('variant.plain'),
        model: progressChart(t, locale, { id: 'chart-2', ...chart, actual: [], projected: null }),
      },
    ],
    sparkline: [
      { name: s('variant.usual'), model: sparkline(t, [3, 5, 4, 6, 8, 7, 9]) },
      { name: s('variant.flat'), model: sparkline(t, [4, 4, 4]) },
    ],
    machine: [
      { name: s('variant.current'), model: drawMachine(t, { id: 'machine-1', ...machine, current: 'active' }) },
      { name: s('variant.plain'), model: drawMachine(t, { id: 'machine-2', ...machine, current: null }) },
    ],
    'readiness-legend': [{ name: s('variant.usual'), model: {} }],
    'readiness-cell': [
      ...cells.map((cell) => ({ name: cell.state, frame: 'row' as const, model: cell })),
      { name: s('variant.plain'), frame: 'row', model: readinessCell(t, { state: 'met', points: 5 }) },
    ],
    matrix: [
      {
        name: s('variant.usual'),
        frame: 'bare',
        model: {
          caption: s('matrix.caption'),
          corner: s('word.department'),
          scoreHead: s('word.score'),
          columns: ['plan', 'booklet', 'monthly', 'centre', 'sites'].map((item, i) => ({
            text: s(`matrix.${item}`),
            points: 20 - i * 2,
          })),
          rows: [
            { text: s('department.one'), sub: s('word.window'), href: '#', score: 64, cells },
            { text: s('department.two'), href: '#', score: 58, cells: [...cells].reverse() },
          ],
        },
      },
    ],
  };
}
