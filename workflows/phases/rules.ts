/** What stands in the way of each event of a phase. */
import { existing, missing } from '../reasons.js';
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
    const { title, opensOn, closesOn, hardDate } = event;
    const reasons = [...missing(title, 'title'), ...existing(opensOn, 'opensOn'), ...existing(closesOn, 'closesOn')];
    if (hardDate !== null) reasons.push(...existing(hardDate, 'hardDate'));
    if (reasons.length > 0) return reasons;
    return opensOn > closesOn ? [{ code: 'datesReversed', field: 'closesOn' }] : [];
  },
  waive: (facts, _moment, event) => {
    if (event?.type !== 'WAIVE') return [];
    if (facts.waivers.some(({ task }) => task === event.task)) return [{ code: 'phase.waivedAlready', field: 'task' }];
    return [...missing(event.task, 'task'), ...missing(event.reason, 'reason')];
  },
  close,
  /** The clock opens a phase on its day, when the campaign lets it. */
  opensToday: ({ autoOpen, opensOn }, moment) =>
    moment.actor.kind !== 'person' && autoOpen && moment.today >= opensOn ? [] : [{ code: 'phase.notItsDay' }],
} satisfies Record<string, PhaseRule>;
