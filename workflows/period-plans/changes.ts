/** What each event changes in a plan's facts. */
import type { Timed } from '../step.js';
import { type PeriodPlanEvent, type PeriodPlanFacts, type PlanLine, shareOf } from './period-plan.js';
import { withFound } from './pull.js';

/** Each line that a form speaks of, with what it says. */
function withLines<T extends { line: string }>(
  lines: readonly PlanLine[],
  sent: readonly T[],
  change: (line: PlanLine, of: T) => PlanLine,
): PlanLine[] {
  const known = new Map(sent.map((one) => [one.line, one]));
  return lines.map((line) => {
    const of = known.get(line.key);
    return of ? change(line, of) : line;
  });
}

export function changed(facts: PeriodPlanFacts, event: Timed<PeriodPlanEvent>): PeriodPlanFacts {
  const { today, actor } = event.moment;
  switch (event.type) {
    case 'ADD_LINE': {
      const typed = facts.typed + 1;
      const { title, due, system } = event;
      const line: PlanLine = {
        key: `${facts.period}_${typed}`,
        task: null,
        title: title.trim(),
        due,
        firstDue: due,
        system,
        rolled: 0,
        doneOn: null,
        reason: '',
        void: false,
      };
      return { ...facts, typed, lines: [...facts.lines, line] };
    }
    case 'SET_LINES':
      return {
        ...facts,
        lines: withLines(facts.lines, event.lines, (line, { due, system }) => ({
          ...line,
          due,
          // What was never promised before is promised now for the first time.
          firstDue: line.rolled === 0 && line.task === null ? due : line.firstDue,
          system,
        })),
      };
    case 'REMOVE_LINE': {
      const line = facts.lines.find(({ key }) => key === event.line);
      if (!line) return facts;
      const dropped = { line, reason: event.reason, on: today, by: actor.name };
      return { ...facts, lines: facts.lines.filter((one) => one !== line), dropped: [...facts.dropped, dropped] };
    }
    case 'PULL':
      return { ...facts, lines: [...facts.lines, ...event.lines] };
    case 'COMMIT':
      return { ...facts, committedOn: today, committedBy: actor.name };
    case 'REPORT_LINES':
      return {
        ...facts,
        lines: withLines(facts.lines, event.lines, (line, { doneOn, reason }) => ({ ...line, doneOn, reason })),
      };
    case 'SETTLE': {
      const lines = withFound(facts.lines, event.found);
      return { ...facts, lines, settledOn: today, share: shareOf(lines) };
    }
    case 'CLOCK':
      return facts;
  }
}
