/** Who looked at which case, when, at which page: only ever added to, and written before the page is shown. */
import { type Connection, type Model, Schema } from 'mongoose';

/** One look at a page about a case. */
export interface CaseView {
  case: string;
  /** Account id and name of who looked. */
  by: { id: string; name: string; department: string };
  at: string;
  page: 'card' | 'decision';
}

const SHOWN = 50;

const schema = new Schema(
  {
    case: { type: String, required: true, immutable: true },
    by: { type: { id: String, name: String, department: String }, required: true, immutable: true, _id: false },
    at: { type: String, required: true, immutable: true },
    page: { type: String, required: true, immutable: true },
  },
  { versionKey: false, strict: 'throw' },
);
schema.index({ case: 1, at: -1, _id: -1 });

/** The log of views on a connection. */
export function caseViews(connection: Connection) {
  const model = (connection.models.CaseView ??
    connection.model('CaseView', schema, 'caseViews')) as unknown as Model<CaseView>;
  return {
    /** Throws when it cannot be written: then nothing is shown. */
    async write(view: CaseView): Promise<void> {
      await model.create(view);
    },
    /** The latest views of a case, the newest first, and how many there are in all. */
    async of(id: string): Promise<{ views: CaseView[]; total: number }> {
      const [views, total] = await Promise.all([
        model.find({ case: id }, { _id: 0 }).sort({ at: -1, _id: -1 }).limit(SHOWN).lean<CaseView[]>(),
        model.countDocuments({ case: id }),
      ]);
      return { views, total };
    },
  };
}

export type CaseViews = ReturnType<typeof caseViews>;
