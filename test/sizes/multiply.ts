/** Many records from a few: what one record of each kind looks like is copied in the database, with its names kept apart. */
import type { Connection } from 'mongoose';
import { MACHINES } from '../../workflows/versions.js';

const BATCH = 5_000;
const COLOURS = ['none', 'green', 'blue', 'yellow', 'red'];
type Document = Record<string, unknown> & { _id: unknown };

/** An id of our form for the nth copy. */
const idOf = (seed: number, n: number) => `${seed.toString(16).padStart(4, '0')}${n.toString(16).padStart(20, '0')}`;

/** The nth lookup code, in letters alone. */
const lookupOf = (n: number) =>
  [...n.toString(16).padStart(12, '0')].map((digit) => 'ABCDEFGHJKMNPQRS'[Number.parseInt(digit, 16)]).join('');

/** A text that differs from all other copies': a running number where it ends with one, else a number added. */
function apart(value: unknown, n: number): unknown {
  if (typeof value === 'number') return value + n;
  if (typeof value !== 'string') return value;
  if (/^[0-9a-f]{24}$/.test(value)) return idOf(0xabc, n);
  if (/^[A-Z2-9]{12}$/.test(value)) return lookupOf(n);
  return /\d+$/.test(value)
    ? value.replace(/\d+$/, (digits) => String(n + 10).padStart(digits.length, '0'))
    : `${value}-${n}`;
}

/**
 * Copy the documents of a collection until it has `size`: fields of unique indexes are kept apart, states and lights go
 * round, departments alternate. Returns how many there are.
 */
export async function multiply(
  connection: Connection,
  name: string,
  size: number,
  departments: readonly string[],
): Promise<number> {
  const collection = connection.collection<Document>(name);
  const patterns = await collection.find().limit(20).toArray();
  if (patterns.length === 0) return 0;
  const indexes = await collection.indexes();
  const unique = new Set(indexes.filter((index) => index.unique).flatMap(({ key }) => Object.keys(key)));
  for (const shared of ['campaign', 'record', '_id']) unique.delete(shared);
  const have = await collection.countDocuments();
  for (let start = have; start < size; start += BATCH) {
    const many = Array.from({ length: Math.min(BATCH, size - start) }, (_, at) => {
      const n = start + at;
      const made = structuredClone(patterns[n % patterns.length]) as Document;
      made._id = idOf(0xfff, n);
      for (const field of unique) if (field in made) made[field] = apart(made[field], n);
      if ('code' in made) made.code = apart(made.code, n);
      const workflow = made.workflow as { machine: string; state: string } | undefined;
      const states = workflow ? Object.keys(MACHINES[workflow.machine]?.machine.states ?? {}) : [];
      if (workflow && states.length > 0) workflow.state = states[n % states.length] as string;
      if (made.light) (made.light as { colour: string }).colour = COLOURS[n % COLOURS.length] as string;
      for (const field of ['department', 'leadDepartment']) {
        if (typeof made[field] === 'string') made[field] = departments[n % departments.length];
      }
      return made;
    });
    await collection.insertMany(many, { ordered: false, writeConcern: { w: 1, journal: false } });
  }
  return collection.countDocuments();
}
