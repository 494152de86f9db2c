/** The facts of a phase and the events that change them (DESIGN 5). */
import type { CivilDate } from '../dates.js';

/** A red task left open on purpose, by name and with a reason. */
export interface Waiver {
  task: string;
  code: string;
  reason: string;
  by: string;
  on: CivilDate;
}

export interface PhaseFacts {
  campaign: string;
  key: string;
  /** Place in the campaign, from 1. */
  order: number;
  title: string;
  goal: string;
  opensOn: CivilDate;
  closesOn: CivilDate;
  /** Only the leading group moves a task past it. */
  hardDate: CivilDate | null;
  /** Whether the clock opens it on its day; otherwise the leading group does. */
  autoOpen: boolean;
  waivers: Waiver[];
  openedOn: CivilDate | null;
  closedOn: CivilDate | null;
}

export type PhaseEvent =
  | { type: 'EDIT'; title: string; goal: string; opensOn: CivilDate; closesOn: CivilDate; hardDate: CivilDate | null }
  | { type: 'OPEN' }
  | { type: 'START_SELF_CHECK' }
  | { type: 'RECORD_INSPECTION'; remark: string }
  | { type: 'WAIVE'; task: string; code: string; reason: string }
  /** The red tasks and open findings are filled in by the use case from what stands. */
  | { type: 'CLOSE'; redTasks: { id: string; code: string }[]; openFindings: number }
  | { type: 'CLOCK' };
export type PhaseEventType = PhaseEvent['type'];
