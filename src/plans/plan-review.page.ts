/** The review of a document: its text on one side, what it asks on the other, each tied to the other. */
import type { Actor } from '../../workflows/moment.js';
import { folded } from '../../workflows/names/fold.js';
import { type DraftItem, isBrokenDown, isCertain, isOpen } from '../../workflows/plans/draft.js';
import type { Basis } from '../../workflows/plans/plan.js';
import type { GivenBefore } from '../documents/given.model.js';
import { givenNotice } from '../documents/given.page.js';
import { errorSummary, errorsByField, type Field, field } from '../http/components/form.js';
import { pagination } from '../http/components/pagination.js';
import { conflictOf } from '../http/conflict.page.js';
import type { FormAgain } from '../http/form-again.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate, formatFuzzy, formatInstant } from '../platform/i18n.js';
import { type EditionShown, editionShown, goneShown } from './plan-edition.page.js';
import { ITEMS_SHOWN, onPage, pieces } from './review-places.js';

export interface ReviewShown extends EditionShown {
  campaign: string;
  phase: string;
  departments: readonly { id: string; name: string }[];
  /** The proposal whose form is open. */
  edit: string;
  /** Which page of the proposals and of the duties without a task is shown, from 1. */
  page: number;
  leftPage: number;
  /** What of it came before in another document. */
  before: GivenBefore | null;
  again: FormAgain | null;
  actor: Actor;
}

/** The very text came again: when and from whom, above what has become of it. */
export function givenAgain({ createdAt, createdBy }: ReviewShown['draft'], { t, locale, today }: Reader) {
  const at = formatInstant(locale, createdAt, today);
  return { kind: 'info', text: t('plans:edition.givenBefore', { by: createdBy.name, at }) };
}

/** Where a field comes from, in words: stated, concluded by a rule, or to be decided. */
export function basisText(basis: Basis, { t }: Reader): string {
  if (basis.startsWith('inferred:')) return t(`plans:rule.${basis.slice('inferred:'.length)}`);
  return t(`plans:basis.${basis}`);
}

function fields(item: DraftItem, shown: ReviewShown, reader: Reader): Field[] {
  const { t } = reader;
  const { plan, key } = item;
  const { again, departments } = shown;
  const state = {
    idPrefix: `${key}-`,
    ...(again ? { typed: again.typed, errors: errorsByField(reader, again.reasons) } : {}),
  };
  const choices = (chosen: (id: string) => boolean) =>
    departments.map(({ id, name }) => ({ value: id, text: name, chosen: chosen(id) }));
  const label = (name: string) => ({ name, label: t(`plans:field.${name}`) });
  return [
    field({ type: 'text', ...label('title'), value: plan.title, maxlength: 200 }, state),
    field({ type: 'textarea', ...label('requirement'), rows: 4, value: plan.requirement }, state),
    field(
      {
        type: 'textarea',
        ...label('outcomes'),
        hint: t('plans:hint.outcomes'),
        rows: 2,
        value: plan.outcomes.join('\n'),
      },
      state,
    ),
    field(
      {
        type: 'select',
        ...label('leadDepartment'),
        options: [
          { value: '', text: t('plans:nobodyYet'), chosen: plan.leadDepartment === null },
          ...choices((id) => id === plan.leadDepartment),
        ],
      },
      state,
    ),
    field({ type: 'date', ...label('due'), value: plan.due?.to ?? '', hint: plan.due?.text ?? '' }, state),
    field(
      { type: 'checkboxes', ...label('coDepartments'), options: choices((id) => plan.coDepartments.includes(id)) },
      state,
    ),
  ];
}

/** A duty that comes back: how often, and the first and last time it is owed. */
function recursFact({ proposal, plan }: DraftItem, { t, locale, today }: Reader) {
  const days = plan.checkpoints.slice(proposal.checkpoints.length).map(({ due }) => formatDate(locale, due.to, today));
  const params = { count: days.length, first: days[0] ?? '', last: days.at(-1) ?? '' };
  return {
    name: t('plans:recurs'),
    text: proposal.recurs?.text ?? '',
    sub: t(days.length === 0 ? 'plans:owedNever' : days.length === 1 ? 'plans:owedOnce' : 'plans:owed', params),
  };
}

/** The date, with the document's own words for it and how it was concluded. */
function dueFact({ proposal, plan }: DraftItem, reader: Reader) {
  const { t, locale, today } = reader;
  const name = t('plans:field.due');
  // A duty that comes back and names no end ends with its phase.
  if (proposal.recurs && proposal.due.length === 0 && plan.due) {
    return { name, text: formatDate(locale, plan.due.to, today), sub: t('plans:lastOwed') };
  }
  const basis = basisText(proposal.basis.due, reader);
  if (!plan.due) return { name, text: t('plans:noDate'), sub: basis };
  return {
    name,
    text: formatFuzzy(locale, { ...plan.due, text: '' }, today),
    sub: plan.due.text === '' ? basis : `${plan.due.text} · ${basis}`,
  };
}

/**
 * Who leads. What the document prints is called stated only for a department that bears the name; under another of its names
 * the printed one stands beside it, and without a department the document's words are a question.
 */
function leadFact({ proposal, plan, said }: DraftItem, { names }: ReviewShown, reader: Reader) {
  const { t } = reader;
  const name = t('plans:field.leadDepartment');
  const printed = proposal.lead ?? proposal.leads.join('、');
  if (plan.leadDepartment === null) {
    const sub = printed === '' ? basisText(proposal.basis.lead, reader) : t('plans:basis.printed', { name: printed });
    return { name, text: t('plans:nobodyYet'), sub };
  }
  const text = names.get(plan.leadDepartment) ?? plan.leadDepartment;
  if (plan.leadDepartment !== said.leadDepartment) return { name, text, sub: t('plans:basis.typed'), strong: true };
  const basis = basisText(proposal.basis.lead, reader);
  const sub =
    printed === '' || folded(printed) === folded(text) ? basis : t('plans:basis.as', { basis, name: printed });
  return { name, text, sub, strong: true };
}

function itemShown(item: DraftItem, at: number, shown: ReviewShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { draft, names, edit, again } = shown;
  const { key, proposal, plan, state, unknown, task } = item;
  const nameOf = (id: string) => names.get(id) ?? id;
  const post = (does: string, kind = 'second') => ({
    action: `/plans/${draft.id}/items/${key}/${does}#${key}`,
    text: t(`plans:do.${does}`),
    kind,
    small: true,
    fields: [{ name: 'rev', value: draft.rev }],
  });
  // What a later edition has replaced is for reading only.
  const open = task === null && shown.next === null;
  const editing = open && edit === key;
  return {
    key,
    number: proposal.number,
    title: plan.title,
    quote: { href: `#q-${key}`, text: t('plans:toText') },
    path: proposal.path.join(' › '),
    state: {
      text: t(`plans:state.${task === null ? state : 'created'}`),
      kind: task !== null || state === 'accepted' ? 'done' : state === 'skipped' ? 'wait' : 'now',
    },
    facts: [
      leadFact(item, shown, reader),
      ...(plan.coDepartments.length > 0 || proposal.openEnded
        ? [
            {
              name: t('plans:field.coDepartments'),
              text: plan.coDepartments.map(nameOf).join(t('common:listSeparator')),
              sub: proposal.openEnded ? t('plans:openEnded') : basisText(proposal.basis.departments, reader),
            },
          ]
        : []),
      dueFact(item, reader),
      // The times of a duty that comes back are many; its quota says them.
      ...(proposal.recurs ? plan.checkpoints.slice(0, proposal.checkpoints.length) : plan.checkpoints).map(
        ({ title, due }) => ({ name: t('plans:checkpoint'), text: `${formatDate(locale, due.to, today)} ${title}` }),
      ),
      ...(proposal.recurs ? [recursFact(item, reader)] : []),
      ...(proposal.scope === '' ? [] : [{ name: t('plans:scope'), text: proposal.scope }]),
    ],
    unknown: unknown.map(({ name, group, nearest }) => ({
      text: group
        ? t('plans:unknownGroup', { name })
        : nearest.length > 0
          ? t('plans:unknownNear', { name, nearest: nearest.map(nameOf).join(t('common:listSeparator')) })
          : t('plans:unknown', { name }),
    })),
    task: task === null ? null : { href: `/tasks/${task}`, text: t('plans:toTask') },
    edition: editionShown(item, shown, reader),
    actions: open
      ? [
          ...(state === 'accepted' ? [] : [post('accept', isCertain(item) ? 'first' : 'second')]),
          { href: `/plans/${draft.id}?edit=${key}#${key}`, text: t('plans:do.edit'), kind: 'second', small: true },
          ...(state === 'skipped' ? [] : [post('skip')]),
          ...(state === 'open' ? [] : [post('reopen', 'link')]),
          ...(at < draft.items.length - 1 ? [post('merge', 'link')] : []),
          post('split', 'link'),
        ]
      : [],
    form: editing
      ? {
          action: `/plans/${draft.id}/items/${key}/edit`,
          errors: again ? errorSummary(reader, again.reasons, `${key}-`) : null,
          fields: fields(item, shown, reader),
        }
      : null,
  };
}

export function reviewPage(shown: ReviewShown, reader: Reader) {
  const { t, locale, today } = reader;
  const { draft, campaign, phase, again, edit, next, page, leftPage } = shown;
  const { items, uncovered } = draft;
  const here = onPage(items, page);
  // From this page on; what was passed over comes round again.
  const firstOpen = items.slice(page * ITEMS_SHOWN).find(isOpen) ?? items.find(isOpen);
  const count = (state: DraftItem['state']) => items.filter((one) => one.state === state && one.task === null).length;
  const inEdition = (kind: string) => items.filter(({ edition }) => edition?.kind === kind).length;
  const left = uncovered.filter(({ dismissedBy }) => dismissedBy === null);
  const pages = (at: number, total: number, href: (n: number) => string) =>
    total <= ITEMS_SHOWN ? null : pagination(t, { page: at, perPage: ITEMS_SHOWN, total, href });
  const post = (action: string, text: string, more: { name: string; value: string | number }[] = []) => ({
    action,
    text,
    kind: 'second',
    small: true,
    fields: [{ name: 'rev', value: draft.rev }, ...more],
  });
  return {
    page: { title: draft.name, wide: true },
    head: {
      crumbs: [
        { text: campaign, href: `/campaigns/${draft.campaign}` },
        { text: t('plans:title'), href: `/campaigns/${draft.campaign}/plans` },
        { text: draft.name },
      ],
      title: draft.name,
      lead: t('plans:lead', {
        phase,
        group: draft.group,
        by: draft.createdBy.name,
        at: formatInstant(locale, draft.createdAt, today),
      }),
      tags: isBrokenDown(draft) ? [{ text: t('plans:brokenDown'), kind: 'done' }] : [],
      actions: next
        ? []
        : [
            { ...post(`/plans/${draft.id}/accept-certain`, t('plans:do.acceptCertain')), small: false },
            { href: `/plans/${draft.id}/check`, text: t('plans:toCheck'), kind: 'first' },
          ],
    },
    // An error of a form that is not open on this page is said above it.
    conflict: conflictOf(again, 'plans', reader, {
      event: (type) => t(`plans:do.${type}`),
      names: shown.names,
    }),
    errors: again && edit === '' && again.changes.length === 0 ? errorSummary(reader, again.reasons) : null,
    figures: {
      items: [
        { name: t('plans:figure.proposals'), value: items.length },
        { name: t('plans:figure.open'), value: items.filter(isOpen).length },
        { name: t('plans:figure.accepted'), value: count('accepted') },
        ...(draft.previous === null ? [{ name: t('plans:figure.skipped'), value: count('skipped') }] : []),
        { name: t('plans:figure.created'), value: items.filter(({ task }) => task !== null).length },
        { name: t('plans:figure.uncovered'), value: left.length, ...(left.length > 0 ? { href: '#uncovered' } : {}) },
        ...(draft.previous === null
          ? []
          : [
              { name: t('plans:edition.changed'), value: inEdition('changed') },
              { name: t('plans:edition.added'), value: inEdition('added') },
              {
                name: t('plans:edition.gone'),
                value: draft.gone.length,
                ...(draft.gone.length > 0 ? { href: '#gone' } : {}),
              },
            ]),
      ],
    },
    before: shown.before ? givenNotice(shown.before, reader, { href: `/plans/${shown.before.id}` }) : null,
    editions: [
      ...(next === null
        ? []
        : [{ text: t('plans:edition.superseded'), href: `/plans/${next}`, link: t('plans:edition.toNext') }]),
      ...(draft.previous === null
        ? []
        : [
            {
              text: t('plans:edition.is', { n: draft.edition }),
              href: `/plans/${draft.previous}`,
              link: t('plans:edition.toPrevious'),
            },
          ]),
    ],
    gone: goneShown(shown, reader),
    rev: draft.rev,
    pieces: pieces(draft, here),
    items: here.map((item, at) => itemShown(item, (page - 1) * ITEMS_SHOWN + at, shown, reader)),
    pagination: pages(page, items.length, (n) => `/plans/${draft.id}?page=${n}`),
    leftPagination: pages(leftPage, uncovered.length, (n) => `/plans/${draft.id}?page=${page}&left=${n}#uncovered`),
    nextOpen:
      items.length > ITEMS_SHOWN && firstOpen
        ? { href: `/plans/${draft.id}?at=${firstOpen.key}#${firstOpen.key}`, text: t('plans:nextOpen') }
        : null,
    uncovered: onPage(uncovered, leftPage).map(({ start, text, dismissedBy }) => ({
      id: `u${start}`,
      text,
      quote: { href: `#q-u${start}`, text: t('plans:toText') },
      dismissed: dismissedBy === null ? null : t('plans:dismissedBy', { name: dismissedBy }),
      actions: next
        ? []
        : dismissedBy === null
          ? [
              post(`/plans/${draft.id}/uncovered/take-up#uncovered`, t('plans:do.takeUp'), [
                { name: 'start', value: start },
              ]),
              post(`/plans/${draft.id}/uncovered/dismiss#uncovered`, t('plans:do.dismiss'), [
                { name: 'start', value: start },
              ]),
            ]
          : [
              post(`/plans/${draft.id}/uncovered/restore#uncovered`, t('plans:do.restore'), [
                { name: 'start', value: start },
              ]),
            ],
    })),
  };
}
