/** How a piece of evidence lies inside the record it belongs to. */
import { Schema } from 'mongoose';

const text = { type: String, default: '' };

/** One stored file tied to a record (workflows/evidence.ts). */
export const evidenceSchema = new Schema(
  {
    file: String,
    name: String,
    size: Number,
    sha256: String,
    type: { type: String },
    by: String,
    byName: String,
    department: String,
    at: String,
    about: text,
    review: String,
    remark: text,
  },
  { _id: false, minimize: false },
);
