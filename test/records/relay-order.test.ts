/** What follows from many events at once: new records side by side, what is put to a record in its order. */
import { describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/platform/log.js';
import type { LogEntry, OutboxEntry } from '../../src/records/record.js';
import { createRelay, type RelayParts } from '../../src/records/relay.js';

const entry = (record: string, effects: unknown[]) =>
  ({ eventId: `event of ${record}`, record, kind: 'task', seq: 1, effects, counts: [] }) as unknown as OutboxEntry;
const making = (id: string) => ({ type: 'create', params: { kind: 'case', id, facts: {} } });
const telling = (id: string) => ({ type: 'put', params: { kind: 'task', id, event: { type: 'HEAR' } } });

/** A relay over nothing: its handlers say when each of their works began and ended. */
function relayOver(fails: (id: string) => boolean = () => false) {
  const said: string[] = [];
  let busy = 0;
  let most = 0;
  async function work(what: string, id: string) {
    busy += 1;
    most = Math.max(most, busy);
    said.push(`${what} ${id}`);
    // Later ones are done sooner, were nobody to wait.
    for (let turns = 20 - (said.length % 20); turns > 0; turns -= 1) await new Promise(setImmediate);
    busy -= 1;
    if (fails(id)) throw new Error(`${id} cannot be made`);
    said.push(`${what} ${id} done`);
  }
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
      put: (_kind: string, id: string) => work('told', id),
      create: (_kind: string, id: string) => work('made', id),
    },
  } as unknown as RelayParts);
  return { relay, said, pulled, most: () => most };
}

describe('the relay', () => {
  it('makes the new records of many events at once, those of one event in their order', async () => {
    const { relay, said, pulled, most } = relayOver();
    const events = Array.from({ length: 40 }, (_, n) => entry(`r${n}`, [making(`a${n}`), making(`b${n}`)]));
    relay.enqueue(events);
    await relay.drain();
    expect(most()).toBeGreaterThan(8);
    expect(most()).toBeLessThanOrEqual(16);
    for (let n = 0; n < 40; n += 1) expect(said.indexOf(`made a${n} done`)).toBeLessThan(said.indexOf(`made b${n}`));
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
    expect(said.slice(0, 4).sort()).toEqual(['made a', 'made a done', 'made b', 'made b done']);
    expect(said.slice(4)).toEqual(['told c', 'told c done', 'told d', 'told d done', 'made e', 'made e done']);
  });

  it('leaves with the event what could not be made, and nothing else', async () => {
    const { relay, pulled } = relayOver((id) => id === 'b');
    relay.enqueue([entry('r1', [making('a')]), entry('r2', [making('b'), making('x')]), entry('r3', [making('c')])]);
    await relay.drain();
    expect(pulled.sort()).toEqual(['r1', 'r3']);
    await relay.stop();
  });
});
