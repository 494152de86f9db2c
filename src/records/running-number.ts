/**
 * Codes with a running number, `FC-20260602-00012`: the one way to give them. However many people and processes ask at
 * once, each gets a number of its own; a unique index decides, and who comes second takes the next.
 */
import { InvalidForm } from '../platform/errors.js';
import { isDuplicate } from '../platform/write-errors.js';
import type { RecordModel } from './record-store.js';

/** Far more than processes that could be faster one after the other. */
const TRIES = 40;

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The highest number in use behind a prefix, 0 when there is none; read by the index of campaign and code. */
async function highest(model: RecordModel, campaign: string, prefix: string, digits: number): Promise<number> {
  let found = 0;
  // By the text of a code 100000 comes before 99999, so each length is looked at by itself, and only once the shorter is full.
  for (let length = digits; ; length += 1) {
    const code = { $regex: new RegExp(`^${literally(prefix)}\\d{${length}}$`) };
    const last = await model
      .findOne({ campaign, code } as never, { code: 1 })
      .sort({ code: -1 })
      .lean<{ code: string }>();
    if (!last) return found;
    found = Number(last.code.slice(prefix.length));
    if (found < 10 ** length - 1) return found;
  }
}

const isTaken = (error: unknown) =>
  isDuplicate(error) || (error instanceof InvalidForm && error.reasons.some(({ code }) => code === 'taken'));

/**
 * `use` with the number after the highest, and with the next where somebody was faster; whatever else it throws is thrown
 * on. `highest` is asked anew after each number that was taken.
 */
export async function withNextNumber<R>(
  highest: (again: boolean) => Promise<number>,
  use: (n: number) => Promise<R>,
): Promise<R> {
  for (let tries = 0; ; tries += 1) {
    const n = (await highest(tries > 0)) + 1;
    try {
      return await use(n);
    } catch (error) {
      if (!isTaken(error) || tries === TRIES) throw error;
    }
  }
}

/** Gives `use` the next code behind a prefix, `digits` long at least. One that came to nothing goes to whoever comes next. */
export function runningNumbers(model: RecordModel, digits: number) {
  // The last number this process gave: a counter does not look it up for each person who comes. It is given before the
  // record is saved, or all windows of a hall would try the same one.
  const lastGiven = new Map<string, number>();

  return <R extends { repeated: boolean }>(
    campaign: string,
    prefix: string,
    use: (code: string) => Promise<R>,
  ): Promise<R> => {
    const series = `${campaign} ${prefix}`;
    const last = async (again: boolean) => {
      const kept = again || !lastGiven.has(series) ? await highest(model, campaign, prefix, digits) : 0;
      const n = Math.max(kept, lastGiven.get(series) ?? 0);
      // Without waiting in between: the next who asks gets the number after.
      lastGiven.set(series, n + 1);
      return n;
    };
    return withNextNumber(last, async (n) => {
      // Given again, unless a later one is out already.
      const giveBack = () => lastGiven.get(series) === n && lastGiven.set(series, n - 1);
      try {
        const made = await use(`${prefix}${String(n).padStart(digits, '0')}`);
        if (made.repeated) giveBack();
        return made;
      } catch (error) {
        if (!isTaken(error)) giveBack();
        throw error;
      }
    });
  };
}
