import { type Logger, pino, stdSerializers } from 'pino';
import { serviceFault } from './service-fault.js';

export type Log = Logger;

/** While an outage lasts, everything that runs by itself meets it again and again: each says so once in this time, in ms. */
const SAME_OUTAGE_MS = 60_000;

/** An outage is no fault of the program: what it is called says enough, and a stack would hide it. */
function errorInLog(error: Error) {
  const fault = serviceFault(error);
  if (fault === null) return stdSerializers.err(error);
  return { type: error.name, message: String(error.message).split('\n')[0], fault };
}

/** True for a line about an outage that was said with the same words less than a minute ago. */
function repeats() {
  const said = new Map<string, number>();
  return (about: unknown, words: unknown): boolean => {
    const fault = serviceFault((about as { err?: unknown } | null)?.err);
    if (fault === null) return false;
    const key = `${fault} ${words}`;
    const now = performance.now();
    const before = said.get(key);
    if (before !== undefined && now - before < SAME_OUTAGE_MS) return true;
    said.set(key, now);
    return false;
  };
}

/**
 * Structured log on standard error, so that what `npm start` prints for people stays readable on standard output; `to`
 * takes the lines elsewhere.
 */
export function createLog(level: string, to: { write(line: string): void } = pino.destination(2)): Log {
  const repeated = repeats();
  return pino(
    {
      level,
      serializers: { err: errorInLog },
      hooks: {
        logMethod(args, method) {
          if (!repeated(args[0], args[1])) method.apply(this, args);
        },
      },
      redact: {
        paths: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token', 'password', 'token'],
        censor: '***',
      },
    },
    to,
  );
}
