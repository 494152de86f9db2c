import { describe, expect, it } from '@jest/globals';
import { campaignWorkflow } from '../../workflows/campaigns/campaign.machine.js';
import { phaseWorkflow } from '../../workflows/phases/phase.machine.js';
import { siteMachine } from '../../workflows/sites/site.machine.js';
import { eventsIn, reasonsAgainst, step } from '../../workflows/step.js';
import type { TaskEvent } from '../../workflows/tasks/task.js';
import { taskMachine, taskWorkflow } from '../../workflows/tasks/task.machine.js';
import { MACHINES, openState, UnknownState } from '../../workflows/versions.js';
import { aCampaign, aPhase, aTask, moment, people, put, standing, theClock } from '../support/workflows.js';

describe('the one door', () => {
  it('names the events of a state in the order of the machine', () => {
    expect(eventsIn(siteMachine, 'nominated')).toEqual(['PREPARE', 'RETIRE', 'CLOCK']);
    expect(eventsIn(taskMachine, 'closed')[0]).toBe('REOPEN');
    expect(eventsIn(taskMachine, 'cancelled')).toEqual([]);
    expect(eventsIn(taskMachine, 'nowhere')).toEqual([]);
  });

  it('says why an event is not possible in a state', () => {
    const outcome = step(taskWorkflow, standing(taskWorkflow, 'draft', aTask()), { type: 'ACKNOWLEDGE' }, moment());
    expect(outcome).toEqual({
      accepted: false,
      reasons: [{ code: 'notInThisState', params: { kind: 'task', event: 'ACKNOWLEDGE', state: 'draft' } }],
    });
  });

  it('asks the facts alone when only the type of an event is given', () => {
    const facts = aTask({ leadDepartment: null, due: null });
    expect(reasonsAgainst(taskWorkflow, 'draft', facts, 'ASSIGN', moment()).map(({ code }) => code)).toEqual([
      'task.noLead',
      'task.noDue',
    ]);
    expect(reasonsAgainst(taskWorkflow, 'active', aTask(), 'REFUSE_EXTENSION', moment())[0]?.code).toBe(
      'task.noExtension',
    );
  });

  it('refuses names that every object has, as it refuses any unknown event', () => {
    for (const type of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'xstate.init', '*']) {
      const outcome = step(
        taskWorkflow,
        standing(taskWorkflow, 'draft', aTask()),
        { type } as unknown as TaskEvent,
        moment(),
      );
      expect([type, outcome.accepted]).toEqual([type, false]);
    }
  });

  it('leaves the facts it was given as they were', () => {
    const facts = Object.freeze(aTask());
    const before = JSON.stringify(facts);
    put(taskWorkflow, standing(taskWorkflow, 'draft', facts), { type: 'ASSIGN' });
    expect(JSON.stringify(facts)).toBe(before);
  });

  it('returns what is wanted elsewhere as data, for every department concerned', () => {
    const record = standing(taskWorkflow, 'draft', aTask({ coDepartments: ['support'] }));
    const { effects } = put(taskWorkflow, record, { type: 'ASSIGN' });
    expect(effects.map(({ type, params }) => [type, params])).toEqual([
      ['notify', expect.objectContaining({ template: 'task.assigned', to: { department: 'lead' } })],
      ['notify', expect.objectContaining({ template: 'task.supporting', to: { department: 'support' } })],
    ]);
    expect(JSON.parse(JSON.stringify(effects))).toEqual(effects);
  });
});

describe('a phase', () => {
  it('is opened by the clock on its day when the campaign says so, and not before', () => {
    const facts = aPhase({ autoOpen: true, opensOn: '2026-06-08' });
    const record = standing(phaseWorkflow, 'planned', facts);
    expect(phaseWorkflow.clockAt('planned', facts, moment())).toBe('2026-06-07T16:00:00.000Z');
    const early = step(phaseWorkflow, record, { type: 'CLOCK' }, moment({ actor: theClock }));
    expect(early).toMatchObject({ accepted: false, reasons: [{ code: 'phase.notItsDay' }] });
    const opened = put(phaseWorkflow, record, { type: 'CLOCK' }, moment({ today: '2026-06-08', actor: theClock }));
    expect(opened).toMatchObject({ state: 'open', facts: { openedOn: '2026-06-08' }, clockAt: null });
  });

  it('waits for the leading group when the clock may not open it', () => {
    expect(phaseWorkflow.clockAt('planned', aPhase(), moment())).toBeNull();
  });

  it('cannot close on a red task unless it is waived by name, one reason per task', () => {
    const redTasks = [
      { id: 'a', code: 'T-01' },
      { id: 'b', code: 'T-02' },
    ];
    const waived = put(
      phaseWorkflow,
      standing(phaseWorkflow, 'open', aPhase()),
      { type: 'WAIVE', task: 'a', code: 'T-01', reason: 'Waits for the region.' },
      moment({ actor: people.leadingGroup }),
    );
    const closing = { type: 'CLOSE', redTasks, openFindings: 0 } as const;
    expect(step(phaseWorkflow, waived, closing, moment())).toEqual({
      accepted: false,
      reasons: [{ code: 'phase.redTask', params: { task: 'T-02' } }],
    });
    expect(put(phaseWorkflow, waived, { ...closing, redTasks: redTasks.slice(0, 1) }).state).toBe('closed');
  });
});

describe('a campaign', () => {
  it('is concluded only when each of its phases is closed', () => {
    const record = standing(campaignWorkflow, 'inspected', aCampaign());
    expect(step(campaignWorkflow, record, { type: 'CONCLUDE', openPhases: 1 }, moment())).toEqual({
      accepted: false,
      reasons: [{ code: 'campaign.openPhases', params: { count: 1 } }],
    });
    expect(put(campaignWorkflow, record, { type: 'CONCLUDE', openPhases: 0 }).state).toBe('concluded');
  });
});

describe('renamed states', () => {
  it('opens an old record under the name its state has today', () => {
    const machines = { task: { machine: taskMachine, renamed: { 0: { running: 'active' } } } };
    expect(openState('task', '0', 'running', machines)).toBe('active');
    expect(openState('task', '1', 'active', machines)).toBe('active');
  });

  it('says which record it cannot open instead of losing it', () => {
    expect(() => openState('task', '9', 'gone')).toThrow(UnknownState);
    expect(() => openState('task', '9', 'gone')).toThrow('version 9');
    expect(() => openState('task', '1', 'constructor')).toThrow(UnknownState);
  });

  it('leads every old name to a state that exists', () => {
    for (const { machine, renamed } of Object.values(MACHINES)) {
      for (const names of Object.values(renamed)) {
        for (const today of Object.values(names)) expect(Object.keys(machine.states)).toContain(today);
      }
    }
  });
});
