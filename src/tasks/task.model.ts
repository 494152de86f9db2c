/** How tasks lie in the database: the facts of workflows/tasks/task.ts as typed fields. */
import { type Connection, Schema, type SchemaDefinition } from 'mongoose';
import { evidenceSchema } from '../evidence/evidence.model.js';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const text = { type: String, default: '' };
const day = { type: String, default: null };
const whole = { type: Number, default: 0 };
const fuzzy = new Schema({ from: String, to: String, text: String }, { _id: false });
const term = new Schema({ kind: String, days: Number, date: String }, { _id: false });
const sub = (definition: SchemaDefinition) => new Schema(definition, { _id: false, minimize: false });

function taskSchema(): Schema {
  const schema = recordSchema({
    campaign: { type: String, required: true },
    phase: { type: String, required: true },
    code: { type: String, required: true },
    title: { type: String, required: true },
    requirement: text,
    outcomes: [String],
    origin: { type: String, enum: ['mandated', 'local'], required: true },
    source: { type: sub({ document: String, place: String, before: text, quote: String, after: text }), default: null },
    leadDepartment: day,
    coDepartments: [String],
    parent: day,
    subtasks: [sub({ id: String, open: Boolean })],
    weight: { type: Number, default: 1 },
    readinessItem: text,
    due: { type: fuzzy, default: null },
    promisedDue: { type: fuzzy, default: null },
    hardDate: day,
    dueSum: [term],
    checkpoints: [
      sub({ key: String, title: String, due: fuzzy, evidenceRequired: Boolean, passedOn: day, note: text }),
    ],
    recurs: { type: sub({ every: String, times: Number, day: Number, text }), default: null },
    order: { type: Number, default: null },
    reportEvery: whole,
    assignedOn: day,
    plannedFrom: day,
    acknowledgeBy: day,
    acknowledgedOn: day,
    returns: whole,
    returnReason: text,
    finalDesignation: { type: Boolean, default: false },
    percent: whole,
    lastReport: {
      type: sub({ text: String, percent: Number, problem: text, nextStep: text, on: String, by: String }),
      default: null,
    },
    reportFrom: day,
    reporters: [String],
    parts: [sub({ department: String, text: text, done: Boolean, on: String })],
    evidence: [evidenceSchema],
    extension: { type: sub({ to: String, reason: String, progress: String, by: String, on: String }), default: null },
    coordination: { type: sub({ question: String, by: String, on: String }), default: null },
    suspendedOn: day,
    suspendedFrom: day,
    suspendReason: text,
    outcome: text,
    submittedOn: day,
    closedOn: day,
    lateDays: whole,
    judgement: {
      type: sub({ onTime: Boolean, quality: Boolean, quantity: Boolean, remark: text, by: String, on: String }),
      default: null,
    },
    cancelReason: text,
  });
  schema.index({ campaign: 1, code: 1 }, { unique: true });
  schema.index({ campaign: 1, 'derived.sort': 1, _id: 1 });
  schema.index({ campaign: 1, leadDepartment: 1, 'derived.sort': 1, _id: 1 });
  schema.index({ campaign: 1, 'light.colour': 1, 'derived.sort': 1, _id: 1 });
  schema.index({ campaign: 1, 'workflow.state': 1, 'derived.sort': 1, _id: 1 });
  schema.index({ leadDepartment: 1, 'derived.sort': 1, _id: 1 });
  schema.index({ coDepartments: 1, 'derived.sort': 1, _id: 1 });
  // Few tasks ask for time or for help at once; these indexes hold only those.
  for (const asked of ['extension', 'coordination']) {
    schema.index(
      { campaign: 1, [`${asked}.on`]: 1, 'derived.sort': 1 },
      { partialFilterExpression: { [`${asked}.on`]: { $type: 'string' } } },
    );
  }
  schema.index({ leadDepartment: 1, 'workflow.state': 1, closedOn: -1 });
  schema.index({ parent: 1 });
  schema.index({ 'derived.words': 1 });
  schema.index({ 'derived.dates': 1 });
  return schema;
}

export function taskModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Task', 'tasks', taskSchema);
}
