/** Readiness checks that were run, kept whole, so that the trend shows and an older one can be looked at. */
import { type Connection, type Model, Schema } from 'mongoose';
import type { CheckedRecord, DepartmentReadiness, ReadinessCheck } from '../../workflows/readiness/readiness.js';

/** A check's own numbers. What it found is in parts, since it grows with the tasks of the campaign. */
export type CheckDocument = Omit<ReadinessCheck, 'id' | 'departments'> & {
  _id: string;
  /** Under which its parts are found. */
  parts: string;
  /** Whether people have been told of it; only a scheduled check tells. */
  told?: boolean;
};

/** A department's numbers with no records in its items, or the next records of one of its items. */
export interface PartDocument {
  /** `<parts>:<n>`: the same evaluation has the same parts. */
  _id: string;
  parts: string;
  n: number;
  campaign: string;
  department: string;
  found: DepartmentReadiness | null;
  item: string | null;
  records: CheckedRecord[];
}

/** Records in one part; a record takes half a kilobyte, and its titles at most ten. */
const RECORDS_IN_PART = 500;

export function readinessCheckModel(connection: Connection): Model<CheckDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      campaign: String,
      at: String,
      trigger: String,
      before: { type: Number, default: null },
      by: String,
      checklist: String,
      told: Boolean,
      parts: String,
      // Written whole by the evaluation and never changed.
      total: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ campaign: 1, at: -1 });
  return (connection.models.ReadinessCheck ??
    connection.model('ReadinessCheck', schema, 'readinessChecks')) as unknown as Model<CheckDocument>;
}

export function readinessPartModel(connection: Connection): Model<PartDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      parts: String,
      n: Number,
      campaign: String,
      department: String,
      found: Schema.Types.Mixed,
      item: String,
      records: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  );
  schema.index({ parts: 1, n: 1 });
  schema.index({ parts: 1, department: 1, n: 1 });
  return (connection.models.ReadinessPart ??
    connection.model('ReadinessPart', schema, 'readinessParts')) as unknown as Model<PartDocument>;
}

/** What was found of each department, cut so that no part grows with the tasks. */
export function partsOf(parts: string, campaign: string, departments: readonly DepartmentReadiness[]): PartDocument[] {
  const made: PartDocument[] = [];
  const add = (part: Pick<PartDocument, 'department' | 'found' | 'item' | 'records'>) =>
    made.push({ _id: `${parts}:${made.length}`, parts, n: made.length, campaign, ...part });
  for (const one of departments) {
    const { department, items } = one;
    const found = { ...one, items: items.map((item) => ({ ...item, records: [] })) };
    add({ department, found, item: null, records: [] });
    for (const { item, records } of items) {
      for (let at = 0; at < records.length; at += RECORDS_IN_PART) {
        add({ department, found: null, item, records: records.slice(at, at + RECORDS_IN_PART) });
      }
    }
  }
  return made;
}

/** The departments from their parts, in the order they were cut. */
export function departmentsOf(parts: readonly PartDocument[]): DepartmentReadiness[] {
  const made: DepartmentReadiness[] = [];
  for (const { found, item, records } of parts) {
    if (found) made.push({ ...found, items: found.items.map((one) => ({ ...one, records: [] })) });
    else
      made
        .at(-1)
        ?.items.find((one) => one.item === item)
        ?.records.push(...records);
  }
  return made;
}
