/**
 * `npm run plans:score [-- --json]`: how well documents are broken down, field by field, against answers written by hand from
 * the texts (`test/plans/expected/`). Prints precision and recall, and with `--wrong` every difference.
 */
import { parseArgs } from 'node:util';
import { scoreAll, TARGETS } from './plans/score.js';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const { values } = parseArgs({ options: { json: { type: 'boolean' }, wrong: { type: 'boolean' } } });
const scores = scoreAll();
if (values.json) process.stdout.write(`${JSON.stringify(scores, null, 2)}\n`);
else {
  process.stdout.write(
    '| document | field | expected | found | right | precision | recall | target | met |\n|---|---|---|---|---|---|---|---|---|\n',
  );
  for (const { document, field, expected, found, right, precision, recall } of scores) {
    const target = TARGETS[field];
    const met = precision >= target && recall >= target ? 'yes' : 'no';
    const cells = [document, field, expected, found, right, percent(precision), percent(recall), percent(target), met];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
  if (values.wrong)
    for (const { document, field, wrong } of scores)
      for (const one of wrong) process.stdout.write(`${document} ${field}: ${one}\n`);
}
