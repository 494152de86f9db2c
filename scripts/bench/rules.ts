/** Steps and buttons: no database, one thread. */
import { transition } from 'xstate';
import { allowedOn } from '../../src/tasks/allowed.js';
import { step } from '../../workflows/step.js';
import { taskMachine, taskWorkflow } from '../../workflows/tasks/task.machine.js';
import { inPairs, type Row, row, type Size } from './measure.js';
import { CAMPAIGN, type Stage, taskId } from './stage.js';

const REPORT = {
  type: 'REPORT' as const,
  text: '办成三项',
  percent: 95,
  reason: '',
  problem: '',
  nextStep: '',
  done: false,
};
const ASKED = ['REPORT', 'SUBMIT', 'PASS_CHECKPOINT', 'REQUEST_EXTENSION', 'ASK_FOR_COORDINATION'] as const;

export async function rules({ wiring }: Stage, { rounds, times }: Size): Promise<Row[]> {
  const [task] = await wiring.tasks.byIds([taskId(1)]);
  if (!task) throw new Error('The benchmark has no task.');
  const lead = {
    kind: 'person' as const,
    id: 'liaison',
    name: '',
    department: task.facts.leadDepartment ?? '',
    posts: ['department_liaison' as const],
  };
  const moment = await wiring.records.momentFor(CAMPAIGN, lead);
  const perSecond = (work: () => void) => {
    const started = performance.now();
    for (let i = 0; i < times; i += 1) work();
    return (times * 1000) / (performance.now() - started);
  };
  const stored = () => taskMachine.resolveState({ value: task.state as never, context: task.facts });

  const steps = await inPairs(
    rounds,
    () => perSecond(() => step(taskWorkflow, task, REPORT, moment)),
    () => perSecond(() => transition(taskMachine, stored(), { ...REPORT, moment, record: task.id, from: task.state })),
  );
  const buttons = await inPairs(
    rounds,
    () => perSecond(() => allowedOn(task, lead, moment)),
    () => {
      const snapshot = stored();
      return perSecond(() => {
        for (const type of ASKED) snapshot.can({ type, moment, record: task.id, from: task.state } as never);
      });
    },
  );
  return [
    row('step', steps, {
      unit: 'steps/s',
      target: '≥ 0.80',
      met: steps.ratio >= 0.8,
      note: 'with reasons, light and clock; baseline: bare XState transition from a stored state',
    }),
    row('buttons-per-row', buttons, {
      unit: 'rows/s',
      target: '≥ 50,000 rows/s',
      met: buttons.ours >= 50_000,
      note: "baseline: XState's own can() for five events of the row",
    }),
  ];
}
