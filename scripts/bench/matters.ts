/**
 * Many matters: the night's sweep finds those that come near their date by an index and reads nothing else; the indicators of a
 * quarter come from kept counts, however many were done in it.
 */
import { matterContributions } from '../../src/matters/matter.kind.js';
import { idFrom } from '../../src/platform/ids.js';
import { counterId } from '../../src/records/counters.js';
import { clockStruck } from '../../src/records/record-store.js';
import { sideRows } from '../../src/records/side-counts.js';
import { MEASURES, measuredIn } from '../../workflows/indicators/measures.js';
import { matterClockAt, matterLight } from '../../workflows/matters/light.js';
import { type MatterFacts, newMatter } from '../../workflows/matters/matter.js';
import type { Moment } from '../../workflows/moment.js';
import { versionOf } from '../../workflows/packs/packs.js';
import { DEPARTMENTS } from '../../workflows/templates/third-phase-rectification/departments.js';
import { inPairs, type Row, row, type Size } from './measure.js';
import { CAMPAIGN, openStage, type Stage } from './stage.js';

const BATCH = 5_000;
const START = '2026-06-02T00:00:00.000Z';
const STRUCK = '2026-06-01T16:00:00.000Z';
const LEAST = 0.8;

const matterId = (n: number) => idFrom('bench', 'matter', n);

/** Accepted on 1 June: the first `near` are due in two days, the others in a month. */
function factsOf(n: number, near: number, moment: Moment, handler: string): MatterFacts {
  const department = DEPARTMENTS[n % DEPARTMENTS.length]?.key ?? '';
  const code = String(n).padStart(7, '0');
  return {
    ...newMatter({
      campaign: CAMPAIGN,
      code: `MT-20260601-${code}`,
      lookup: idFrom('lookup', n).slice(0, 12).toUpperCase(),
      item: {
        key: 'licence',
        title: '食品经营许可',
        kind: 'permit',
        onTheSpot: false,
        promised: { n: n < near ? 2 : 20, unit: 'workingDays' },
        statutory: { n: 20, unit: 'workingDays' },
        inCentre: true,
      },
      title: `第 ${n} 家米粉店食品经营许可`,
      department,
      handler: { id: handler, name: '经办人', department },
      applicant: { name: '韦大山', contact: '13800000000' },
      papers: ['申请表', '身份证复印件'],
      source: null,
      pack: versionOf(moment.packs.current),
      receivedAt: '2026-06-01T01:00:00.000Z',
    }),
    acceptedOn: '2026-06-01',
  };
}

/** As many again, decided on 2 June, one in ten of them late, every third on the spot. */
function doneFacts(n: number, moment: Moment, handler: string): MatterFacts {
  const facts = factsOf(n, 0, moment, handler);
  return {
    ...facts,
    item: { ...facts.item, onTheSpot: n % 3 === 0 },
    overdueOn: n % 10 === 0 ? '2026-06-02' : null,
    decision: { outcome: 'granted', text: '准予。', basis: '食品安全法', on: '2026-06-02', by: '经办人' },
    deliveredOn: '2026-06-02',
  };
}

/** From `start` on, straight into the collection, and what they count into the counters: open ones or, without `near`, done ones. */
async function addMatters({ wiring }: Stage, count: number, near: number | null, start = 0): Promise<void> {
  const actor = { kind: 'system' as const, id: 'system', name: 'system', department: '', posts: [] };
  const moment = await wiring.records.momentFor(CAMPAIGN, actor);
  const [handler] = await wiring.people.accounts.list();
  const collection = wiring.connection.collection('matters');
  const rows = new Map<string, { campaign: string; phase: string; department: string; n: Record<string, number> }>();
  const state = near === null ? 'delivered' : 'accepted';
  const of = (n: number) =>
    near === null ? doneFacts(n, moment, handler?.id ?? '') : factsOf(n, near, moment, handler?.id ?? '');
  for (let from = start; from < start + count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, start + count - from) }, (_, i) => {
      const facts = of(from + i);
      const light = matterLight(state, facts, moment);
      for (const { inc, ...at } of matterContributions({ state, facts, light })) {
        const known = rows.get(counterId(at)) ?? { ...at, n: {} };
        for (const [name, by] of Object.entries(inc)) known.n[name] = (known.n[name] ?? 0) + by;
        rows.set(counterId(at), known);
      }
      return {
        _id: matterId(from + i) as never,
        workflow: { machine: 'matter', version: '1', state },
        light,
        clockAt: matterClockAt(state, facts, moment),
        rev: 1,
        hash: '0'.repeat(64),
        outbox: [],
        derived: {},
        createdAt: START,
        updatedAt: START,
        ...facts,
      };
    });
    await collection.insertMany(batch, { ordered: false, writeConcern: { w: 1, journal: false } });
  }
  const counters = wiring.connection.collection('counters');
  for (const [_id, { n, ...at }] of rows) {
    const inc = Object.fromEntries(Object.entries(n).map(([name, by]) => [`n.${name}`, by]));
    await counters.updateOne(
      { _id: _id as never },
      { $inc: inc, $setOnInsert: { ...at, applied: [] } },
      { upsert: true },
    );
  }
  // The rest of the writing would be measured with the first sweep.
  await wiring.connection.db?.admin().command({ fsync: 1 });
}

/** How the database finds what is due: the index, and how many documents it looks at. */
async function plan({ wiring }: Stage) {
  const { queryPlanner, executionStats } = await wiring.connection
    .collection('matters')
    .find(clockStruck(START))
    .sort({ clockAt: 1 })
    .explain('executionStats');
  const indexed = JSON.stringify(queryPlanner.winningPlan).includes('"clockAt_1"');
  return { indexed, examined: Number(executionStats.totalDocsExamined) };
}

function sweeps(stage: Stage, near: number) {
  const { wiring } = stage;
  const collection = wiring.connection.collection('matters');
  const ids = Array.from({ length: near }, (_, i) => matterId(i) as never);
  const heap = { before: 0, highest: 0 };
  return {
    heap,
    /** As on the morning on which they come near: green, the clock struck in the night. */
    async reset() {
      const light = {
        colour: 'green',
        reason: { code: 'light.matterInTime', params: { due: '2026-06-03' } },
        since: '2026-06-01',
      };
      await collection.updateMany({ _id: { $in: ids } }, { $set: { clockAt: STRUCK, light } });
    },
    /** Events per second of one sweep. */
    async once(): Promise<number> {
      await this.reset();
      heap.before = process.memoryUsage().heapUsed;
      heap.highest = heap.before;
      const started = performance.now();
      const { due, changed } = await wiring.records.sweepClock(async () => {
        heap.highest = Math.max(heap.highest, process.memoryUsage().heapUsed);
      });
      if (due !== near || changed !== near)
        throw new Error(`The sweep touched ${due} and changed ${changed} of ${near}.`);
      return (changed * 1000) / (performance.now() - started);
    },
  };
}

/** Every indicator of the quarter, for all departments and for each; the baseline counts one of them from the matters themselves. */
async function quarter({ wiring }: Stage, { matters: many, rounds }: Size): Promise<Row> {
  const days = { from: '2026-04-01', to: '2026-06-30' };
  const whose = [null, ...DEPARTMENTS.map(({ key }) => key)];
  const timed = async (work: () => Promise<number>): Promise<number> => {
    const started = performance.now();
    const done = await work();
    if (done !== many) throw new Error(`${done} of ${many} were counted.`);
    return performance.now() - started;
  };
  const kept = async () => {
    const rows = await sideRows(wiring.records.counters, CAMPAIGN);
    const found = MEASURES.flatMap((measure) =>
      whose.map((department) => measuredIn(measure, rows, { ...days, department })),
    );
    return found[MEASURES.indexOf('onTheSpot') * whose.length]?.whole ?? 0;
  };
  const counted = async () => {
    const within = { 'decision.on': { $gte: days.from, $lte: days.to } };
    const onTheSpot = { $sum: { $cond: ['$item.onTheSpot', 1, 0] } };
    const [all] = await wiring.connection
      .collection('matters')
      .aggregate([{ $match: within }, { $group: { _id: null, done: { $sum: 1 }, onTheSpot } }])
      .toArray();
    return Number(all?.done ?? 0);
  };
  const found = await inPairs(
    rounds,
    () => timed(kept),
    () => timed(counted),
  );
  const note = `${many} matters done in the quarter, ${MEASURES.length} indicators of ${whose.length}; baseline: one of them counted from the matters`;
  return row('quarter-indicators', found, { unit: 'ms p50', target: '< 100 ms', met: found.ours < 100, note });
}

/** The sweep of as many near matters among a great many open ones and among few, in turn. */
export async function matters(server: string, size: Size, say: (text: string) => void): Promise<Row[]> {
  const { fewMatters, matters: many, near, rounds } = size;
  const stages = { few: await openStage(server, 'few'), many: await openStage(server, 'many') };
  try {
    // The campaign's own clock is looked at beforehand.
    for (const stage of Object.values(stages)) await stage.wiring.records.sweepClock();
    await addMatters(stages.few, fewMatters, near);
    say(`${many} matters …`);
    const started = performance.now();
    await addMatters(stages.many, many, near);
    say(`… in ${Math.round(performance.now() - started)} ms`);
    const ours = sweeps(stages.many, near);
    const baseline = sweeps(stages.few, near);
    await ours.reset();
    const { indexed, examined } = await plan(stages.many);
    const found = await inPairs(
      rounds,
      () => ours.once(),
      () => baseline.once(),
    );
    const grown = Math.round((ours.heap.highest - ours.heap.before) / 1_048_576);
    const note = `${many} open, ${near} near: ${examined} documents read by ${indexed ? 'the index clockAt_1' : 'no index'}, heap at most ${grown} MiB above the start; baseline: ${fewMatters} open`;
    const met = found.ratio >= LEAST && indexed && examined === near;
    const sweep = row('matter-sweep', found, { unit: 'events/s', target: `≥ ${LEAST.toFixed(2)}`, met, note });
    await addMatters(stages.many, many, null, many);
    return [sweep, await quarter(stages.many, size)];
  } finally {
    await stages.many.drop();
    await stages.few.drop();
  }
}
