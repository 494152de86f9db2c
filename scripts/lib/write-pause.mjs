/**
 * The pause of a backup (`fsync` with `lock`, then `fsyncUnlock`), kept before the engine and not in it: the engine has few
 * threads, and writers that waited in there would take them all, so that nobody could read or end the pause any more.
 * A holder that dies, or says nothing for too long, does not leave the database standing still.
 */
import { accepted, commandOf, refusal } from './wire.mjs';

/** The longest pause: a backup takes a second. */
const LONGEST_MS = 30_000;
/** `lock: true`, or 1, as BSON. */
const LOCKS = [Buffer.from('\x08lock\0\x01', 'latin1'), Buffer.from('\x10lock\0\x01', 'latin1')];
const WRITES = new Set(
  'insert update delete findAndModify findandmodify bulkWrite create createIndexes drop dropIndexes dropDatabase renameCollection collMod'.split(
    ' ',
  ),
);

export class WritePause {
  #holder = null;
  #timer = undefined;
  #writing = 0;
  /** Resolvers of those who wait for the end of the pause, and of who waits for the last writer. */
  #waiting = [];
  #quiet = [];

  /** Put a message to the engine (`send`), when it may go there; a command of the pause is answered here, with bytes. */
  async pass(client, message, send) {
    const command = commandOf(message);
    if (command === 'fsync' && LOCKS.some((lock) => message.includes(lock)))
      return { answer: await this.#hold(client, message) };
    if (command === 'fsyncUnlock') return { answer: this.#unlock(message) };
    if (!WRITES.has(command)) return { result: await send() };
    while (this.#holder !== null) await new Promise((resolve) => this.#waiting.push(resolve));
    this.#writing += 1;
    try {
      return { result: await send() };
    } finally {
      this.#writing -= 1;
      if (this.#writing === 0) for (const resolve of this.#quiet.splice(0)) resolve();
    }
  }

  /** A client that has gone holds nothing any more. */
  gone(client) {
    if (this.#holder === client) this.#end();
  }

  async #hold(client, message) {
    // Two backups at once: the second has its pause after the first, unless it has not waited for it.
    while (this.#holder !== null) await new Promise((resolve) => this.#waiting.push(resolve));
    if (client.destroyed) return refusal(message, 'an fsync lock of a client that is gone');
    this.#holder = client;
    this.#timer = setTimeout(() => this.#end(), LONGEST_MS);
    if (this.#writing > 0) await new Promise((resolve) => this.#quiet.push(resolve));
    return accepted(message);
  }

  /** A driver may unlock by another connection than it locked with. */
  #unlock(message) {
    if (this.#holder === null) return refusal(message, 'fsyncUnlock without a lock');
    this.#end();
    return accepted(message);
  }

  #end() {
    clearTimeout(this.#timer);
    this.#holder = null;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
