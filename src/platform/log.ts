import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Structured log on standard error, so that what `npm start` prints for people stays readable on standard output. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      redact: {
        paths: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token', 'password', 'token'],
        censor: '***',
      },
    },
    pino.destination(2),
  );
}
