/** Whether a file, or rows of it, came before: asked and noted in one step by whatever takes files in. */
import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { type Given, type GivenBefore, type GivenDocument, givenModel } from './given.model.js';

/** Earlier ones that are compared, the newest first. */
const LOOKED_AT = 200;

export interface NewGiven extends Omit<Given, 'file' | 'before'> {
  bytes: Buffer;
}

export function givenStore(connection: Connection) {
  const model = givenModel(connection);

  /** Of the others the one that has most of it. */
  async function likest({ id, kind, campaign, file, rows }: Omit<Given, 'before'>): Promise<GivenBefore | null> {
    const wanted = new Set(rows);
    let best: GivenBefore | null = null;
    const earlier = model
      .find({ campaign, kind, _id: { $ne: id } })
      .sort({ at: -1 })
      .limit(LOOKED_AT)
      .lean<GivenDocument>()
      .cursor();
    for await (const one of earlier) {
      const has = new Set(one.rows);
      const known = rows.filter((row) => has.has(row)).length;
      const same = one.file === file ? 'file' : 'rows';
      if (same === 'rows' && known === 0) continue;
      if (best && (best.same === 'file' || (same === 'rows' && best.known >= known))) continue;
      best = { id: one._id, name: one.name, at: one.at, by: one.by, same, known, total: wanted.size };
    }
    return best;
  }

  return {
    /** Note what is given; its `before` says what of it came earlier. */
    async note({ bytes, ...about }: NewGiven): Promise<Given> {
      const given = { ...about, file: createHash('sha256').update(bytes).digest('hex') };
      const { id, ...rest } = given;
      // Noted first and looked for then: of two that come at once, one at least sees the other.
      await model.create({ _id: id, ...rest, before: null });
      const before = await likest(given);
      if (before) await model.updateOne({ _id: id }, { $set: { before } });
      return { ...given, before };
    },
    /** What came before of an import; null for nothing. */
    async before(id: string): Promise<GivenBefore | null> {
      return (await model.findById(id, { before: 1 }).lean<Pick<GivenDocument, 'before'>>())?.before ?? null;
    },
  };
}

export type GivenStore = ReturnType<typeof givenStore>;
