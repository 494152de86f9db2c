/** What stands in the way of each event of a phase. */
import { isCivilDate } from '../dates.js';
import type { Reason, Rule } from '../step.js';
import type { PhaseEvent, PhaseFacts } from './phase.js';

type PhaseRule = Rule<PhaseFacts, PhaseEvent>;

/** A phase cannot close on a red task or an open finding, unless each is waived by name (DESIGN 5). */
function close(facts: PhaseFacts, _moment: unknown, event?: PhaseEvent): Reason[] {
  if (event?.type !== 'CLOSE') return [];
  const waived = new Set(facts.waivers.map(({ task }) => task));
  const reasons: Reason[] = event.redTasks
    .filter(({ id }) => !waived.has(id))
    .map(({ code }) => ({ code: 'phase.redTask', params: { task: code } }));
  if (event.openFindings > 0) reasons.push({ code: 'phase.openFindings', params: { count: event.openFindings } });
  return reasons;
}

export const phaseRules = {
  edit: (_facts, _moment, event) => {
    if (event?.type !== 'EDIT') return [];
    if (!event.title.trim()) return [{ code: 'required', field: 'title', params: { field: 'title' } }];
    const wrong = [event.opensOn, event.closesOn].find((date) => !isCivilDate(date));
    if (wrong !== undefined) return [{ code: 'badDate', field: 'opensOn', params: { field: 'opensOn' } }];
    return event.opensOn > event.closesOn ? [{ code: 'datesReversed', field: 'closesOn' }] : [];
  },
  waive: (facts, _moment, event) => {
    if (event?.type !== 'WAIVE') return [];
    if (facts.waivers.some(({ task }) => task === event.task)) return [{ code: 'phase.waivedAlready', field: 'task' }];
    return event.reason.trim() ? [] : [{ code: 'required', field: 'reason', params: { field: 'reason' } }];
  },
  close,
  /** The clock opens a phase on its day, when the campaign lets it. */
  opensToday: ({ autoOpen, opensOn }, moment) =>
    moment.actor.kind !== 'person' && autoOpen && moment.today >= opensOn ? [] : [{ code: 'phase.notItsDay' }],
} satisfies Record<string, PhaseRule>;
