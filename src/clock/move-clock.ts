/** Putting the simulated clock forward, so that everything that happens by itself on the way happens. */
import { addWorkingDays, type Calendar, UnpublishedYear } from '../../workflows/calendar.js';
import { addDays, type CivilDate, civilDateOf, daysBetween, type Instant, instantOf } from '../../workflows/dates.js';
import { InvalidForm, NotFound } from '../platform/errors.js';
import type { KeptClock } from './create-clock.js';

export interface MoveClockParts {
  clock: KeptClock;
  calendar(): Promise<Calendar>;
  /** Everything that is due by the product's clock, once. */
  runDueWork(): Promise<void>;
}

/** Where a move has led. */
export interface Moved {
  at: Instant;
  steps: number;
}

/** What happens by itself is done for every day on the way: farther jumps take longer than a demonstration has. */
export const MOST_DAYS_AHEAD = 120;

/** Told after each stop on the way; `signal` ends the move at the next one. */
export interface OnTheWay {
  stopped?: (at: CivilDate, share: number) => void;
  signal?: AbortSignal;
}

/** The hours at which something happens by itself: dates fall due at midnight, reminders go out at eight. */
const HOURS = ['00:00', '08:00'] as const;

/** Every stop after `from` up to 08:00 of `to`. */
export function stopsOnTheWay(from: Instant, to: CivilDate): Instant[] {
  const stops: Instant[] = [];
  for (let day = civilDateOf(from); day <= to; day = addDays(day, 1)) {
    for (const hour of HOURS) {
      const stop = instantOf(day, hour);
      if (stop > from) stops.push(stop);
    }
  }
  return stops;
}

const wrongDate = (code: string, date: string, params: Record<string, string | number> = {}) =>
  new InvalidForm([{ code, field: 'date', params: { date, ...params } }], { date });

/** Moves of the simulated clock. On the host's clock each throws NotFound: there is nothing to move. */
export function moveClock({ clock, calendar, runDueWork }: MoveClockParts) {
  let moving: Promise<unknown> = Promise.resolve();

  /** Another process, or its own rate, may have taken the clock further on meanwhile. */
  async function reach(stop: Instant): Promise<void> {
    try {
      if (stop > clock.now()) await clock.moveTo(stop);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }

  async function walk(to: CivilDate, { stopped, signal }: OnTheWay): Promise<Moved> {
    const stops = stopsOnTheWay(clock.now(), to);
    for (const [n, stop] of stops.entries()) {
      signal?.throwIfAborted();
      await reach(stop);
      await runDueWork();
      stopped?.(clock.today(), (n + 1) / stops.length);
    }
    return { at: clock.now(), steps: stops.length };
  }

  /** One move after the other, each from where the one before has ended. */
  function inTurn(move: () => Promise<Moved>): Promise<Moved> {
    if (!clock.simulated) return Promise.reject(new NotFound());
    const turn = moving.then(move, move);
    moving = turn.catch(() => {});
    return turn;
  }

  return {
    /** To 08:00 of the next working day. Throws InvalidForm when the notice of its year is missing. */
    nextWorkingDay: (onTheWay: OnTheWay = {}): Promise<Moved> =>
      inTurn(async () => {
        await clock.follow();
        const today = clock.today();
        try {
          return await walk(addWorkingDays(await calendar(), today, 1), onTheWay);
        } catch (error) {
          if (error instanceof UnpublishedYear) throw wrongDate('clock.unpublished', today, { year: error.year });
          throw error;
        }
      }),
    /** To 08:00 of a day. Throws InvalidForm for a day that is past or more than 120 days ahead. */
    goTo: (date: CivilDate, onTheWay: OnTheWay = {}): Promise<Moved> =>
      inTurn(async () => {
        await clock.follow();
        if (instantOf(date, '08:00') <= clock.now()) throw wrongDate('clock.notBack', date);
        if (daysBetween(clock.today(), date) > MOST_DAYS_AHEAD) {
          throw wrongDate('clock.tooFar', date, { most: MOST_DAYS_AHEAD });
        }
        return walk(date, onTheWay);
      }),
  };
}

export type ClockMoves = ReturnType<typeof moveClock>;
