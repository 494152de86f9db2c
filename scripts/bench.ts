/**
 * The benchmark (`npm run bench -- [--quick] [--json] [--tasks N] [--matters N] [--only rules|web|sweep|…]`): each figure beside a
 * baseline measured in turn with it, so that ratios hold where the machine's speed does not.
 */
import { parseArgs } from 'node:util';
import { civilDateOf } from '../workflows/dates.js';
import { FULL, QUICK, type Row } from './bench/measure.js';
import { runBench, SECTIONS } from './bench/run-bench.js';

const shown = (n: number) => (n >= 100 ? Math.round(n).toLocaleString('en') : n.toFixed(2));
const line = ({ name, ours, baseline, ratio, unit, target, met, note }: Row) =>
  `| ${[name, shown(ours), shown(baseline), ratio.toFixed(2), unit, target, met ? 'yes' : 'no', note].join(' | ')} |`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      tasks: { type: 'string' },
      matters: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const { quick, json, tasks, only } = values;
  const large = {
    ...(tasks === undefined ? {} : { large: Number(tasks) }),
    ...(values.matters === undefined ? {} : { matters: Number(values.matters) }),
  };
  const sections = SECTIONS.filter((section) => only === undefined || only === section);
  const size = { ...(quick ? QUICK : FULL), ...large };
  if (sections.length === 0 || !(size.large >= size.small) || !(size.matters >= size.fewMatters)) {
    process.stderr.write(`--only ${SECTIONS.join('|')}; --tasks ≥ ${size.small}, --matters ≥ ${size.fewMatters}\n`);
    process.exitCode = 1;
    return;
  }
  const say = (text: string) => process.stderr.write(`${text}\n`);
  // A full run takes minutes, so each figure is said at once; the table comes at the end.
  const rows = await runBench(process.env.MONGODB_URI ?? '', size, sections, { say, row: (row) => say(line(row)) });
  if (json) {
    const plain = rows.map(({ name, ours, baseline, ratio, unit }) => ({ name, ours, baseline, ratio, unit }));
    process.stdout.write(`${JSON.stringify(plain)}\n`);
    return;
  }
  const day = civilDateOf(new Date(performance.timeOrigin).toISOString());
  const head = ['| figure | ours | baseline | ratio | unit | target | met | |', '|---|---|---|---|---|---|---|---|'];
  process.stdout.write([`${day}, Node ${process.versions.node}`, '', ...head, ...rows.map(line), ''].join('\n'));
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error)?.stack ?? error}\n`);
  process.exitCode = 1;
});
