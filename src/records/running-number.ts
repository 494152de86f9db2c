/** Codes with a running number of the day, `FC-20260602-00012`: two counters never give the same one. */
import { InvalidForm } from '../platform/errors.js';

const TRIES = 6;

/** Gives a record the next number after `lastNumber` of its prefix; one that another has just taken is passed over. */
export function runningNumbers(lastNumber: (campaign: string, prefix: string) => Promise<number>, digits = 5) {
  // The last number this process gave on a day: a counter does not look it up for each person who comes. It is given before
  // the record is saved, or all windows of a hall would try the same one.
  const lastGiven = new Map<string, number>();

  return async <R extends { repeated: boolean }>(
    campaign: string,
    prefix: string,
    create: (code: string) => Promise<R>,
  ): Promise<R> => {
    const day = `${campaign} ${prefix}`;
    for (let tries = 0; ; tries += 1) {
      const kept = tries > 0 || !lastGiven.has(day) ? await lastNumber(campaign, prefix) : 0;
      const number = Math.max(kept, lastGiven.get(day) ?? 0) + 1;
      lastGiven.set(day, number);
      // A number that came to nothing is given again, unless a later one is out already.
      const giveBack = () => lastGiven.get(day) === number && lastGiven.set(day, number - 1);
      try {
        const made = await create(`${prefix}${String(number).padStart(digits, '0')}`);
        if (made.repeated) giveBack();
        return made;
      } catch (error) {
        const taken = error instanceof InvalidForm && error.reasons.some(({ code }) => code === 'taken');
        if (!taken) giveBack();
        if (!taken || tries === TRIES) throw error;
      }
    }
  };
}
