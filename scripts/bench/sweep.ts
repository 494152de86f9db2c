/** The morning after: thousands of tasks whose due date has passed overnight, in one sweep of the clock. */
import { type Row, row, type Size } from './measure.js';
import { addTasks, type Stage, taskId } from './stage.js';

const LEAST = 800;

export async function sweep(stage: Stage, { small, due }: Size): Promise<Row[]> {
  const { wiring } = stage;
  await addTasks(stage, small, small + due);
  const passed = '2026-06-01';
  const ids = Array.from({ length: due }, (_, i) => taskId(small + i) as never);
  await wiring.connection
    .collection('tasks')
    .updateMany(
      { _id: { $in: ids } },
      { $set: { 'due.to': passed, 'due.from': passed, clockAt: '2026-06-01T16:00:00.000Z' } },
    );
  // The rest of the writing would be measured with the sweep.
  await wiring.connection.db?.admin().command({ fsync: 1 });
  const before = process.memoryUsage().heapUsed;
  let highest = before;
  const started = performance.now();
  const { changed } = await wiring.records.sweepClock(async () => {
    highest = Math.max(highest, process.memoryUsage().heapUsed);
  });
  const ours = (changed * 1000) / (performance.now() - started);
  const grown = Math.round((highest - before) / 1_048_576);
  const about = {
    unit: 'events/s',
    target: `≥ ${LEAST} events/s`,
    met: ours >= LEAST,
    note: `${changed} events in one run, heap at most ${grown} MiB above the start; baseline: the target`,
  };
  return [row('clock-sweep', { ours, baseline: LEAST, ratio: ours / LEAST }, about)];
}
