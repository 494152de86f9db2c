/** While a file that is made to hold the product up is given and read, everybody else is answered. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOSTILE_FILES, type Room, roomsFor } from '../../scripts/bench/hostile-files.js';
import { signIn } from '../../scripts/bench/stage.js';
import { type Giver, give, quietWait, watchAnswers } from '../../scripts/bench/uploading.js';
import { endReaders } from '../../src/documents/apart.js';
import { createTestApp, PASSWORD, type TestApp } from '../support/app.js';
import { HUNTING } from '../support/hunt.js';

/** ms; `npm run bench -- --only upload-stall` measures the promise by itself. */
const SILENCE_MOST = 200;
/** A machine that has other work keeps everybody waiting, also while nothing is given: so many times as long. */
const AS_QUIET = 8;
/** What is silent is so every time; a machine that had something else to do is not. */
const TRIES = 3;

let product: TestApp;
let giver: Giver;

beforeAll(async () => {
  product = await createTestApp({ patience: 0 });
  const port = Number(new URL(product.baseUrl()).port);
  const session = await signIn(port, 'campaign_office', PASSWORD);
  giver = { port, ...session, campaign: product.campaign, phase: product.phase };
}, 60_000);
afterAll(async () => {
  await product.close();
  await endReaders();
});

/** In a landing each file in the room it is made for; in a hunt every file in every room. */
const MADE_FOR: Record<string, Room> = {
  'rows never closed': 'ledger',
  '2,000 rows': 'ledger',
  '500 items with long cells': 'items',
  'one bracket 23,000 times': 'plan',
  'one sentence with 48,000 dates': 'plan',
  'honest 390,000 characters': 'plan',
  '2 MB of one phrase': 'plan',
  '2 MB of rows': 'items',
};
const CASES = HOSTILE_FILES.flatMap((file) =>
  (HUNTING ? roomsFor(file.kind) : file.name in MADE_FOR ? [MADE_FOR[file.name] as Room] : []).map(
    (room) => [file.name, room, file] as const,
  ),
);

describe('while a file is read', () => {
  it.each(CASES)(
    'of %s, given as %s, everybody else is answered, and it is read or refused',
    async (_name, room, file) => {
      const bytes = file.make();
      let beyond = Number.POSITIVE_INFINITY;
      for (let tried = 0; tried < TRIES && beyond > 0; tried += 1) {
        const most = Math.max(SILENCE_MOST, AS_QUIET * (await quietWait(giver.port, 300)));
        const stop = watchAnswers(giver.port);
        const { status } = await give(giver, room, { name: `a${file.kind}`, bytes });
        const silence = await stop();
        expect([200, 422]).toContain(status);
        beyond = Math.max(0, silence - most);
      }
      expect(beyond).toBe(0);
    },
    300_000,
  );
});
