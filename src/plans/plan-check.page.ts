/** The last look before tasks are made: what will be created, and what a careful reader would still ask. */
import { isPublished, isWorkingDay } from '../../workflows/calendar.js';
import type { Moment } from '../../workflows/moment.js';
import { type Difference, type DraftItem, isOpen } from '../../workflows/plans/draft.js';
import { lint } from '../../workflows/plans/lint.js';
import { toPutThrough } from '../../workflows/plans/next-edition.js';
import type { Reader } from '../http/reason-text.js';
import { formatDate } from '../platform/i18n.js';
import { CONFIRMED_AT_ONCE } from './confirm-draft.js';
import type { PlanDraft } from './plan-draft.model.js';
import { changeShown } from './plan-edition.page.js';

export interface CheckShown {
  draft: PlanDraft;
  campaign: string;
  phase: { title: string; opensOn: string; closesOn: string };
  names: ReadonlyMap<string, string>;
  moment: Moment;
}

/** What is to be created as the lint reads it: with what the office has decided in place of what the document says. */
function decided({ proposal, plan }: DraftItem, names: ReadonlyMap<string, string>) {
  const lead = plan.leadDepartment;
  return {
    ...proposal,
    title: plan.title,
    lead: lead === null ? null : (names.get(lead) ?? lead),
    leads: lead === null ? proposal.leads : [lead],
    joint: lead === null && proposal.joint,
    departments: plan.coDepartments.map((id) => names.get(id) ?? id),
    due: plan.due ? [plan.due] : [],
    basis: { ...proposal.basis, due: plan.due ? ('stated' as const) : proposal.basis.due },
  };
}

/** One doubt with everything it is about. */
function grouped(found: readonly (readonly [text: string, proposals: number[]])[]): [string, number[]][] {
  const byText = new Map<string, number[]>();
  for (const [text, proposals] of found) byText.set(text, [...(byText.get(text) ?? []), ...proposals]);
  return [...byText];
}

/** What the office takes over of an item's changes. */
function takenOf({ edition }: DraftItem): Difference[] {
  if (edition?.kind !== 'changed') return [];
  return edition.changed.filter(({ field }) => edition.taken?.includes(field));
}

function leadText(created: number, changed: number, phase: string, { t }: Reader): string {
  if (created === 0 && changed > 0) return t('plans:check.leadChanges', { count: changed });
  return t('plans:check.lead', { count: created, phase });
}

function confirmText(created: number, changed: number, { t }: Reader): string {
  if (created > 0 && changed > 0) return t('plans:check.confirmBoth', { created, changed });
  return changed > 0
    ? t('plans:check.confirmChanges', { count: changed })
    : t('plans:check.confirm', { count: created });
}

export function checkPage({ draft, campaign, phase, names, moment }: CheckShown, reader: Reader) {
  const { t, locale, today } = reader;
  const accepted = draft.items.filter(({ state, task }) => state === 'accepted' && task === null);
  const wanted = accepted.slice(0, CONFIRMED_AT_ONCE);
  const later = accepted.length - wanted.length;
  const { calendar } = moment;
  const isDayOff = (day: string) => isPublished(calendar, day) && !isWorkingDay(calendar, day);
  const found = lint(
    wanted.map((item) => decided(item, names)),
    { phase, isDayOff },
  );
  const changed = toPutThrough(draft);
  const open = draft.items.filter(isOpen).length;
  const without = wanted.filter(({ plan }) => plan.outcomes.length === 0).length;
  const left = draft.uncovered.filter(({ dismissedBy }) => dismissedBy === null).length;
  const shownParams = (params: Record<string, string | number>) =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        name === 'date' ? formatDate(locale, String(value), today) : value,
      ]),
    );
  return {
    page: { title: t('plans:check.title') },
    head: {
      crumbs: [
        { text: campaign, href: `/campaigns/${draft.campaign}` },
        { text: t('plans:title'), href: `/campaigns/${draft.campaign}/plans` },
        { text: draft.name, href: `/plans/${draft.id}` },
        { text: t('plans:check.title') },
      ],
      title: t('plans:check.title'),
      lead: leadText(wanted.length, changed.length, phase.title, reader),
    },
    left: [
      ...(later > 0 ? [t('plans:check.later', { most: CONFIRMED_AT_ONCE, count: later })] : []),
      ...(open > 0 ? [t('plans:check.open', { count: open })] : []),
      ...(without > 0 ? [t('plans:check.noOutcome', { count: without })] : []),
      ...(left > 0 ? [t('plans:check.uncovered', { count: left })] : []),
    ],
    lint: grouped(
      found.map(({ code, proposals, params }) => [t(`plans:lint.${code}`, shownParams(params)), proposals]),
    ).map(([text, proposals]) => ({
      text,
      items: proposals.flatMap((i) => {
        const item = wanted[i];
        return item ? [{ href: `/plans/${draft.id}?edit=${item.key}#${item.key}`, text: item.plan.title }] : [];
      }),
    })),
    noLint: t('plans:check.noLint'),
    // Where tasks are only changed, a list of none to be created is noise.
    ledger: (wanted.length > 0 || changed.length === 0) && {
      columns: [
        { text: t('plans:field.number') },
        { text: t('plans:field.title') },
        { text: t('plans:field.leadDepartment') },
        { text: t('plans:field.due') },
      ],
      rows: wanted.map(({ proposal, plan, key }) => ({
        cells: [
          { text: proposal.number },
          { text: plan.title, href: `/plans/${draft.id}#${key}`, heading: true },
          { text: plan.leadDepartment === null ? t('plans:nobodyYet') : (names.get(plan.leadDepartment) ?? '') },
          { text: plan.due ? formatDate(locale, plan.due.to, today) : t('plans:noDate') },
        ],
      })),
      empty: t('plans:check.nothing'),
    },
    changed:
      changed.length === 0
        ? null
        : {
            columns: [
              { text: t('plans:field.title') },
              { text: t('plans:check.field') },
              { text: t('plans:check.change') },
            ],
            rows: changed.flatMap((item) =>
              takenOf(item).map((difference) => {
                const { label, text } = changeShown(difference, names, reader);
                return {
                  cells: [
                    { text: item.plan.title, href: `/plans/${draft.id}#${item.key}`, heading: true },
                    { text: label },
                    { text },
                  ],
                };
              }),
            ),
          },
    confirm:
      wanted.length + changed.length === 0
        ? null
        : {
            action: `/plans/${draft.id}/confirm`,
            text: confirmText(wanted.length, changed.length, reader),
            kind: 'first',
            fields: [{ name: 'rev', value: draft.rev }],
          },
    back: { href: `/plans/${draft.id}`, text: t('plans:check.back') },
  };
}
