import { type Connection, type Model, Schema } from 'mongoose';
import type { Save } from '../records/saves.js';
import type { AdminNote } from './admin-log.js';

export const DEPARTMENT_CATEGORIES = [
  'office',
  'workingGroup',
  'lawEnforcement',
  'economyAndSociety',
  'windowService',
  'partyAndMasses',
  'county',
  'township',
] as const;
export type DepartmentCategory = (typeof DEPARTMENT_CATEGORIES)[number];

export const DEPARTMENT_LEVELS = ['city', 'county', 'township'] as const;
export type DepartmentLevel = (typeof DEPARTMENT_LEVELS)[number];

/** A unit (单位); townships and counties are departments too. */
export interface Department {
  /** A short stable key such as `zhengwu`; never changes. */
  id: string;
  name: string;
  shortName: string;
  nameEn: string;
  /** Other names by which documents call it: former ones, colloquial ones. */
  aliases: string[];
  category: DepartmentCategory;
  level: DepartmentLevel;
  /** The department above it. */
  parent: string | null;
  active: boolean;
  /** Grows with every change; an edit names the one it was made from. */
  rev: number;
}

export type DepartmentDocument = Omit<Department, 'id'> & { _id: string; outbox: AdminNote[]; saves?: Save[] };

/** The collection `departments`; `outbox` holds log entries not yet in the administration log. */
export function departmentModel(connection: Connection): Model<DepartmentDocument> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      shortName: { type: String, required: true },
      nameEn: { type: String, default: '' },
      aliases: { type: [String], default: [] },
      category: { type: String, enum: DEPARTMENT_CATEGORIES, required: true },
      level: { type: String, enum: DEPARTMENT_LEVELS, required: true },
      parent: { type: String, default: null },
      active: { type: Boolean, required: true },
      rev: { type: Number, required: true },
      outbox: { type: [Schema.Types.Mixed], default: [] },
      saves: { type: [Schema.Types.Mixed], default: [] },
    },
    { versionKey: false },
  );
  schema.index({ name: 1 }, { unique: true });
  schema.index({ 'outbox.id': 1 }, { sparse: true });
  return (connection.models.Department ??
    connection.model('Department', schema, 'departments')) as Model<DepartmentDocument>;
}
