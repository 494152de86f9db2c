/**
 * From a breach in a record to a clue: a new case of which nobody has judged anything (HANDBOOK 2.3). Whether it is taken up,
 * and everything after it, is for people.
 */
import type { CivilDate } from '../dates.js';
import type { CreateEffect } from '../step.js';
import { newCase } from './case.js';
import type { Breach, BreachSource, Clue, ClueFact, FactLabel } from './clue.js';

/** What the records know of a breach; a fact that is not known is left out. */
export interface Raised {
  campaign: string;
  breach: Breach;
  source: BreachSource;
  department: string;
  subject: Clue['subject'];
  facts: Partial<Record<FactLabel, string | number | null>>;
}

/** The case that a breach found on `on` opens. Its id follows from the event that found it, so that it is opened once. */
export function raiseClue({ facts, subject, ...of }: Raised, on: CivilDate): CreateEffect {
  const known: ClueFact[] = Object.entries(facts).flatMap(([label, value]) =>
    value === null || value === '' ? [] : [{ label: label as FactLabel, value }],
  );
  const about = subject && { id: subject.id, name: subject.name };
  const clue: Clue = { ...of, subject: about, on, facts: known, reporter: null };
  return { type: 'create', params: { kind: 'case', facts: { ...newCase(clue, on) } } };
}
