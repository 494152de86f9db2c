import { afterEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { publishedYears } from '../../src/calendars/published-years.js';
import { clockRoutes, pageBefore } from '../../src/clock/clock.router.js';
import { type ClockParts, createClock } from '../../src/clock/create-clock.js';
import { moveClock, stopsOnTheWay } from '../../src/clock/move-clock.js';
import { reasonTexts } from '../../src/http/reason-text.js';
import { LOCALES, translator } from '../../src/platform/i18n.js';
import { connectMongo, ensureIndexes } from '../../src/platform/mongo.js';
import { calendarOf } from '../../workflows/calendar.js';
import { instantOf } from '../../workflows/dates.js';
import type { Reason } from '../../workflows/step.js';
import { testDatabaseUri } from '../support/database.js';

const DEMO = instantOf('2026-06-02', '08:00');
const standing = { CLOCK_RATE: 0, ALLOW_SIMULATED_CLOCK: false, production: false };

describe('the clock of an installation', () => {
  const connections: Connection[] = [];
  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
  });

  async function database() {
    const connection = await connectMongo(await testDatabaseUri());
    connections.push(connection);
    const clock = (given: Partial<ClockParts['config']> = {}, demo: string | null = null) =>
      createClock({ connection, config: { ...standing, ...given }, demo });
    await ensureIndexes(connection);
    return { connection, clock };
  }

  async function moved(start = DEMO) {
    const { clock: make } = await database();
    const clock = await make({}, start);
    const seen: string[] = [];
    const runDueWork = async () => {
      seen.push(clock.now());
    };
    const moves = moveClock({ clock, calendar: async () => calendarOf(publishedYears()), runDueWork });
    return { clock, moves, seen };
  }

  it('is the host’s where nothing else was ever asked for', async () => {
    const { clock } = await database();
    const real = await clock();
    expect(real.simulated).toBe(false);
    await expect(real.moveTo(DEMO)).rejects.toThrow(RangeError);
  });

  it('starts a demonstration where it is told and goes on from where it stopped', async () => {
    const { clock } = await database();
    const first = await clock({}, DEMO);
    expect(first.now()).toBe(DEMO);
    await first.moveTo(instantOf('2026-06-10', '08:00'));
    await first.stop();
    const second = await clock({ CLOCK_START: DEMO }, DEMO);
    expect(second.now()).toBe(instantOf('2026-06-10', '08:00'));
    // Started without any of it, the installation keeps the time its records were made in.
    expect((await clock()).simulated).toBe(true);
  });

  it('never shows an earlier time after a crash than it can have shown before it', async () => {
    const { clock, connection } = await database();
    const first = await clock({ CLOCK_RATE: 1 }, DEMO);
    first.start();
    await first.save();
    const before = first.now();
    const kept = await connection.collection('clockState').findOne({});
    const second = await clock({ CLOCK_RATE: 1 }, DEMO);
    expect(second.now() >= before).toBe(true);
    expect(second.now() >= kept?.upTo).toBe(true);
    await first.stop();
    await second.stop();
  });

  it('is followed by other processes, never backwards', async () => {
    const { clock } = await database();
    const web = await clock({}, DEMO);
    const worker = await clock({}, DEMO);
    await web.moveTo(instantOf('2026-06-03', '08:00'));
    await worker.follow();
    expect(worker.today()).toBe('2026-06-03');
    await worker.moveTo(instantOf('2026-06-05', '08:00'));
    // Saves an older time than the worker has: it must not take the others back.
    await web.save();
    await worker.follow();
    expect(worker.today()).toBe('2026-06-05');
    await web.follow();
    expect(web.today()).toBe('2026-06-05');
    await expect(web.moveTo(instantOf('2026-06-04', '08:00'))).rejects.toThrow(RangeError);
  });

  it('is refused when simulated in production, unless that is allowed', async () => {
    const { clock } = await database();
    await clock({}, DEMO);
    await expect(clock({ production: true })).rejects.toThrow('simulated clock');
    expect((await clock({ production: true, ALLOW_SIMULATED_CLOCK: true })).simulated).toBe(true);
  });

  it('stops at midnight and at eight of every day on the way, and does what is due there', async () => {
    const { moves, seen, clock } = await moved();
    await moves.goTo('2026-06-04');
    expect(seen).toEqual([
      instantOf('2026-06-03', '00:00'),
      instantOf('2026-06-03', '08:00'),
      instantOf('2026-06-04', '00:00'),
      instantOf('2026-06-04', '08:00'),
    ]);
    expect(clock.now()).toBe(instantOf('2026-06-04', '08:00'));
    expect(stopsOnTheWay(instantOf('2026-06-04', '07:00'), '2026-06-04')).toEqual([instantOf('2026-06-04', '08:00')]);
  });

  it('goes to the next working day over weekends and holidays', async () => {
    const { moves, clock } = await moved(instantOf('2026-06-18', '15:00'));
    // 19 to 21 June 2026: Dragon Boat Festival.
    await moves.nextWorkingDay();
    expect(clock.now()).toBe(instantOf('2026-06-22', '08:00'));
  });

  it('makes two moves at once one after the other', async () => {
    const { moves, clock, seen } = await moved();
    await Promise.all([moves.nextWorkingDay(), moves.nextWorkingDay()]);
    expect(clock.today()).toBe('2026-06-04');
    expect(seen).toHaveLength(4);
  });

  it('refuses a day that is past, one too far ahead, and a next working day nobody has published', async () => {
    const { moves, clock } = await moved();
    await expect(moves.goTo('2026-06-01')).rejects.toMatchObject({ status: 422, reasons: [{ code: 'clock.notBack' }] });
    await expect(moves.goTo('2026-06-02')).rejects.toMatchObject({ status: 422 });
    await expect(moves.goTo('2026-10-01')).rejects.toMatchObject({ status: 422, reasons: [{ code: 'clock.tooFar' }] });
    expect(clock.now()).toBe(DEMO);
    const last = await moved(instantOf('2026-12-31', '09:00'));
    await expect(last.moves.nextWorkingDay()).rejects.toMatchObject({
      status: 422,
      reasons: [{ code: 'clock.unpublished', params: { year: 2027 } }],
    });
  });

  it('cannot be moved where it is the host’s: the pages do not exist', async () => {
    const { clock: make } = await database();
    const clock = await make();
    const moves = moveClock({ clock, calendar: async () => calendarOf([]), runDueWork: async () => {} });
    for (const { handler } of clockRoutes({ clock, moves, underWay: {} as never })) {
      await expect(handler({ body: { date: '2026-06-10' } } as never, {} as never)).rejects.toMatchObject({
        status: 404,
      });
    }
  });

  it('leads back to the page the move was asked from, and to no other host', () => {
    const from = (referer?: string) =>
      pageBefore({ get: (name: string) => (name === 'host' ? 'sx.test:3000' : referer) } as never);
    expect(from('http://sx.test:3000/tasks?page=2')).toBe('/tasks?page=2');
    expect(from('http://elsewhere.test/tasks')).toBe('/');
    expect(from('http://sx.test:3000//elsewhere.test/')).toBe('/');
    expect(from('not a url')).toBe('/');
    expect(from()).toBe('/');
  });
});

describe('what is said when the clock cannot be moved', () => {
  it.each(LOCALES)('is a sentence in %s', (locale) => {
    const reader = { t: translator(locale), locale, today: '2026-06-02' };
    const reasons: Reason[] = [
      { code: 'clock.notBack', params: { date: '2026-06-01' } },
      { code: 'clock.tooFar', params: { date: '2026-12-01', most: 120 } },
      { code: 'clock.unpublished', params: { date: '2026-12-31', year: 2027 } },
    ];
    const texts = reasonTexts(reasons, reader);
    expect(texts[0]).toContain(locale === 'en' ? '1 Jun' : '6月1日');
    expect(texts[1]).toContain('120');
    expect(texts[2]).toContain('2027');
  });
});
