/** What follows from many events at once: new records in one go, what is put to a record in its order. */
import { describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/platform/log.js';
import type { LogEntry, OutboxEntry } from '../../src/records/record.js';
import { createRelay, type MakeWanted, type RelayParts } from '../../src/records/relay.js';

const entry = (record: string, effects: unknown[]) =>
  ({ eventId: `event of ${record}`, record, kind: 'task', seq: 1, effects, counts: [] }) as unknown as OutboxEntry;
const making = (id: string) => ({ type: 'create', params: { kind: 'case', id, facts: {} } });
const telling = (id: string) => ({ type: 'put', params: { kind: 'task', id, event: { type: 'HEAR' } } });

/** A relay over nothing: its handlers say what they were told to do. */
function relayOver(fails: (id: string) => boolean = () => false) {
  const said: string[] = [];
  const pulled: string[] = [];
  const store = {
    kind: 'task',
    pull: async (done: { id: string }[]) => void pulled.push(...done.map(({ id }) => id)),
    outboxes: async () => [],
  };
  const relay = createRelay({
    store: () => store,
    stores: () => [store],
    log: { append: async (_: LogEntry[]) => {} },
    counters: { apply: async () => {} },
    logger: createLog('silent'),
    handlers: {
      notifyAll: async () => {},
      put: async (_kind: string, id: string) => void said.push(`told ${id}`),
      createAll: async (wanted: readonly MakeWanted[]) => {
        said.push(`made ${wanted.map(({ params }) => params.id).join(' ')}`);
        await new Promise(setImmediate);
        return wanted.flatMap(({ params, source }) =>
          fails(params.id) ? [{ source, error: new Error('cannot be made') }] : [],
        );
      },
    },
  } as unknown as RelayParts);
  return { relay, said, pulled };
}

describe('the relay', () => {
  it('makes the new records of many events in one go and in their order', async () => {
    const { relay, said, pulled } = relayOver();
    const events = Array.from({ length: 40 }, (_, n) => entry(`r${n}`, [making(`a${n}`), making(`b${n}`)]));
    relay.enqueue(events);
    await relay.drain();
    expect(said).toEqual([`made ${Array.from({ length: 40 }, (_, n) => `a${n} b${n}`).join(' ')}`]);
    expect(pulled.sort()).toEqual(events.map(({ record }) => record).sort());
  });

  it('puts nothing to a record before what came earlier is made, and one thing after the other', async () => {
    const { relay, said } = relayOver();
    relay.enqueue([
      entry('r1', [making('a')]),
      entry('r2', [making('b'), telling('c')]),
      entry('r3', [telling('d')]),
      entry('r4', [making('e')]),
    ]);
    await relay.drain();
    expect(said).toEqual(['made a b', 'told c', 'told d', 'made e']);
  });

  it('leaves with the event what could not be made, and nothing else; a later event of its record waits', async () => {
    const { relay, said, pulled } = relayOver((id) => id === 'b');
    relay.enqueue([
      entry('r1', [making('a')]),
      entry('r2', [making('b'), making('x')]),
      { ...entry('r2', [making('y')]), eventId: 'later' },
      entry('r3', [making('c')]),
    ]);
    await relay.drain();
    expect(said).toEqual(['made a b x', 'made c']);
    expect(pulled.sort()).toEqual(['r1', 'r3']);
    await relay.stop();
  });
});
