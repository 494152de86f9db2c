/**
 * Who holds writes back (`fsync` with `lock`, the pause of a backup). The engine would hold them until somebody says
 * otherwise; a holder that dies, or says nothing for too long, must not leave the database standing still.
 */
import { adminCommand, commandOf } from './wire.mjs';

/** The longest pause: a backup takes a second. */
const LONGEST_MS = 30_000;
/** `lock: true` or a number other than none, as BSON. */
const LOCKS = [Buffer.from('\x08lock\0\x01', 'latin1'), Buffer.from('\x10lock\0\x01', 'latin1')];

export class WriteLocks {
  #held = new Map();
  #send;

  /** `send` puts a message to the engine. */
  constructor(send) {
    this.#send = send;
  }

  /** A client's command that the engine has answered. One that was refused is let go of too, which changes nothing. */
  saw(client, message) {
    const command = commandOf(message);
    if (command === 'fsync' && LOCKS.some((lock) => message.includes(lock))) {
      const timer = setTimeout(() => this.letGo(client), LONGEST_MS);
      this.#held.set(client, timer);
    }
    // Whoever unlocks, the oldest hold is the one that ends: a driver may use another connection than it locked with.
    if (command === 'fsyncUnlock') this.#forget(this.#held.has(client) ? client : this.#held.keys().next().value);
  }

  /** End what a client still holds. */
  letGo(client) {
    if (this.#forget(client)) void this.#send(adminCommand('fsyncUnlock')).catch(() => {});
  }

  #forget(client) {
    clearTimeout(this.#held.get(client));
    return this.#held.delete(client);
  }
}
