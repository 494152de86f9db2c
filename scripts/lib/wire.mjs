/** As much of MongoDB's wire protocol as it takes to see which command a message carries, and to refuse one. */

const HEADER = 16;
const OP_REPLY = 1;
const OP_MSG = 2013;
/** MongoDB's `maxMessageSizeBytes`. */
const LONGEST = 48_000_000;
/** The embedded engine has no sessions, and these bring its process down. */
const REFUSED = new Set(['startSession', 'endSessions', 'killSessions', 'killAllSessions', 'killAllSessionsByPattern']);

/** Cuts a stream of bytes into whole messages; `broken` once a length makes no sense. */
export class FrameReader {
  broken = false;
  #parts = [];
  #bytes = 0;

  read(chunk) {
    this.#parts.push(chunk);
    this.#bytes += chunk.length;
    const messages = [];
    while (!this.broken && this.#bytes >= 4) {
      if (this.#parts[0].length < 4) this.#parts = [Buffer.concat(this.#parts)];
      const length = this.#parts[0].readInt32LE(0);
      if (length < HEADER || length > LONGEST) this.broken = true;
      if (this.broken || this.#bytes < length) break;
      const all = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
      messages.push(all.subarray(0, length));
      this.#bytes -= length;
      this.#parts = this.#bytes > 0 ? [all.subarray(length)] : [];
    }
    return messages;
  }
}

/** The name of the command in an OP_MSG, else undefined. */
export function commandOf(message) {
  if (message.length < HEADER + 11 || message.readInt32LE(12) !== OP_MSG || message[HEADER + 4] !== 0) return undefined;
  const start = HEADER + 5 + 4 + 1;
  return message.toString('latin1', start, message.indexOf(0, start));
}

/** The name of the command when it must not reach the engine, else undefined. */
export function refusedCommand(message) {
  const name = commandOf(message);
  return REFUSED.has(name) ? name : undefined;
}

/** The reply `{ ok: 1 }`. */
export function accepted(message) {
  const ok = Buffer.alloc(8);
  ok.writeDoubleLE(1);
  const body = Buffer.concat([Buffer.from('\x01ok\0', 'latin1'), ok, Buffer.alloc(1)]);
  return reply({
    requestId: message.readInt32LE(4),
    legacy: false,
    response: Buffer.concat([int32(4 + body.length), body]),
  });
}

/** The reply to `message`: `{ ok: 0, code: 59, errmsg }`, CommandNotFound. */
export function refusal(message, command) {
  const errmsg = `${command} is not supported by the embedded database`;
  const response = document({ ok: 0, code: 59, errmsg });
  return reply({ requestId: message.readInt32LE(4), legacy: false, response });
}

/** An OP_MSG that puts a command of texts and whole numbers to the database named `$db`. */
export function command(fields) {
  const body = document(fields);
  const head = [HEADER + 5 + body.length, 1, 0, OP_MSG, 0].map(int32);
  return Buffer.concat([...head, Buffer.alloc(1), body]);
}

/** The text `name` in an answer (BSON) of one level, or undefined. */
export function textIn(response, name) {
  const key = Buffer.from(`\x02${name}\0`);
  const at = response.indexOf(key);
  if (at < 0) return undefined;
  const start = at + key.length + 4;
  return response.toString('utf8', start, response.indexOf(0, start));
}

/** A BSON document of texts and whole numbers. */
function document(fields) {
  const parts = Object.entries(fields).flatMap(([name, value]) => {
    const key = Buffer.from(`${typeof value === 'string' ? '\x02' : '\x10'}${name}\0`);
    if (typeof value !== 'string') return [key, int32(value)];
    const text = Buffer.from(`${value}\0`);
    return [key, int32(text.length), text];
  });
  const body = Buffer.concat([...parts, Buffer.alloc(1)]);
  return Buffer.concat([int32(4 + body.length), body]);
}

/** The engine's answer framed for the wire; `legacy` is a driver's first greeting (OP_QUERY), answered in kind. */
export function reply({ requestId, legacy, response }) {
  const prefix = legacy ? [int32(0), int32(0), int32(0), int32(0), int32(1)] : [int32(0), Buffer.alloc(1)];
  const length = HEADER + (legacy ? 20 : 5) + response.length;
  const head = [length, 0, requestId, legacy ? OP_REPLY : OP_MSG].map(int32);
  return Buffer.concat([...head, ...prefix, response]);
}

function int32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
