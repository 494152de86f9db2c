/** The longest time in which nobody was answered while a file that is made to hold the product up was given and read. */
import type { AddressInfo } from 'node:net';
import { endReaders } from '../../src/documents/apart.js';
import { HOSTILE_FILES, roomsFor } from './hostile-files.js';
import { type Row, row } from './measure.js';
import { CAMPAIGN, openStage, PHASE, signIn } from './stage.js';
import { give, quietWait, watchAnswers } from './uploading.js';

/** ms. */
const SILENCE_MOST = 200;

/** On a database of its own on `server`, which is dropped afterwards. Baseline: the longest wait while nothing is uploaded. */
export async function uploadStall(server: string, say: (text: string) => void): Promise<Row[]> {
  const stage = await openStage(server, 'stall');
  const open = stage.wiring.app().listen(0, '127.0.0.1');
  try {
    await new Promise((resolve) => open.once('listening', resolve));
    const { port } = open.address() as AddressInfo;
    const giver = { port, ...(await signIn(port)), campaign: CAMPAIGN, phase: PHASE };
    const baseline = await quietWait(port);
    let worst = { name: '', silence: 0 };
    let failed = '';
    let count = 0;
    for (const { name, kind, make } of HOSTILE_FILES) {
      const bytes = make();
      for (const room of roomsFor(kind)) {
        const stop = watchAnswers(port);
        const { status } = await give(giver, room, { name: `a${kind}`, bytes });
        const silence = await stop();
        count += 1;
        say(`${name} as ${room}: ${Math.round(silence)} ms of silence, in the end ${status}`);
        if (silence > worst.silence) worst = { name: `${name} as ${room}`, silence };
        if (status !== 200 && status !== 422) failed = `; ${name} as ${room} led to ${status}`;
      }
    }
    return [
      row(
        'upload-stall',
        { ours: worst.silence, baseline, ratio: worst.silence / baseline },
        {
          unit: 'ms',
          target: `< ${SILENCE_MOST} ms without an answer`,
          met: worst.silence < SILENCE_MOST && failed === '',
          note: `longest of ${count} hostile files: ${worst.name}; baseline: nothing uploaded${failed}`,
        },
      ),
    ];
  } finally {
    await new Promise((resolve) => {
      open.close(resolve);
      open.closeAllConnections();
    });
    await endReaders();
    await stage.drop();
  }
}
