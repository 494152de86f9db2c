/** The departments' duties as tests of the rules share them: facts, and the walks of their machines. */
import { type BookletEvent, type BookletFacts, newBooklet } from '../../workflows/booklets/booklet.js';
import { bookletWorkflow } from '../../workflows/booklets/booklet.machine.js';
import type { Actor, Moment } from '../../workflows/moment.js';
import { HANDBOOK_PACK } from '../../workflows/packs/handbook/index.js';
import { versionOf } from '../../workflows/packs/packs.js';
import { SYSTEM_SETS } from '../../workflows/packs/system-sets.js';
import {
  newPeriodPlan,
  type PeriodPlanEvent,
  type PeriodPlanFacts,
  type PlanLine,
} from '../../workflows/period-plans/period-plan.js';
import { periodPlanWorkflow } from '../../workflows/period-plans/period-plan.machine.js';
import type { Walk } from './machines.js';
import { evidence, people, theClock } from './workflows.js';

const { leader, liaison, office, reviewer } = people;
const reason = 'Because.';
const [three, six] = SYSTEM_SETS;
if (!three || !six) throw new Error('The shipped sets are gone.');
export const threeSystems = three.systems;

/** A booklet asked for by 10 June, nothing sent. */
export function aBooklet(given: Partial<BookletFacts> = {}): BookletFacts {
  return newBooklet({
    campaign: 'campaign',
    department: 'lead',
    dueOn: '2026-06-10',
    systemSet: three!.key,
    systems: three!.systems,
    ...given,
  });
}

/** A file of each part. */
export const bothParts = [evidence({ file: 'regional', about: 'regional' }), evidence({ file: 'own', about: 'own' })];

const adoption = { system: 'timeLimits', on: '2026-06-01', document: 'Rules of 2026', note: '' };
const bookletEvents: [BookletEvent, Actor, Partial<Moment>?][] = [
  [{ type: 'ATTACH', evidence: evidence({ file: 'own', about: 'own' }) }, liaison],
  [{ type: 'ATTACH', evidence: evidence({ file: 'cover', about: 'cover' }) }, liaison],
  [{ type: 'WITHDRAW_EVIDENCE', file: 'own', reason }, liaison],
  [{ type: 'WITHDRAW_EVIDENCE', file: 'cover', reason }, liaison],
  [{ type: 'SUBMIT', note: reason }, leader],
  [{ type: 'SUBMIT', note: '' }, leader],
  [{ type: 'APPROVE', remark: '' }, reviewer],
  [{ type: 'APPROVE', remark: '' }, liaison],
  [{ type: 'SEND_BACK', reason }, reviewer],
  [{ type: 'SEND_BACK', reason: '' }, reviewer],
  [{ type: 'REVISE', reason }, leader],
  [{ type: 'REVISE', reason: '' }, leader],
  [{ type: 'RENEW', remark: '' }, reviewer],
  [{ type: 'RECORD_ADOPTION', adoption: 'implemented', ...adoption }, liaison],
  [{ type: 'RECORD_ADOPTION', adoption: 'implemented', ...adoption, document: '' }, liaison],
  [{ type: 'RECORD_ADOPTION', adoption: 'adopted', ...adoption, system: 'openness', on: '2026-06-03' }, liaison],
  [{ type: 'CHECK_ADOPTION', system: 'timeLimits', on: '2026-06-02', note: reason }, office],
  [{ type: 'CHECK_ADOPTION', system: 'firstContact', on: '2026-02-30', note: '' }, office],
  [{ type: 'TAKE_SYSTEMS', systemSet: six.key, systems: six.systems }, office],
  [{ type: 'TAKE_SYSTEMS', systemSet: three.key, systems: three.systems }, office],
  [{ type: 'CANCEL', reason }, office],
  [{ type: 'CANCEL', reason: '' }, office],
  [{ type: 'CLOCK' }, theClock],
  [{ type: 'CLOCK' }, theClock, { today: '2027-06-03' }],
  [{ type: 'CLOCK' }, liaison],
];

export const bookletWalk: Walk<BookletFacts, BookletEvent> = {
  workflow: bookletWorkflow,
  start: aBooklet({ files: [evidence({ file: 'regional', about: 'regional' })] }),
  events: bookletEvents,
  tellApart: ({ files, version, systemSet, adoption: steps, inForce }) => [
    files.at(-1)?.review,
    files.length > 1,
    version > 1,
    systemSet,
    steps.at(-1)?.adoption,
    inForce !== null,
  ],
};

/** A typed line of June, promised for the 20th. */
export function aLine(given: Partial<PlanLine> = {}): PlanLine {
  return {
    key: '2026-06_1',
    task: null,
    title: 'Train the window',
    due: '2026-06-20',
    firstDue: '2026-06-20',
    system: 'firstContact',
    rolled: 0,
    doneOn: null,
    reason: '',
    void: false,
    ...given,
  };
}

/** The lead department's draft for June. */
export function aPeriodPlan(given: Partial<PeriodPlanFacts> = {}): PeriodPlanFacts {
  return newPeriodPlan({
    campaign: 'campaign',
    department: 'lead',
    period: '2026-06',
    systems: threeSystems,
    pack: versionOf(HANDBOOK_PACK),
    commitBy: '2026-06-05',
    ...given,
  });
}

const line = '2026-07_1';
const ahead = { today: '2026-06-30' };
const begun = { today: '2026-07-02' };
const over = { today: '2026-07-31' };
const pulled = aLine({ key: 'task-1', task: { id: 'task-1', code: 'T-01', checkpoint: null }, due: '2026-07-10' });
const periodPlanEvents: [PeriodPlanEvent, Actor, Partial<Moment>?][] = [
  [{ type: 'ADD_LINE', title: 'Train the window', due: '2026-07-20', system: 'firstContact' }, liaison],
  [{ type: 'ADD_LINE', title: '', due: '2026-06-20', system: 'garden' }, liaison],
  [{ type: 'SET_LINES', lines: [{ line: 'task-1', due: '2026-07-15', system: 'timeLimits' }] }, liaison],
  [{ type: 'SET_LINES', lines: [{ line: 'nowhere', due: '2026-02-30', system: 'garden' }] }, liaison],
  [{ type: 'REMOVE_LINE', line, reason }, liaison],
  [{ type: 'REMOVE_LINE', line: 'nowhere', reason: '' }, liaison],
  [{ type: 'PULL', lines: [{ ...pulled, system: '' }] }, liaison],
  [{ type: 'PULL', lines: [] }, liaison],
  [{ type: 'COMMIT', undone: [], formerEnds: null }, leader, ahead],
  [{ type: 'COMMIT', undone: [], formerEnds: null }, leader, begun],
  [{ type: 'COMMIT', undone: [{ key: '2026-06_9', title: 'Left' }], formerEnds: '2026-06-30' }, leader, begun],
  [{ type: 'REPORT_LINES', lines: [{ line, doneOn: '2026-07-02', reason: '' }] }, liaison, begun],
  [{ type: 'REPORT_LINES', lines: [{ line, doneOn: null, reason }] }, liaison, begun],
  [{ type: 'REPORT_LINES', lines: [{ line, doneOn: '2026-07-03', reason }] }, liaison, begun],
  [{ type: 'REPORT_LINES', lines: [{ line: 'task-1', doneOn: '2026-07-02', reason: '' }] }, liaison, begun],
  [{ type: 'REPORT_LINES', lines: [] }, liaison, begun],
  [{ type: 'SETTLE', found: [{ key: 'task-1', doneOn: '2026-07-09', void: false }] }, leader, over],
  [{ type: 'SETTLE', found: [] }, leader, over],
  [{ type: 'SETTLE', found: [] }, leader, begun],
  [{ type: 'CLOCK' }, theClock, ahead],
  [{ type: 'CLOCK' }, theClock, begun],
  [{ type: 'CLOCK' }, liaison, begun],
];

export const periodPlanWalk: Walk<PeriodPlanFacts, PeriodPlanEvent> = {
  workflow: periodPlanWorkflow,
  start: aPeriodPlan({ period: '2026-07', commitBy: '2026-07-07' }),
  events: periodPlanEvents,
  tellApart: ({ lines, dropped }) => [
    lines.some(({ task }) => task !== null),
    lines.every(({ system }) => system !== ''),
    lines.find(({ key }) => key === line)?.doneOn,
    lines.find(({ key }) => key === line)?.reason,
    Math.min(lines.length, 2),
    dropped.length > 0,
  ],
};
