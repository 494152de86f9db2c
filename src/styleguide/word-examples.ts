import { COLOURS } from '../../workflows/lights.js';
import { contextualDate } from '../http/components/contextual-date.js';
import { lightView } from '../http/components/light.js';
import type { Locale, Translate } from '../platform/i18n.js';
import type { Examples } from './examples.js';

const today = '2026-06-02';

/** The frame of a page, and what says one thing: lights, dates, tags, notices. */
export function wordExamples(t: Translate, locale: Locale): Examples {
  const s = (key: string, params?: Record<string, unknown>) => t(`styleguide:${key}`, params);
  const red = contextualDate(t, locale, { due: '2026-05-29', colour: 'red', today, workingDays: -2, days: -4 });
  return {
    sprite: [{ name: s('variant.invisible'), model: {} }],
    masthead: [
      {
        name: s('variant.full'),
        frame: 'bare',
        model: { campaignName: s('campaign'), unread: 4, user: { name: s('person'), post: s('post') } },
      },
      { name: s('variant.signedOut'), frame: 'bare', model: { campaignName: s('campaign'), unread: 0, user: null } },
    ],
    'mast-name': [{ name: s('variant.usual'), frame: 'mast', model: {} }],
    'locale-switch': [{ name: s('variant.usual'), frame: 'mast', model: {} }],
    navigation: [
      {
        name: s('variant.usual'),
        frame: 'bare',
        model: {
          items: ['overview', 'tasks', 'work', 'readiness', 'sites', 'notices'].map((page, i) => ({
            href: '#p-navigation',
            text: s(`nav.${page}`),
            current: i === 2,
          })),
        },
      },
    ],
    'clock-banner': [
      { name: s('variant.canMove'), frame: 'bare', model: { label: s('clock'), canMove: true } },
      { name: s('variant.readOnly'), frame: 'bare', model: { label: s('clock'), canMove: false } },
    ],
    breadcrumbs: [
      {
        name: s('variant.usual'),
        model: { items: [{ text: s('phase.three'), href: '#' }, { text: s('theme'), href: '#' }, { text: 'ZW-01' }] },
      },
    ],
    'page-head': [
      {
        name: s('variant.full'),
        model: {
          title: s('task.one'),
          crumbs: [{ text: s('nav.tasks'), href: '#' }, { text: 'ZW-01' }],
          facts: [
            { label: s('word.lead'), text: s('department.one'), href: '#' },
            { label: s('word.co'), text: s('department.two') },
          ],
          tags: [{ text: s('state.active'), kind: 'now' }, { text: s('word.required') }],
          light: lightView(t, 'red'),
          cdate: red,
        },
      },
      {
        name: s('variant.figure'),
        model: {
          title: s('phase.three'),
          lead: s('sentence'),
          figure: { before: s('word.until'), value: 17, after: s('word.untilAfter') },
        },
      },
      {
        name: s('variant.actions'),
        model: {
          title: s('nav.readiness'),
          lead: s('sentence'),
          actions: [
            { text: s('action.try'), href: '#', kind: 'second' },
            { text: s('action.check'), action: '/styleguide' },
          ],
        },
      },
    ],
    'sheet-head': [
      { name: s('variant.usual'), frame: 'bare', model: { title: s('word.history'), note: s('word.entries') } },
      {
        name: s('variant.linked'),
        frame: 'bare',
        model: { title: s('nav.readiness'), note: s('word.all'), href: '#', id: 'example-head' },
      },
    ],
    light: COLOURS.map((colour) => ({ name: colour, model: lightView(t, colour, { why: s('why') }) })),
    cdate: [
      { name: s('variant.overdue'), model: red },
      { name: s('variant.rhythm'), model: { colour: 'yellow', text: s('word.everyFriday'), note: s('word.silent') } },
      {
        name: s('variant.soon'),
        model: contextualDate(t, locale, { due: '2026-06-03', colour: 'blue', today, workingDays: 1, days: 1 }),
      },
      {
        name: s('variant.today'),
        model: contextualDate(t, locale, { due: today, colour: 'blue', today, workingDays: 0, days: 0 }),
      },
      {
        name: s('variant.far'),
        model: contextualDate(t, locale, { due: '2027-01-15', colour: 'green', today, workingDays: null, days: 227 }),
      },
      {
        name: s('variant.none'),
        model: contextualDate(t, locale, { due: null, colour: 'none', today, workingDays: null, days: 0 }),
      },
    ],
    tag: [
      { name: s('variant.usual'), model: { text: s('word.required') } },
      { name: 'now', model: { text: s('state.active'), kind: 'now' } },
      { name: 'wait', model: { text: s('state.wait'), kind: 'wait' } },
      { name: 'done', model: { text: s('state.closed'), kind: 'done' } },
      { name: 'grave', model: { text: s('state.red'), kind: 'grave' } },
    ],
    basis: [
      { name: 'said', model: { text: s('basis.said'), kind: 'said' } },
      { name: 'inferred', model: { text: s('basis.inferred'), kind: 'inferred' } },
      { name: 'ask', model: { text: s('basis.ask'), kind: 'ask' } },
    ],
    notice: [
      { name: 'done', model: { kind: 'done', text: s('notice.done'), href: '#', link: s('notice.link') } },
      { name: 'info', model: { kind: 'info', text: s('notice.info') } },
      { name: 'stop', model: { kind: 'stop', text: s('notice.stop') } },
    ],
    conflict: [
      {
        name: s('variant.usual'),
        model: {
          title: s('conflict.title'),
          changes: [
            { text: s('conflict.one'), at: s('clock'), by: s('person'), fields: [s('conflict.field')] },
            { text: s('conflict.two'), at: s('clock'), by: s('person') },
          ],
          hint: s('conflict.hint'),
        },
      },
    ],
    reasons: [
      { name: s('variant.usual'), model: { lead: s('reason.lead'), items: [s('reason.one')] } },
      { name: s('variant.many'), model: { items: [s('reason.one'), s('reason.two')] } },
    ],
    empty: [
      { name: s('variant.usual'), frame: 'bare', model: { text: s('emptyText') } },
      { name: s('variant.linked'), frame: 'bare', model: { text: s('emptyText'), href: '#', link: s('nav.tasks') } },
    ],
    more: [
      { name: s('variant.usual'), model: { summary: s('word.history'), items: [s('reason.one'), s('reason.two')] } },
      { name: s('variant.open'), model: { summary: s('word.history'), items: [s('reason.one')], open: true } },
    ],
    quote: [
      { name: s('variant.usual'), model: { ...quote(s), href: '#' } },
      { name: s('variant.plain'), model: quote(s) },
    ],
  };
}

function quote(s: (key: string) => string): Record<string, string> {
  return { before: s('quote.before'), marked: s('quote.marked'), after: s('quote.after'), source: s('quote.source') };
}
