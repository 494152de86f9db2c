import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

/** Run the supervisor over a made-up part that dies as told; resolves with what it said and how it ended. */
async function supervised(
  lives: (number | 'fails')[],
  exits = 1,
): Promise<{ said: string[]; gaveUp: boolean; starts: number }> {
  const script = `
    import { keepRunning } from './scripts/lib/supervise.mjs';
    const lives = ${JSON.stringify(lives)};
    let clock = 0, starts = 0;
    const said = [];
    const run = () => {
      starts += 1;
      const life = lives.shift();
      if (life === 'fails') throw new Error('no start');
      return { ended: Promise.resolve().then(() => { clock += life ?? 0; return lives.length === 0 && life !== 0 ? 0 : ${exits}; }) };
    };
    const words = { died: 'died', restarted: 'restarted', gaveUp: 'gave up' };
    const kept = keepRunning(run(), { start: run, words, pauses: [1, 2, 4], say: (line) => said.push(line), now: () => clock, isOver: (code) => code === 0 });
    const { gaveUp } = await kept.over;
    console.log(JSON.stringify({ said, gaveUp, starts }));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout);
}

describe('the supervisor', () => {
  it('starts a part again and gives it up after quick deaths, with a sentence for each', async () => {
    const { said, gaveUp, starts } = await supervised([0, 0, 0, 0]);
    expect({ gaveUp, starts }).toEqual({ gaveUp: true, starts: 4 });
    expect(said).toEqual(['died', 'restarted', 'restarted', 'restarted', 'gave up']);
  });

  it('counts a start that fails as a death', async () => {
    const { said, gaveUp } = await supervised([0, 'fails', 'fails', 'fails']);
    expect({ said, gaveUp }).toEqual({ said: ['died', 'gave up'], gaveUp: true });
  });

  it('begins to count anew once a part has run for a minute', async () => {
    const long = 120_000;
    const { gaveUp, starts } = await supervised([0, 0, long, 0, 0, long, 0, long]);
    expect({ gaveUp, starts }).toEqual({ gaveUp: false, starts: 8 });
  });
});
