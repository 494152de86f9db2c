/** What the demonstration fixes: the speech was given about the end of May, so its dates lie just ahead. */

/** Where the demonstration's clock stands before its past is made: the first working day of its first phase. */
export const DEMO_START = '2026-01-05T00:00:00.000Z';

/** Where it stands at the first start: 2 June 2026, 08:00 in the campaign's zone. */
export const DEMO_NOW = '2026-06-02T00:00:00.000Z';

/** The password of every demonstration account; published, so never beside real data. */
export const DEMO_PASSWORD = 'Guanlan-7';
