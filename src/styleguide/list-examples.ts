import { bullet } from '../http/components/bullet.js';
import { contextualDate } from '../http/components/contextual-date.js';
import { lightView } from '../http/components/light.js';
import { pagination } from '../http/components/pagination.js';
import type { Locale, Translate } from '../platform/i18n.js';
import type { Examples } from './examples.js';

const today = '2026-06-02';

/** What lists things: tables, exceptions, work, the record of a task, trees. */
export function listExamples(t: Translate, locale: Locale): Examples {
  const s = (key: string, params?: Record<string, unknown>) => t(`styleguide:${key}`, params);
  const red = contextualDate(t, locale, { due: '2026-05-29', colour: 'red', today, workingDays: -2, days: -4 });
  const blue = contextualDate(t, locale, { due: '2026-06-05', colour: 'blue', today, workingDays: 3, days: 3 });
  const behind = bullet(t, { percent: 41, planned: 62, text: true });
  const ahead = bullet(t, { percent: 70, planned: 65, text: true });
  const files = [
    { name: s('file.one'), href: '#', note: '412 KB' },
    { name: s('file.two'), href: '#' },
  ];
  const urge = {
    text: s('action.urge'),
    action: '/styleguide',
    kind: 'second',
    small: true,
    fields: [{ name: 'task', value: '1' }],
  };
  const report = { text: s('action.report'), href: '#', small: true };
  const entries = [
    { title: s('entry.red'), at: s('clock'), by: s('word.automatic'), alarm: 'red', text: s('entry.redText') },
    {
      title: s('entry.report'),
      at: s('clock'),
      iso: '2026-05-22T08:12:00.000Z',
      by: s('person'),
      details: [s('entry.reportText')],
      files,
    },
    { title: s('entry.assign'), at: s('clock'), by: s('person') },
  ];
  const cell = {
    department: { text: s('department.one'), href: '#', sub: s('word.window'), heading: true },
    zero: { value: 0 },
    red: { value: 2, href: '#', pill: 'red' },
  };
  const pages = (page: number, total: number) => pagination(t, { page, perPage: 50, total, href: (n) => `?page=${n}` });
  return {
    ledger: [
      {
        name: s('variant.usual'),
        frame: 'bare',
        model: {
          caption: s('word.departments'),
          columns: [
            { text: s('word.department') },
            { text: s('word.tasks'), number: true },
            { light: lightView(t, 'green'), number: true },
            { light: lightView(t, 'red'), number: true },
            { text: s('word.progress') },
            { text: s('word.due') },
            { text: s('word.state') },
            { text: s('word.light') },
            { text: s('word.step') },
          ],
          rows: [
            {
              cells: [
                cell.department,
                { value: 9, href: '#' },
                { value: 4, href: '#', pill: 'green' },
                cell.red,
                { bullet: behind },
                { cdate: red },
                { tag: { text: s('state.active'), kind: 'now' } },
                { light: lightView(t, 'red') },
                { action: urge },
              ],
            },
            {
              current: true,
              cells: [
                { ...cell.department, text: s('department.two') },
                { value: 3 },
                { value: 3, pill: 'green' },
                cell.zero,
                { bullet: ahead },
                { cdate: blue },
                { text: s('state.closed') },
                { light: lightView(t, 'blue') },
                { text: '' },
              ],
            },
          ],
        },
      },
      {
        name: s('variant.stacks'),
        frame: 'bare',
        model: {
          caption: s('word.departments'),
          stacks: true,
          columns: [{ text: s('word.department') }, { text: s('word.state') }, { text: s('word.light') }],
          rows: [
            {
              cells: [
                cell.department,
                { tag: { text: s('state.active'), kind: 'now' } },
                { light: lightView(t, 'red') },
              ],
            },
          ],
        },
      },
      {
        name: s('variant.empty'),
        frame: 'bare',
        model: { caption: s('word.departments'), columns: [], rows: [], empty: s('emptyText') },
      },
    ],
    cell: [
      { name: s('variant.zero'), frame: 'row', model: cell.zero },
      { name: s('variant.linked'), frame: 'row', model: cell.red },
      { name: s('variant.heading'), frame: 'row', model: cell.department },
    ],
    exceptions: [
      {
        name: s('variant.usual'),
        frame: 'bare',
        model: {
          items: [
            { cdate: red, title: s('task.one'), href: '#', sub: s('task.oneSub'), action: urge },
            {
              cdate: { colour: 'yellow', text: s('word.everyFriday'), note: s('word.silent') },
              title: s('task.two'),
              href: '#',
              action: { text: s('action.see'), href: '#', kind: 'second', small: true },
            },
            { cdate: blue, title: s('task.three') },
          ],
          empty: s('emptyText'),
        },
      },
      { name: s('variant.empty'), frame: 'bare', model: { items: [], empty: s('emptyText') } },
    ],
    points: [
      {
        name: s('variant.usual'),
        frame: 'bare',
        model: {
          items: [
            { points: '+10', colour: 'green', title: s('points.one'), href: '#', sub: s('points.oneSub') },
            { points: '+9', colour: 'blue', title: s('task.one'), sub: s('points.oneSub') },
          ],
          empty: s('emptyText'),
        },
      },
      { name: s('variant.empty'), frame: 'bare', model: { items: [], empty: s('emptyText') } },
    ],
    'work-row': [
      {
        name: s('variant.full'),
        frame: 'list',
        model: {
          cdate: red,
          title: s('task.one'),
          href: '#',
          sub: s('task.oneSub'),
          bullet: behind,
          light: lightView(t, 'red'),
          action: report,
        },
      },
      {
        name: s('variant.plain'),
        frame: 'list',
        model: {
          cdate: blue,
          title: s('task.three'),
          href: '#',
          sub: s('task.oneSub'),
          light: lightView(t, 'none', { text: s('state.wait') }),
        },
      },
    ],
    tree: [
      {
        name: s('variant.usual'),
        frame: 'bare',
        model: {
          items: [
            {
              text: s('theme'),
              href: '#',
              items: [
                {
                  code: 'ZW-01',
                  text: s('task.one'),
                  href: '#',
                  sub: s('department.one'),
                  bullet: behind,
                  light: lightView(t, 'red'),
                  cdate: red,
                  items: [{ code: 'ZW-01-1', text: s('task.two'), href: '#', light: lightView(t, 'green') }],
                },
                {
                  code: 'ZW-02',
                  text: s('task.three'),
                  href: '#',
                  bullet: ahead,
                  light: lightView(t, 'blue'),
                  cdate: blue,
                },
              ],
            },
          ],
        },
      },
    ],
    tabs: [
      {
        name: s('variant.usual'),
        model: {
          label: s('nav.work'),
          items: [
            { text: s('word.lead'), href: '#', current: true, count: 9 },
            { text: s('word.co'), href: '#', current: false, count: 4 },
            { text: s('state.closed'), href: '#', current: false, count: 0 },
          ],
        },
      },
    ],
    timeline: [{ name: s('variant.usual'), model: { items: entries } }],
    'timeline-entry': entries.slice(0, 1).map((model) => ({ name: s('variant.alarm'), frame: 'timeline', model })),
    files: [{ name: s('variant.usual'), model: { items: files } }],
    facts: [
      {
        name: s('variant.usual'),
        model: {
          items: [
            { name: s('word.score'), text: '64 / 100', strong: true, sub: s('word.better') },
            { name: s('word.item'), text: s('matrix.centre'), href: '#' },
            { name: s('word.progress'), text: '', bullet: behind },
            { name: s('word.light'), text: s('why'), light: lightView(t, 'yellow') },
          ],
        },
      },
    ],
    'deadline-sum': [
      {
        name: s('variant.usual'),
        model: {
          caption: s('sum.caption'),
          items: ['start', 'limit', 'holidays', 'paused', 'due'].map((term) => ({
            text: s(`sum.${term}`),
            value: s(`sum.${term}Value`),
          })),
        },
      },
    ],
    pagination: [
      { name: s('variant.first'), frame: 'bare', model: pages(1, 212) },
      { name: s('variant.middle'), frame: 'bare', model: pages(5, 480) },
      { name: s('variant.last'), frame: 'bare', model: pages(3, 120) },
      { name: s('variant.one'), frame: 'bare', model: pages(1, 12) },
    ],
  } satisfies Examples as Examples;
}
