import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mongo } from 'mongoose';
// @ts-expect-error: a script without types of its own
import { WritePause } from '../../scripts/lib/write-pause.mjs';

/** A command as it comes over the wire: OP_MSG with one document. */
function message(command: Record<string, unknown>): Buffer {
  const body = Buffer.from(mongo.BSON.serialize(command));
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, body]);
}

const LOCK = message({ fsync: 1, lock: true, $db: 'admin' });
const UNLOCK = message({ fsyncUnlock: 1, $db: 'admin' });
const WRITE = message({ insert: 'tasks', $db: 'sanxiang' });

describe('the pause of a backup', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<[string, (pause: InstanceType<typeof WritePause>, holder: object) => void]>([
    ['after 30 s without a word', () => jest.advanceTimersByTime(30_000)],
    ['when its holder is gone', (pause, holder) => pause.gone(holder)],
  ])('lets writers go on %s, and not before', async (_how, end) => {
    const pause = new WritePause();
    const holder = {};
    const send = jest.fn(async () => 'done');
    await pause.pass(holder, LOCK, send);
    const written = pause.pass({}, WRITE, send);
    await jest.advanceTimersByTimeAsync(29_000);
    expect(send).not.toHaveBeenCalled();
    end(pause, holder);
    expect(await written).toEqual({ result: 'done' });
  });

  it('comes after another one that is still on, and is nobody’s whose client has gone meanwhile', async () => {
    const pause = new WritePause();
    const [first, second, gone] = [{}, {}, { destroyed: true }];
    const send = jest.fn(async () => 'done');
    await pause.pass(first, LOCK, send);
    let held = false;
    const waiting = pause.pass(second, LOCK, send).then(() => {
      held = true;
    });
    const lost = pause.pass(gone, LOCK, send);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(held).toBe(false);
    await pause.pass(first, UNLOCK, send);
    await waiting;
    const written = pause.pass({}, WRITE, send);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(send).not.toHaveBeenCalled();
    await pause.pass(second, UNLOCK, send);
    expect(await written).toEqual({ result: 'done' });
    await lost;
  });
});
