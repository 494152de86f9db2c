/** Before a phase is handed out: what is ready and goes to whom, what stays behind and why, what to look at again. */
import { isPublished, isWorkingDay } from '../../workflows/calendar.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import { type Linted, lint } from '../../workflows/plans/lint.js';
import type { Reader } from '../http/reason-text.js';
import { reasonTexts } from '../http/reason-text.js';
import { byPinyin, formatDate } from '../platform/i18n.js';
import { allowedOn } from '../tasks/allowed.js';
import type { TaskRecord } from '../tasks/task.query.js';
import { inPlanOrder } from './plan-order.js';

export interface CheckShown {
  campaign: { id: string; title: string };
  phase: { key: string; title: string; opensOn: string; closesOn: string };
  /** Every task of the phase. */
  tasks: readonly TaskRecord[];
  names: ReadonlyMap<string, string>;
  actor: Actor;
  moment: Moment;
  key: string;
}

/** A task as the lint of documents reads it: one set of rules for both. */
function asLinted({ facts }: TaskRecord, names: ReadonlyMap<string, string>): Linted {
  const nameOf = (id: string) => names.get(id) ?? id;
  const lead = facts.leadDepartment === null ? null : nameOf(facts.leadDepartment);
  return {
    title: facts.title,
    text: facts.requirement || facts.title,
    lead,
    leads: lead === null ? [] : [lead],
    joint: false,
    departments: facts.coDepartments.map(nameOf),
    due: facts.due ? [facts.due] : [],
    recurs: facts.recurs ?? null,
    openEnded: false,
    basis: { due: facts.due ? 'stated' : 'asked' },
  };
}

/** What the machine itself would refuse is said as such, and not a second time as a doubt. */
const SAID_BY_THE_MACHINE = new Set(['noLead', 'noDate']);

export function checkPage({ campaign, phase, tasks, names, actor, moment, key }: CheckShown, reader: Reader) {
  const { t, locale, today } = reader;
  const here = `campaign=${campaign.id}&phase=${phase.key}`;
  const link = ({ id, facts }: TaskRecord) => ({
    href: `/breakdown?${here}&edit=${id}#t-${id}`,
    text: `${facts.code} ${facts.title}`,
  });
  const drafts = inPlanOrder(tasks).filter(({ state }) => state === 'draft');
  const judged = drafts.map((task) => ({
    task,
    reasons: allowedOn(task, actor, moment).find(({ event }) => event === 'ASSIGN')?.reasons ?? [
      { code: 'breakdown.notYours' },
    ],
  }));
  const ready = judged.filter(({ reasons }) => reasons.length === 0).map(({ task }) => task);
  const behind = new Map<string, TaskRecord[]>();
  for (const { task, reasons } of judged) {
    for (const text of reasonTexts(reasons, reader)) behind.set(text, [...(behind.get(text) ?? []), task]);
  }
  const { calendar } = moment;
  const single = new Map<string, TaskRecord[]>();
  /** What is about several together stands by itself. */
  const together: [string, TaskRecord[]][] = [];
  const found = lint(
    drafts.map((task) => asLinted(task, names)),
    { phase, isDayOff: (day) => isPublished(calendar, day) && !isWorkingDay(calendar, day) },
  );
  for (const { code, proposals, params } of found.filter((one) => !SAID_BY_THE_MACHINE.has(one.code))) {
    const date = typeof params.date === 'string' ? { date: formatDate(locale, params.date, today) } : {};
    const text = t(`plans:lint.${code}`, { ...params, ...date });
    const about = proposals.flatMap((i) => drafts[i] ?? []);
    if (about.length > 1) together.push([text, about]);
    else single.set(text, [...(single.get(text) ?? []), ...about]);
  }
  const byLead = new Map<string, TaskRecord[]>();
  for (const task of ready) {
    const lead = task.facts.leadDepartment ?? '';
    byLead.set(lead, [...(byLead.get(lead) ?? []), task]);
  }
  const grouped = (list: Iterable<[string, TaskRecord[]]>) =>
    [...list].map(([text, list]) => ({
      text: t('breakdown:times', { text, count: list.length }),
      items: list.map(link),
    }));
  return {
    page: { title: t('breakdown:checkTitle') },
    head: {
      crumbs: [
        { text: campaign.title, href: `/campaigns/${campaign.id}` },
        { text: t('breakdown:title'), href: `/breakdown?${here}` },
        { text: t('breakdown:checkTitle') },
      ],
      title: t('breakdown:checkTitle'),
      lead: phase.title,
    },
    figures: {
      items: [
        { name: t('breakdown:figure.drafts'), value: drafts.length },
        { name: t('breakdown:figure.ready'), value: ready.length },
        { name: t('breakdown:figure.departments'), value: byLead.size },
        { name: t('breakdown:figure.behind'), value: drafts.length - ready.length },
      ],
    },
    ledger: {
      columns: [
        { text: t('fields:leadDepartment') },
        { text: t('breakdown:figure.ready'), number: true },
        { text: t('breakdown:tasks') },
      ],
      rows: [...byLead]
        .map(([id, list]) => ({ name: names.get(id) ?? id, list }))
        .sort((a, b) => byPinyin(a.name, b.name))
        .map(({ name, list }) => ({
          cells: [
            { text: name, heading: true },
            { text: String(list.length), number: true },
            { text: list.map(({ facts }) => `${facts.code} ${facts.title}`).join(t('common:listSeparator')) },
          ],
        })),
      empty: t('breakdown:nothingReady'),
    },
    dispatch:
      ready.length === 0
        ? null
        : {
            action: '/breakdown/many',
            text: t('breakdown:dispatch', { count: ready.length }),
            kind: 'first',
            fields: [
              { name: 'campaign', value: campaign.id },
              { name: 'phase', value: phase.key },
              { name: 'do', value: 'ASSIGN' },
              { name: 'dispatch', value: '1' },
              { name: 'key', value: `${key}-dispatch` },
              ...ready.map(({ id, rev }) => ({ name: 'task', value: `${id}:${rev}` })),
            ],
          },
    behind: grouped(behind),
    doubts: [...grouped(single), ...grouped(together)],
    back: { href: `/breakdown?${here}`, text: t('breakdown:backToPlan') },
  };
}
