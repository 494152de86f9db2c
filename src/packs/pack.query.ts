/** Reads of rule packs: the shipped one beside those in the database, and what every event of the three systems goes by. */
import type { Connection } from 'mongoose';
import { HANDBOOK_PACK } from '../../workflows/packs/handbook/index.js';
import type { PackVersion, RulePack } from '../../workflows/packs/pack.js';
import { type PackFacts, packOf } from '../../workflows/packs/pack-record.js';
import { DEFAULT_PACKS, type Packs, UnknownPack, versionName } from '../../workflows/packs/packs.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { kept } from '../platform/kept.js';
import type { StoredRecord } from '../records/record.js';
import { type RecordDocument, toRecord } from '../records/record-store.js';
import { packModel } from './pack.model.js';

export type PackRecord = StoredRecord<PackFacts>;

/** Where the shipped pack lies among the others: it has no record, since nobody edits it. */
export const SHIPPED = 'shipped';

/** A version as lists and comparisons name it. */
export interface KnownPack {
  /** {@link SHIPPED} or the id of its record. */
  id: string;
  state: string;
  pack: RulePack;
}

const KEEP_MS = 2_000;
const MOST = 1_000;
const EVER_IN_FORCE = new Set(['inForce', 'superseded']);

export function packQueries(connection: Connection) {
  const model = packModel(connection);
  const known = kept<{ all: KnownPack[]; ever: Packs['all'] }>(KEEP_MS);

  async function read() {
    const found = await model.find().sort({ key: 1, version: -1 }).limit(MOST).lean<RecordDocument[]>();
    const stored = found.map((document): KnownPack => {
      const { id, state, facts } = toRecord<PackFacts>('pack', document);
      return { id, state, pack: packOf(facts) };
    });
    const followed = stored.some(({ state, pack }) => state === 'inForce' && pack.key === HANDBOOK_PACK.key);
    const shipped = { id: SHIPPED, state: followed ? 'superseded' : 'inForce', pack: HANDBOOK_PACK };
    const ever = new Map(DEFAULT_PACKS.all);
    for (const { state, pack } of stored) if (EVER_IN_FORCE.has(state)) ever.set(versionName(pack), pack);
    return { all: [shipped, ...stored], ever };
  }
  const latest = () => known.get('', read);

  /** The version a campaign goes by and all that records can have started under; null = the shipped one. Throws UnknownPack. */
  async function packsFor(version: PackVersion | null): Promise<Packs> {
    const { ever } = await latest();
    if (version === null) return { current: HANDBOOK_PACK, all: ever };
    const name = versionName(version);
    const current = ever.get(name);
    if (current) return { current, all: ever };
    // Another process has just put it in force.
    known.forget();
    const { ever: all } = await latest();
    const found = all.get(name);
    if (!found) throw new UnknownPack(name);
    return { current: found, all };
  }

  return {
    /** The shipped pack first, then by key, the latest version first. */
    all: async () => (await latest()).all,
    /** A version by its id, `shipped`, or its name `three-systems@2`. Throws NotFound. */
    async byId(id: unknown): Promise<KnownPack> {
      const among = async () => (await latest()).all.find((one) => one.id === id || versionName(one.pack) === id);
      let found = await among();
      if (!found && isId(id)) {
        // It may be new.
        known.forget();
        found = await among();
      }
      if (!found) throw new NotFound('pack');
      return found;
    },
    packsFor,
    /** To be called when a pack has been changed here. */
    forget: () => known.forget(),
  };
}

export type PackQueries = ReturnType<typeof packQueries>;
