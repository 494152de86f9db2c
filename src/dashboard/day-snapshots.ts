/** The kept counts as they stood when a day began, so that a page can say what has moved since yesterday. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { CivilDate } from '../../workflows/dates.js';
import { eachForItself } from '../platform/left-out.js';
import type { Log } from '../platform/log.js';
import type { CounterRow, Counters } from '../records/counters.js';
import { donePercent } from './totals.js';

interface SnapshotDocument {
  _id: string;
  campaign: string;
  date: CivilDate;
  rows: Pick<CounterRow, 'phase' | 'department' | 'n'>[];
  /** Phase → weighted percent done, rounded; beside the rows, because a chart wants this of every day and nothing else. */
  percent: Record<string, number>;
}

/** A campaign's counts at the beginning of a day. */
export interface DaySnapshot {
  date: CivilDate;
  rows: CounterRow[];
}

/** Weighted percent done of a phase when a day began. */
export interface DayProgress {
  on: CivilDate;
  percent: number;
}

function percentByPhase(rows: SnapshotDocument['rows']): Record<string, number> {
  const phases = [...new Set(rows.map(({ phase }) => phase))];
  return Object.fromEntries(phases.map((key) => [key, donePercent(rows.filter(({ phase }) => phase === key))]));
}

function snapshotModel(connection: Connection): Model<SnapshotDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      campaign: String,
      date: String,
      rows: Schema.Types.Mixed,
      percent: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ campaign: 1, date: 1 });
  return (connection.models.DaySnapshot ??
    connection.model('DaySnapshot', schema, 'daySnapshots')) as unknown as Model<SnapshotDocument>;
}

interface SnapshotParts {
  connection: Connection;
  counters: Counters;
  campaigns(): Promise<readonly string[]>;
  logger: Log;
}

export function createDaySnapshots({ connection, counters, campaigns, logger }: SnapshotParts) {
  const model = snapshotModel(connection);
  const open = ({ campaign, date, rows }: SnapshotDocument): DaySnapshot => ({
    date,
    rows: rows.map((row) => ({ campaign, ...row })),
  });
  return {
    /** Take a day's snapshot of every campaign that has none yet. Before the day's first sweep, it is yesterday's end. */
    async take(date: CivilDate): Promise<number> {
      let taken = 0;
      const takeOne = async (campaign: string) => {
        const _id = `${campaign}:${date}`;
        if (await model.exists({ _id })) return;
        // The planned lines are the same every day, so the days keep only what moves.
        const rows = (await counters.rows({ campaign })).map(({ phase, department, n: { plan: _, ...n } }) => ({
          phase,
          department,
          n,
        }));
        const { upsertedCount } = await model.updateOne(
          { _id },
          { $setOnInsert: { campaign, date, rows, percent: percentByPhase(rows) } },
          { upsert: true },
        );
        taken += upsertedCount;
      };
      await eachForItself(await campaigns(), { kind: 'campaign', idOf: (id) => id, work: takeOne, log: logger });
      return taken;
    },
    /** The last snapshot on or before a day. */
    async on(campaign: string, date: CivilDate): Promise<DaySnapshot | null> {
      const found = await model
        .findOne({ campaign, date: { $lte: date } })
        .sort({ date: -1 })
        .lean<SnapshotDocument>();
      return found && open(found);
    },
    /** How far a phase had come at the beginning of each day of a span, both ends included. */
    async progress(campaign: string, phase: string, from: CivilDate, to: CivilDate): Promise<DayProgress[]> {
      const found = await model
        .find({ campaign, date: { $gte: from, $lte: to } }, { date: 1, [`percent.${phase}`]: 1 })
        .sort({ date: 1 })
        .limit(400)
        .lean<Pick<SnapshotDocument, 'date' | 'percent'>[]>();
      return found.map(({ date, percent }) => ({ on: date, percent: percent[phase] ?? 0 }));
    },
  };
}

export type DaySnapshots = ReturnType<typeof createDaySnapshots>;
