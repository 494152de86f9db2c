/** The kept counts as they stood when a day began, so that a page can say what has moved since yesterday. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { CivilDate } from '../../workflows/dates.js';
import type { Clock } from '../platform/clock.js';
import type { CounterRow, Counters } from '../records/counters.js';

interface SnapshotDocument {
  _id: string;
  campaign: string;
  date: CivilDate;
  rows: Pick<CounterRow, 'phase' | 'department' | 'n'>[];
}

/** A campaign's counts at the beginning of a day. */
export interface DaySnapshot {
  date: CivilDate;
  rows: CounterRow[];
}

function snapshotModel(connection: Connection): Model<SnapshotDocument> {
  const schema = new Schema(
    { _id: { type: String, required: true }, campaign: String, date: String, rows: Schema.Types.Mixed },
    { versionKey: false, minimize: false },
  );
  schema.index({ campaign: 1, date: 1 });
  return (connection.models.DaySnapshot ??
    connection.model('DaySnapshot', schema, 'daySnapshots')) as unknown as Model<SnapshotDocument>;
}

interface SnapshotParts {
  connection: Connection;
  clock: Clock;
  counters: Counters;
  campaigns(): Promise<readonly string[]>;
}

export function createDaySnapshots({ connection, clock, counters, campaigns }: SnapshotParts) {
  const model = snapshotModel(connection);
  const open = ({ campaign, date, rows }: SnapshotDocument): DaySnapshot => ({
    date,
    rows: rows.map((row) => ({ campaign, ...row })),
  });
  return {
    /** Take today's snapshot of every campaign that has none yet. Before the day's first sweep, it is yesterday's end. */
    async take(): Promise<number> {
      const date = clock.today();
      let taken = 0;
      for (const campaign of await campaigns()) {
        const _id = `${campaign}:${date}`;
        if (await model.exists({ _id })) continue;
        // The planned lines are the same every day, so the days keep only what moves.
        const rows = (await counters.rows({ campaign })).map(({ phase, department, n: { plan: _, ...n } }) => ({
          phase,
          department,
          n,
        }));
        const { upsertedCount } = await model.updateOne(
          { _id },
          { $setOnInsert: { campaign, date, rows } },
          { upsert: true },
        );
        taken += upsertedCount;
      }
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
    /** Snapshots of a span of days, both included. */
    async between(campaign: string, from: CivilDate, to: CivilDate): Promise<DaySnapshot[]> {
      const found = await model
        .find({ campaign, date: { $gte: from, $lte: to } })
        .sort({ date: 1 })
        .limit(400)
        .lean<SnapshotDocument[]>();
      return found.map(open);
    },
  };
}

export type DaySnapshots = ReturnType<typeof createDaySnapshots>;
