/** The sections in their order. */

import { contacts } from './contacts.js';
import { ledger } from './ledger.js';
import { matters } from './matters.js';
import type { Row, Size } from './measure.js';
import { recover } from './recover.js';
import { rules } from './rules.js';
import { addTasks, openStage } from './stage.js';
import { sweep } from './sweep.js';
import { uploadStall } from './upload-stall.js';
import { growth, web } from './web.js';

export const SECTIONS = [
  'rules',
  'web',
  'sweep',
  'contacts',
  'ledger',
  'upload-stall',
  'matters',
  'growth',
  'recover',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Measure on databases of their own on `server`, which are dropped afterwards; each row is told as soon as it is there. */
export async function runBench(
  server: string,
  size: Size,
  sections: readonly Section[],
  tell: { row(row: Row): void; say(text: string): void },
): Promise<Row[]> {
  const stage = await openStage(server, 'main');
  const rows: Row[] = [];
  const add = (found: Row[]) => {
    for (const one of found) tell.row(one);
    rows.push(...found);
  };
  try {
    tell.say(`${size.small} tasks …`);
    const started = performance.now();
    await addTasks(stage, 0, size.small);
    tell.say(`… in ${Math.round(performance.now() - started)} ms`);
    if (sections.includes('rules')) add(await rules(stage, size));
    if (sections.includes('web')) add(await web(stage, size));
    if (sections.includes('sweep')) add(await sweep(stage, size));
    if (sections.includes('contacts')) add(await contacts(stage, size));
  } finally {
    await stage.drop();
  }
  // On databases of their own: a ledger; two campaigns, a small and a large one, side by side.
  if (sections.includes('ledger')) add(await ledger(server, size));
  if (sections.includes('upload-stall')) add(await uploadStall(server, tell.say));
  if (sections.includes('matters')) add(await matters(server, size, tell.say));
  if (sections.includes('growth')) add(await growth(server, size, tell.say));
  if (sections.includes('recover')) add(await recover());
  return rows;
}
