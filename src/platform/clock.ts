import { type CivilDate, civilDateOf, type Instant } from '../../workflows/dates.js';

/** The one source of "now". Everything the product does by time asks this port. */
export interface Clock {
  now(): Instant;
  today(): CivilDate;
  readonly simulated: boolean;
}

/** A clock that can be put on: for demonstrations, training and tests. It never runs backwards. */
export interface SimulatedClock extends Clock {
  readonly simulated: true;
  set(instant: Instant): void;
}

/** The host's clock. */
export function systemClock(): Clock {
  const now = () => new Date().toISOString();
  return { now, today: () => civilDateOf(now()), simulated: false };
}

/**
 * A clock that starts at `start` and runs `rate` times as fast as the host's (0 = stands still until set).
 * Setting it to an earlier instant than it shows throws: the event log is in order of time.
 */
export function simulatedClock(start: Instant, rate = 1, steady = () => performance.now()): SimulatedClock {
  let base = Date.parse(start);
  // Monotonic: it would run backwards with a host's clock that is set back.
  let anchor = steady();
  const ms = () => Math.floor(base + (steady() - anchor) * rate);
  const now = () => new Date(ms()).toISOString();
  return {
    simulated: true,
    now,
    today: () => civilDateOf(now()),
    set(instant) {
      const to = Date.parse(instant);
      if (to < ms()) throw new RangeError('A clock is never put back.');
      base = to;
      anchor = steady();
    },
  };
}
