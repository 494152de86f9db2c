/** The chain is over what is stored: whatever comes in, the entry read back hashes as it did when it was written. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assign, setup } from 'xstate';
import { simulatedClock } from '../../src/platform/clock.js';
import { idFrom } from '../../src/platform/ids.js';
import { connectMongo, ensureIndexes } from '../../src/platform/mongo.js';
import { asStored, canonical } from '../../src/records/canonical.js';
import { createRecords } from '../../src/records/create-records.js';
import { recordKind } from '../../src/records/record.js';
import { recordModel, recordSchema } from '../../src/records/record-store.js';
import { verifyLog } from '../../src/records/verify-log.js';
import { noLight } from '../../workflows/lights.js';
import { DEFAULT_SETTINGS } from '../../workflows/moment.js';
import { DEFAULT_PACKS } from '../../workflows/packs/packs.js';
import { quiet } from '../inbox/support.js';
import { CALENDAR, OFFICE } from '../reminders/support.js';
import { theSystem } from '../support/app.js';
import { testDatabaseUri } from '../support/database.js';
import { HUNTING, rounds } from '../support/hunt.js';

const paper = setup({
  types: { context: {} as Record<string, unknown>, events: {} as { type: 'WRITE'; said: unknown } },
}).createMachine({
  id: 'paper',
  version: '1',
  initial: 'open',
  context: {},
  states: { open: { on: { WRITE: { actions: assign({ said: ({ event }) => event.said }) } } } },
});
const light = (said: unknown) =>
  ({ ...noLight('paper', '2026-06-02'), reason: { code: 'paper', params: said } }) as never;
const paperKind = recordKind<{ said: unknown }, { type: 'WRITE'; said: unknown }>({
  workflow: {
    kind: 'paper',
    machine: paper,
    rules: {},
    light: (_state, { said }) => light(said),
    clockAt: () => null,
    raises: () => [],
  },
  campaignOf: () => 'c1',
  may: () => ({ allowed: true }),
});

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '1',
    '01',
    '',
    'a.b',
    '$set',
    '$each',
    '_id',
    'a\u0000b',
    '\ud842',
    'toBSON',
  ),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom<unknown>(
      '\ud842',
      '\udfb7x',
      '\u0000',
      '\uffff',
      -0,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      1e21,
      5e-324,
      0.1,
    ),
    fc.constantFrom<unknown>(undefined, null, true, false, new Date('2026-06-02T00:00:00.000Z'), new Date(Number.NaN)),
    fc.double(),
    fc.integer(),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('any')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
  ),
})).any;

describe('what is hashed', () => {
  let close = async () => {};
  let records: ReturnType<typeof createRecords>;
  beforeAll(async () => {
    const connection = await connectMongo(await testDatabaseUri());
    close = async () => {
      await connection.dropDatabase();
      await connection.close();
    };
    const schema = () => recordSchema({ said: {} });
    records = createRecords({
      connection,
      clock: simulatedClock('2026-06-02T00:00:00.000Z', 0),
      logger: quiet,
      kinds: [{ kind: paperKind, model: recordModel(connection, 'Paper', 'papers', schema) }],
      calendar: async () => CALENDAR,
      settings: async () => DEFAULT_SETTINGS,
      packs: async () => DEFAULT_PACKS,
      notifyAll: async () => {},
    });
    await ensureIndexes(connection);
  });
  afterAll(() => close());

  it('is what the database gives back, whatever facts and words came in', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(value, value, async (facts, said) => {
        n += 1;
        const id = idFrom('paper', n);
        await records.create({ kind: 'paper', id, facts: { said: facts }, actor: theSystem });
        const { entry } = await records.perform({ kind: 'paper', id, event: { type: 'WRITE', said }, actor: OFFICE });
        const read = await records.load('paper', id);
        expect(canonical(read.facts.said)).toBe(canonical(asStored(said)));
        expect(read.hash).toBe(entry.hash);
      }),
      { numRuns: rounds(HUNTING ? 100 : 60) },
    );
    await records.relay.drain();
    const stores = records.kinds().map(({ store }) => store);
    const found = await verifyLog(records.log, stores);
    expect(found).toMatchObject({ whole: true, records: n, entries: 2 * n, broken: 0 });
  });
});
