import { type Field, field } from '../http/components/form.js';
import type { Translate } from '../platform/i18n.js';
import type { Examples } from './examples.js';

/** Fields, buttons and what is wrong with a form. */
export function formExamples(t: Translate): Examples {
  const s = (key: string, params?: Record<string, unknown>) => t(`styleguide:${key}`, params);
  const options = ['one', 'two', 'three'].map((n) => ({ value: n, text: s(`option.${n}`), chosen: n === 'two' }));
  const shown = (name: string, spec: Omit<Field, 'label'> & { label?: string }, wrong = false) => ({
    name,
    model: field({ label: s('field.label'), ...spec }, wrong ? { errors: { [spec.name]: s('field.error') } } : {}),
  });
  const post = { text: s('action.urge'), action: '/styleguide', fields: [{ name: 'task', value: '1' }] };
  const progress = {
    max: 1,
    label: t('underWay:label'),
    text: t('underWay:soFar', { said: t('underWay:step.reading'), part: '40%' }),
    note: t('underWay:note'),
    refresh: { href: '/styleguide', text: t('underWay:refresh') },
    stopped: null,
  };
  const act = (event: string, kind: string) => ({
    event,
    action: '/styleguide',
    summary: s(kind ? 'action.cancel' : 'action.report'),
    keep: `styleguide-${event}`,
    open: false,
    errors: null,
    hidden: [{ name: 'rev', value: 1 }],
    fields: [field({ type: 'textarea', name: 'act', id: `act-${event}`, label: s('field.label'), rows: 2 })],
    submit: { text: s(kind ? 'action.cancel' : 'action.report'), kind },
  });
  return {
    field: [
      shown('text', { type: 'text', name: 'f-text', value: s('field.value'), hint: s('field.hint'), maxlength: 80 }),
      shown(s('variant.error'), { type: 'text', name: 'f-wrong', hint: s('field.hint') }, true),
      shown(s('variant.optional'), {
        type: 'text',
        name: 'f-optional',
        optional: true,
        placeholder: s('field.placeholder'),
      }),
      shown('number', { type: 'number', name: 'f-number', value: 38, min: 1, max: 200, unit: s('figure.days') }),
      shown('date', { type: 'date', name: 'f-date', value: '2026-06-10' }),
      shown('password', { type: 'password', name: 'f-password', autocomplete: 'current-password', required: true }),
      shown('textarea', {
        type: 'textarea',
        name: 'f-textarea',
        value: s('field.value'),
        hint: s('field.hint'),
        rows: 3,
      }),
      shown(`textarea, ${s('variant.error')}`, { type: 'textarea', name: 'f-textarea-2' }, true),
      shown('select', { type: 'select', name: 'f-select', options }),
      shown('checkbox', { type: 'checkbox', name: 'f-checkbox', chosen: true, hint: s('field.hint') }),
      shown('checkboxes', {
        type: 'checkboxes',
        name: 'f-checkboxes',
        options: options.map((o) => ({ ...o, hint: s('field.hint') })),
      }),
      shown(`radios, ${s('variant.error')}`, { type: 'radios', name: 'f-radios', options }, true),
      shown('range', { type: 'range', name: 'f-range', value: 58, unit: '%', hint: s('field.rangeHint') }),
      shown('file', { type: 'file', name: 'f-file', multiple: true, accept: '.pdf,.xlsx', hint: s('field.fileHint') }),
      shown('hidden', { type: 'hidden', name: 'f-hidden', value: 'x' }),
    ],
    'field-about': [
      { name: s('variant.usual'), model: { id: 'about-1', hint: s('field.hint'), error: s('field.error') } },
    ],
    'field-control': [
      {
        name: s('variant.usual'),
        model: { id: 'control-1', ...shown('', { type: 'search', name: 'f-control' }).model },
      },
    ],
    'error-summary': [
      {
        name: s('variant.usual'),
        model: { items: [{ text: s('field.error'), href: '#f-wrong' }, { text: s('reason.one') }] },
      },
    ],
    button: [
      { name: s('variant.usual'), model: { text: s('action.report'), href: '#' } },
      { name: 'second', model: { text: s('action.see'), kind: 'second' } },
      { name: 'grave', model: { text: s('action.cancel'), kind: 'grave' } },
      { name: 'link', model: { text: s('action.skip'), kind: 'link', name: 'do', value: 'skip' } },
      { name: 'small', model: { text: s('action.report'), href: '#', small: true } },
    ],
    'post-button': [{ name: s('variant.usual'), model: post }],
    progress: [
      { name: s('variant.figure'), model: { ...progress, value: 0.4 } },
      { name: s('variant.plain'), model: { ...progress, value: null, text: t('underWay:step.waiting') } },
      {
        name: s('variant.stopped'),
        model: { ...progress, value: 0.4, stopped: t('reasons:underWay.broken'), continue: post },
      },
    ],
    action: [
      { name: s('variant.linked'), model: { text: s('action.see'), href: '#', kind: 'second' } },
      { name: s('variant.post'), model: post },
    ],
    actions: [
      {
        name: s('variant.full'),
        model: {
          items: [
            { text: s('action.report'), href: '#' },
            { ...post, kind: 'second' },
          ],
          reasons: [{ lead: s('reason.lead'), items: [s('reason.one')] }],
        },
      },
      { name: s('variant.empty'), model: { items: [], reasons: [] } },
    ],
    'card-acts': [
      {
        name: s('variant.full'),
        model: {
          forms: [act('one', ''), act('two', 'grave')],
          refused: [{ lead: s('reason.lead'), items: [s('reason.one')] }],
          nothing: '',
        },
      },
      { name: s('variant.empty'), model: { forms: [], refused: [], nothing: t('common:nothingToDo') } },
    ],
    csrf: [{ name: s('variant.invisible'), model: {} }],
    'filter-bar': [
      {
        name: s('variant.usual'),
        frame: 'bare',
        model: {
          action: '/styleguide',
          fields: [
            field({ type: 'select', name: 'department', label: s('word.department'), options }),
            field({ type: 'select', name: 'state', label: s('word.state'), options }),
          ],
          chosen: [{ text: s('option.two'), href: '#' }],
          clear: '/styleguide',
        },
      },
    ],
  };
}
