import { type DestinationStream, pino } from 'pino';
import { serviceFault } from './service-fault.js';

/** The only fields a line may have; what they hold is chosen where they are written. */
const FIELDS = [
  ...(['req', 'res', 'err', 'responseTime', 'method', 'path', 'reference', 'check'] as const),
  ...([
    'job',
    'running',
    'role',
    'port',
    'eventId',
    'kind',
    'id',
    'event',
    'entries',
    'differences',
    'broken',
    'breaks',
  ] as const),
  ...([
    'year',
    'mailing',
    'person',
    'about',
    'day',
    'count',
    'most',
    'ms',
    'acknowledged',
    'at',
    'jobs',
    'jobsFinished',
  ] as const),
  ...(['record', 'records', 'seconds', 'step', 'text', 'version', 'why', 'fault', 'freeMib', 'atLeastMib'] as const),
] as const;

type Fields = { readonly [name in (typeof FIELDS)[number]]?: unknown };
interface Say {
  (words: string): void;
  (fields: Fields, words: string): void;
}

/** A log takes no field that is not in the list: the compiler says so, and what comes round it is left out of the line. */
export interface Log {
  debug: Say;
  info: Say;
  warn: Say;
  error: Say;
  child(fields: Fields): Log;
}

const known = new Set<string>(FIELDS);

/** How many were left out is said, not what they were called: that may be anything too. */
function allowed(fields: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([name]) => known.has(name));
  const leftOut = Object.keys(fields).length - kept.length;
  return { ...Object.fromEntries(kept), ...(leftOut > 0 ? { leftOut } : {}) };
}

/** Errors whose words are ours or the engine's own; others (the driver's, a parser's, a server's) repeat what they were given. */
const OWN_WORDS = new Set(['Error', 'TypeError', 'RangeError', 'ReferenceError', 'AssertionError', 'AbortError']);
/** How deep causes are followed. */
const CAUSES = 4;

/** Words without what lets somebody in: credentials in an address, a query, long random words, what a fault says it received. */
export function withoutSecrets(words: string): string {
  return words
    .replace(/\/\/[^@/\s]*@/g, '//***@')
    .replace(/\?[^\s"'<>]*/g, '?***')
    .replace(/\b(received|got|value)\b[\s\S]*/i, '$1 ***')
    .replace(/[\w+/=-]{20,}|\d{7,}/g, (word) =>
      /^[0-9a-f]{24}$/.test(word) || /^[A-Za-z]+$/.test(word) ? word : '***',
    );
}

interface Fault {
  name?: unknown;
  message?: unknown;
  stack?: unknown;
  code?: unknown;
  codeName?: unknown;
  syscall?: unknown;
  responseCode?: unknown;
  status?: unknown;
  cause?: unknown;
  reasons?: unknown;
}

/** An error as the log may show it: its name, codes, the places it came through, and its words where they are ours. */
export function errorShown(error: unknown, depth = 0): unknown {
  if (typeof error !== 'object' || error === null) return { type: typeof error };
  const { name, message, stack, code, codeName, syscall, responseCode, status, cause, reasons } = error as Fault;
  const word = (value: unknown) => (/^\w{1,60}$/.test(String(value ?? '')) ? (value as string | number) : undefined);
  // An outage is no fault of the program: what it is called says enough, and a stack would hide it.
  const fault = serviceFault(error);
  if (fault !== null) return { type: word(name) ?? 'Error', code: word(code), fault };
  const own = OWN_WORDS.has(String(name)) || Array.isArray(reasons);
  return {
    type: word(name) ?? 'Error',
    ...(own ? { message: withoutSecrets(String(message)) } : {}),
    code: word(code),
    codeName: word(codeName),
    syscall: word(syscall),
    responseCode: word(responseCode),
    status: word(status),
    stack: String(stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim().replace(/\?[^\s:)]*/, '')),
    ...(cause !== undefined && depth < CAUSES ? { cause: errorShown(cause, depth + 1) } : {}),
  };
}

/** While an outage lasts, everything that runs by itself meets it again and again: each says so once in this time, in ms. */
const SAME_OUTAGE_MS = 60_000;

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

/** Structured log on standard error, so that what `npm start` prints for people stays readable on standard output. */
export function createLog(level: string, out: DestinationStream = pino.destination(2)): Log {
  const repeated = repeats();
  return pino(
    {
      level,
      formatters: { log: allowed },
      serializers: { err: (error: unknown) => errorShown(error) },
      hooks: {
        logMethod(args, method) {
          if (!repeated(args[0], args[1])) method.apply(this, args);
        },
      },
    },
    out,
  );
}
