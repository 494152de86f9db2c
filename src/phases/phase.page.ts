/** The page of a phase: its dates, what stands in the way of closing it, what can be done. */

import type { Colour } from '../../workflows/lights.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import type { PhaseEvent } from '../../workflows/phases/phase.js';
import { PHASE_ACTIONS, phaseMachine, phaseWorkflow } from '../../workflows/phases/phase.machine.js';
import { eventsIn, reasonsAgainst } from '../../workflows/step.js';
import { errorSummary, errorsByField, field } from '../http/components/form.js';
import { conflictOf } from '../http/conflict.page.js';
import type { FormAgain } from '../http/form-again.js';
import { type Possible, plainDrawing, plainTimeline, refusedOnes } from '../http/plain-record.page.js';
import type { Reader } from '../http/reason-text.js';
import { may } from '../people/policy.js';
import { formatDateLong } from '../platform/i18n.js';
import type { LogEntry } from '../records/record.js';
import type { PhaseRecord } from './phase.query.js';

/** The tasks of a phase, from the kept counts. */
export interface PhaseCounts {
  total: number;
  drafts: number;
  submitted: number;
  closed: number;
  lights: Record<Exclude<Colour, 'none'>, number>;
  /** Weighted percent done, and planned for today, 0–100. */
  percent: number;
  planned: number;
}

export interface PhaseShown {
  counts: PhaseCounts;
  phase: PhaseRecord;
  /** The title of its campaign. */
  campaign: string;
  history: readonly LogEntry[];
  redTasks: { id: string; code: string; title: string }[];
  closing: PhaseEvent;
  actor: Actor;
  moment: Moment;
}

function possible({ phase, closing, actor, moment }: PhaseShown): Possible[] {
  if (!may(actor, 'phase.event').allowed) return [];
  const known = new Set(eventsIn(phaseMachine, phase.state));
  return PHASE_ACTIONS.filter((event) => known.has(event)).map((event) => ({
    event,
    reasons: reasonsAgainst(
      phaseWorkflow,
      phase.state,
      phase.facts,
      event,
      moment,
      event === 'CLOSE' ? closing : undefined,
    ),
  }));
}

/** What the phase comes to, each number leading to its rows. */
function figures({ phase: { facts }, counts }: PhaseShown, { t }: Reader) {
  const list = (filter: string) => `/tasks?campaign=${facts.campaign}&phase=${facts.key}${filter}`;
  const light = (colour: 'red' | 'yellow') => ({
    name: t(`common:light.${colour}`),
    value: counts.lights[colour],
    href: list(`&light=${colour}`),
  });
  return {
    items: [
      {
        name: t('phases:figure.tasks'),
        value: counts.total,
        href: list(''),
        delta: { text: t('phases:figure.drafts', { count: counts.drafts }) },
      },
      light('red'),
      light('yellow'),
      { name: t('phases:figure.submitted'), value: counts.submitted, href: list('&state=submitted') },
      { name: t('phases:figure.closed'), value: counts.closed, href: list('&state=closed') },
      {
        name: t('phases:figure.percent'),
        value: counts.percent,
        unit: '%',
        delta: { text: t('phases:figure.planned', { planned: counts.planned }) },
      },
    ],
  };
}

export function phasePage(shown: PhaseShown, reader: Reader, again: (FormAgain & { event: string }) | null) {
  const { t, locale } = reader;
  const { phase, campaign, history, redTasks, moment } = shown;
  const { facts, state, rev, id } = phase;
  const can = possible(shown);
  const open = (event: string) => can.some((one) => one.event === event && one.reasons.length === 0);
  const stateOf = (event: string) =>
    again?.event === event
      ? { typed: again.typed, errors: errorsByField(reader, again.reasons), idPrefix: `${event}-` }
      : { idPrefix: `${event}-` };
  const conflict = conflictOf(again, 'phases', reader);
  const waived = new Set(facts.waivers.map(({ task }) => task));
  const sentWaiver = (task: string) => again?.event === 'WAIVE' && again.typed.task === task;
  const post = (event: string) => `/phases/${id}/events/${event}`;
  const label = (name: string) => ({ label: t(`phases:field.${name}`) });
  return {
    page: { title: facts.title },
    head: {
      crumbs: [{ text: campaign, href: `/campaigns/${facts.campaign}` }, { text: facts.title }],
      title: facts.title,
      lead: facts.goal,
      tags: [{ text: t(`phases:state.${state}`), kind: state === 'closed' ? 'done' : 'now' }],
      facts: [{ text: t('phases:toTasks'), href: `/breakdown?campaign=${facts.campaign}&phase=${facts.key}` }],
    },
    figures: figures(shown, reader),
    conflict,
    errors: again && !conflict ? errorSummary(reader, again.reasons, `${again.event}-`) : null,
    rev,
    buttons: (['OPEN', 'START_SELF_CHECK', 'CLOSE'] as const).filter(open).map((event) => ({
      action: post(event),
      text: t(`phases:event.${event}`),
      fields: [{ name: 'rev', value: rev }],
    })),
    refused: refusedOnes(can, 'phases', reader),
    nothing: t('common:nothingToDo'),
    inspect: open('RECORD_INSPECTION')
      ? {
          action: post('RECORD_INSPECTION'),
          open: again?.event === 'RECORD_INSPECTION',
          fields: [
            field({ type: 'textarea', name: 'remark', rows: 3, ...label('remark') }, stateOf('RECORD_INSPECTION')),
          ],
        }
      : null,
    edit: open('EDIT')
      ? {
          action: post('EDIT'),
          open: again?.event === 'EDIT',
          fields: [
            field({ type: 'text', name: 'title', ...label('title'), value: facts.title }, stateOf('EDIT')),
            field({ type: 'textarea', name: 'goal', rows: 3, ...label('goal'), value: facts.goal }, stateOf('EDIT')),
            field({ type: 'date', name: 'opensOn', ...label('opensOn'), value: facts.opensOn }, stateOf('EDIT')),
            field({ type: 'date', name: 'closesOn', ...label('closesOn'), value: facts.closesOn }, stateOf('EDIT')),
            field(
              { type: 'date', name: 'hardDate', ...label('hardDate'), value: facts.hardDate ?? '' },
              stateOf('EDIT'),
            ),
          ],
        }
      : null,
    red: redTasks.map((task) => ({
      code: task.code,
      title: task.title,
      href: `/tasks/${task.id}`,
      waived: waived.has(task.id) ? t('phases:waived') : null,
      form:
        open('WAIVE') && !waived.has(task.id)
          ? {
              action: post('WAIVE'),
              task: task.id,
              open: sentWaiver(task.id),
              field: field(
                // The list of errors leads to the one field that was sent; all others carry their task's code.
                { type: 'text', name: 'reason', id: sentWaiver(task.id) ? 'reason' : task.code, ...label('reason') },
                sentWaiver(task.id) ? stateOf('WAIVE') : { idPrefix: 'WAIVE-reason-' },
              ),
            }
          : null,
    })),
    noRed: t('phases:noRed'),
    waivers: facts.waivers.map(({ task, code, reason, by, on }) => ({
      name: code,
      href: `/tasks/${task}`,
      text: reason,
      sub: `${by} · ${formatDateLong(locale, on)}`,
    })),
    facts: [
      { name: t('phases:field.opensOn'), text: formatDateLong(locale, facts.opensOn) },
      { name: t('phases:field.closesOn'), text: formatDateLong(locale, facts.closesOn) },
      {
        name: t('phases:field.hardDate'),
        text: facts.hardDate ? formatDateLong(locale, facts.hardDate) : t('phases:noHardDate'),
      },
      { name: t('phases:autoOpen'), text: t(facts.autoOpen ? 'phases:byClock' : 'phases:byHand') },
    ],
    machine: plainDrawing(reader, phaseMachine, 'phases', state),
    entries: plainTimeline(history, 'phases', reader),
    today: moment.today,
  };
}
