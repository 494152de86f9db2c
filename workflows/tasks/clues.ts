/** The clues a task of the campaign raises (HANDBOOK 2.3): overdue without an extension, acknowledged late. */
import type { Breach, FactLabel } from '../accountability/clue.js';
import { raiseClue } from '../accountability/raise.js';
import type { Moment } from '../moment.js';
import type { Effect, Standing } from '../step.js';
import type { TaskEvent, TaskFacts } from './task.js';

const isPastDue = ({ light }: Standing<TaskFacts>) => light.reason.code === 'light.pastDue';

/**
 * Overdue is what time makes: the night on which the day passes, or the refusal of an extension that was asked for before it. What
 * goes on late after a pause was raised before it.
 */
export function taskClues(
  before: Standing<TaskFacts>,
  after: Standing<TaskFacts>,
  event: TaskEvent,
  { today }: Moment,
): Effect[] {
  const { facts } = after;
  const department = before.facts.leadDepartment;
  if (!department) return [];
  const clue = (breach: Breach, more: Partial<Record<FactLabel, string | number | null>>): Effect[] => [
    raiseClue(
      {
        campaign: facts.campaign,
        breach,
        source: { kind: 'task', id: after.id, code: facts.code, title: facts.title },
        department,
        subject: null,
        facts: { assignedOn: facts.assignedOn, dueOn: before.facts.due?.to ?? null, ...more },
      },
      today,
    ),
  ];
  const { extension, acknowledgeBy, percent, lastReport } = before.facts;
  const askedInTime = extension !== null && before.facts.due !== null && extension.on <= before.facts.due.to;
  const overdue = () => clue('overdue', { percent, report: lastReport?.text ?? null });
  switch (event.type) {
    case 'CLOCK':
      return isPastDue(after) && !isPastDue(before) && !askedInTime ? overdue() : [];
    case 'REFUSE_EXTENSION':
      return isPastDue(after) && askedInTime ? overdue() : [];
    case 'ACKNOWLEDGE':
      return acknowledgeBy !== null && today > acknowledgeBy
        ? clue('acknowledgedLate', { acknowledgeBy, acknowledgedOn: today })
        : [];
    default:
      return [];
  }
}
