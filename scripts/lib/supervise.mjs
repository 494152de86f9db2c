/** Keeps a part of `npm start` running: started again with a growing pause when it dies, given up after quick deaths. */

/** Pauses before each start after a death, in ms; as many deaths in a row are borne. */
export const PAUSES_MS = [250, 1_000, 2_000, 4_000, 8_000, 16_000];
/** A part that ran so long, in ms, has recovered: its next death is a first one. */
const RECOVERED_MS = 60_000;

/**
 * @typedef {object} Running
 * @property {Promise<number | undefined>} ended the exit code, undefined where there is none; never rejects
 * @property {() => boolean} [hasBeenUp] false: it never worked, so starting it again is no use
 *
 * @typedef {object} Part
 * @property {(again: boolean) => Promise<Running> | Running} start may reject: counts as a death
 * @property {{ died: string, restarted: string, gaveUp: string }} words a sentence for each, in both languages
 * @property {(code: number | undefined) => boolean} [isOver] an end that is none: it was asked to, or only a person can help
 * @property {() => string} [why] more to say after a death: the disk is full
 * @property {(line: string) => void} [say]
 * @property {readonly number[]} [pauses]
 * @property {() => number} [now] host time in ms
 */

/**
 * Keep `part` running from `first`. `over` settles with the last exit code and whether it was given up; `stop()` sees
 * to it that nothing is started any more (what runs is the caller's to end).
 *
 * @param {Running} first
 * @param {Part} part
 */
export function keepRunning(first, part) {
  const { start, words, isOver = () => false, why = () => '', say = console.error, pauses = PAUSES_MS } = part;
  const now = part.now ?? (() => performance.now());
  let stopped = false;
  let wake = () => {};

  const pause = (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function attempt() {
    try {
      return await start(true);
    } catch {
      return undefined;
    }
  }

  async function watch() {
    let running = first;
    let startedAt = now();
    let deaths = 0;
    for (;;) {
      const code = running ? await running.ended : undefined;
      if (stopped || (running && isOver(code))) return { code, gaveUp: false };
      if (running?.hasBeenUp && !running.hasBeenUp() && deaths === 0) return { code, gaveUp: false };
      if (running && now() - startedAt >= RECOVERED_MS) deaths = 0;
      if (deaths === 0) say(words.died + why());
      if (deaths >= pauses.length) {
        say(words.gaveUp + why());
        return { code, gaveUp: true };
      }
      await pause(pauses[deaths]);
      deaths += 1;
      if (stopped) return { code, gaveUp: false };
      startedAt = now();
      running = await attempt();
      if (running && !stopped) say(words.restarted);
    }
  }

  return {
    over: watch(),
    stop() {
      stopped = true;
      wake();
    },
  };
}
