/** How cases of accountability lie in the database. */
import { type Connection, Schema } from 'mongoose';
import { type RecordModel, recordModel, recordSchema } from '../records/record-store.js';

const text = { type: String, default: '' };
const orNull = { type: String, default: null };
const sub = (fields: Record<string, unknown>) => new Schema(fields as never, { _id: false });
const subOrNull = (fields: Record<string, unknown>) => ({ type: sub(fields), default: null });

function caseSchema(): Schema {
  const person = { id: String, name: String };
  const ranked = { ...person, rank: String };
  const measure = { form: String, months: Number };
  const deadline = { from: String, periods: [sub({ n: Number, unit: String })], by: String };
  const outcome = { result: String, reason: text, on: String, by: text, byId: String, measure: subOrNull(measure) };
  const remedy = {
    grounds: text,
    askedOn: String,
    askedBy: text,
    deadline: sub(deadline),
    outcome: subOrNull(outcome),
  };
  const clue = sub({
    campaign: String,
    breach: { type: String, required: true },
    source: subOrNull({ kind: { type: String }, id: String, code: text, title: text }),
    department: { type: String, required: true },
    subject: subOrNull(person),
    on: { type: String, required: true },
    facts: [sub({ label: String, value: Schema.Types.Mixed })],
    reporter: subOrNull(person),
  });
  const schema = recordSchema({
    campaign: { type: String, required: true },
    code: text,
    clue: { type: clue, required: true },
    receivedOn: { type: String, required: true },
    pack: subOrNull({ key: String, version: Number }),
    startedOn: orNull,
    notAcceptedReason: text,
    subject: subOrNull(ranked),
    addressee: orNull,
    investigator: subOrNull(person),
    decider: subOrNull(ranked),
    recusals: [sub({ role: String, person: sub(person), reason: text, on: String })],
    investigation: subOrNull(deadline),
    extensionReason: text,
    finding: text,
    exemptionTest: text,
    proposal: subOrNull(measure),
    aggravating: [String],
    mitigating: [String],
    hearing: subOrNull({ on: String, statement: text }),
    decision: subOrNull({ ...measure, facts: text, reasons: text, basis: text, rights: text, on: String, by: text }),
    servedOn: orNull,
    execution: subOrNull(deadline),
    executionReport: subOrNull({ text, on: String, by: text }),
    measure: subOrNull(measure),
    effectUntil: orNull,
    review: subOrNull(remedy),
    appeal: subOrNull(remedy),
    exemption: orNull,
    closingReason: text,
  });
  // Only cases that were taken up have a number.
  schema.index({ campaign: 1, code: 1 }, { unique: true, partialFilterExpression: { code: { $gt: '' } } });
  schema.index({ campaign: 1, receivedOn: -1, _id: -1 });
  schema.index({ 'clue.department': 1, receivedOn: -1 });
  for (const who of ['clue.reporter.id', 'subject.id', 'investigator.id', 'decider.id']) {
    schema.index({ [who]: 1 }, { partialFilterExpression: { [who]: { $type: 'string' } } });
  }
  return schema;
}

/** Model of cases on a connection. */
export function caseModel(connection: Connection): RecordModel {
  return recordModel(connection, 'Case', 'cases', caseSchema);
}
