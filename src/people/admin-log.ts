/**
 * The administration log (管理日志): who changed an account or a department, when, from what to what. Only ever added to, as
 * one hash chain. A change saves its note in the same write as itself; the note is carried into the log afterwards, again
 * after a crash if need be, and is there once.
 */
import { type Connection, type Model, Schema } from 'mongoose';
import { newId } from '../platform/ids.js';
import { isDuplicate } from '../platform/write-errors.js';
import { asStored, canonical, sha256 } from '../records/canonical.js';

/** Who did it; `system` for what nobody signed in did. */
export interface By {
  id: string;
  name: string;
}
export const BY_SYSTEM: By = { id: 'system', name: '' };

/** What is to be logged. `before` and `after` never hold a password, a hash of one, or a token. */
export interface AdminNote {
  id: string;
  at: string;
  by: By;
  what: string;
  about: { kind: 'account' | 'department' | 'address'; id: string; name: string };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export interface AdminEntry extends AdminNote {
  seq: number;
  prev: string;
  hash: string;
}

const CHAIN_START = '0'.repeat(64);
/** Broken places that are named; all are counted. */
const BREAKS_NAMED = 200;
type AdminLogDocument = AdminEntry & { _id: string };

function adminLogModel(connection: Connection): Model<AdminLogDocument> {
  const schema = new Schema({ _id: { type: String, required: true } }, { versionKey: false, strict: false });
  schema.index({ seq: 1 }, { unique: true });
  schema.index({ 'about.id': 1, seq: -1 });
  return (connection.models.AdminEntry ??
    connection.model('AdminEntry', schema, 'adminLog')) as Model<AdminLogDocument>;
}

/** A note of a change made now. */
export function noteOf(
  at: string,
  by: By,
  what: string,
  about: AdminNote['about'],
  change: ChangeNoted = {},
): AdminNote {
  return { id: newId(), at, by, what, about, before: change.before ?? null, after: change.after ?? null };
}
interface ChangeNoted {
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** The administration log of a database. */
export function adminLog(connection: Connection) {
  const model = adminLogModel(connection);
  const entryOf = ({ _id, ...entry }: AdminLogDocument): AdminEntry => entry;

  return {
    /** Add a note; one that is there already stays as it is. */
    async append(note: AdminNote): Promise<void> {
      for (;;) {
        const [last, known] = await Promise.all([
          model.findOne().sort({ seq: -1 }).lean<AdminLogDocument>(),
          model.findById(note.id).lean<AdminLogDocument>(),
        ]);
        if (known) return;
        const seq = (last?.seq ?? 0) + 1;
        const prev = last?.hash ?? CHAIN_START;
        const stored = asStored({ ...note, seq, prev }) as Omit<AdminEntry, 'hash'>;
        const hash = sha256(prev + canonical(stored));
        try {
          await model.collection.insertOne({ _id: note.id, ...stored, hash } as never);
          return;
        } catch (error) {
          // Somebody took this place in the chain: try the next one.
          if (!isDuplicate(error)) throw error;
        }
      }
    },

    /** The newest entries first, `before` a place in the chain (exclusive), about one subject or all. */
    async list({
      before,
      about,
      limit = 50,
    }: {
      before?: number;
      about?: string;
      limit?: number;
    }): Promise<AdminEntry[]> {
      const filter = { ...(before && { seq: { $lt: before } }), ...(about && { 'about.id': about }) };
      const found = await model.find(filter).sort({ seq: -1 }).limit(limit).lean<AdminLogDocument[]>();
      return found.map(entryOf);
    },

    /** Walk the whole chain: the number of entries, how many places are broken, and the first of these places. */
    async verify(): Promise<{ entries: number; broken: number; breaks: number[] }> {
      let prev = CHAIN_START;
      let entries = 0;
      let next = 1;
      let broken = 0;
      const breaks: number[] = [];
      for await (const found of model.find().sort({ seq: 1 }).lean<AdminLogDocument>().cursor({ batchSize: 1000 })) {
        const { hash, ...said } = entryOf(found as AdminLogDocument);
        entries += 1;
        if (said.seq !== next || said.prev !== prev || hash !== sha256(said.prev + canonical(said))) {
          broken += 1;
          if (breaks.length < BREAKS_NAMED) breaks.push(Math.min(next, said.seq));
        }
        next = said.seq + 1;
        prev = hash;
      }
      return { entries, broken, breaks };
    },
  };
}
export type AdminLog = ReturnType<typeof adminLog>;

/** A collection whose documents carry notes with them. */
type Carrier = Model<{ _id: string; outbox: AdminNote[] }>;

/** Carry the notes that documents (all, or one) still hold into the log. May run any number of times. */
export async function carryNotes<T extends { _id: string; outbox: AdminNote[] }>(
  model: Model<T>,
  log: AdminLog,
  id?: string,
): Promise<void> {
  const carrier = model as unknown as Carrier;
  const filter = { 'outbox.id': { $exists: true }, ...(id !== undefined && { _id: id }) };
  for (const { _id, outbox } of await carrier
    .find(filter, { outbox: 1 })
    .lean<{ _id: string; outbox: AdminNote[] }[]>()) {
    for (const note of outbox) {
      await log.append(note);
      await carrier.updateOne({ _id }, { $pull: { outbox: { id: note.id } } });
    }
  }
}
