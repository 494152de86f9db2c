/**
 * `npm run hunt [-- --minutes N] [--seed N] [--only part]`: the random tests with seeds nobody has tried and far more
 * of them than in CI. Without --minutes the whole list once; with it as many rounds as fit, and what was left out.
 * A failure prints the seed that repeats it; what is found becomes a fixed case.
 */
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HUNTED } from './lib/hunted.mjs';
import { prepareTests, startJest } from './lib/jest.mjs';
import { root } from './lib/root.mjs';
import { runScript, StartError } from './lib/start-error.mjs';

const PARTS = Object.keys(HUNTED);

await runScript(async () => {
  const { minutes, seed, only } = readArguments();
  const environment = prepareTests();
  const deadline = minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + minutes * 60_000;
  const size = minutes === undefined ? 'whole' : 'round';
  const parts = only === undefined ? PARTS : [only];
  const done = Object.fromEntries(parts.map((part) => [part, 0]));
  const failures = [];
  for (let round = 0; round === 0 || (minutes !== undefined && Date.now() < deadline); round += 1) {
    for (const part of parts) {
      if (Date.now() >= deadline) break;
      const HUNT_SEED = String(seed === undefined ? randomInt(2 ** 31) : seed + round);
      const env = { HUNT_SEED, ...HUNTED[part][size] };
      say(`搜寻 ${part}（种子 ${HUNT_SEED}）。 Hunting ${part}, seed ${HUNT_SEED}.`);
      const code = await within(deadline, startJest(jestArguments(part), { ...environment, ...env }));
      if (code === null) break;
      if (code === 0) done[part] += 1;
      else failures.push(`${variables(env)} npm test -- ${testsOf(part).join(' ')}`);
    }
  }
  for (const [part, rounds] of Object.entries(done)) {
    if (rounds > 0)
      say(`${part}：${rounds} 轮无误。 ${part}: ${rounds} ${rounds === 1 ? 'round' : 'rounds'} found nothing.`);
  }
  const missed = parts.filter((part) => done[part] === 0 && !failures.some((line) => line.includes(testsOf(part)[0])));
  if (missed.length > 0) say(`时间不够，未做：${missed.join('、')}。 Left out, time was up: ${missed.join(', ')}.`);
  for (const line of failures) say(`发现错误，重现方法： Found a fault; to see it again:\n  ${line}`);
  return failures.length > 0 ? 1 : 0;
});

function readArguments() {
  let values;
  try {
    ({ values } = parseArgs({
      options: { minutes: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
    }));
  } catch (error) {
    throw new StartError(`参数有误：${error.message}\nWrong arguments: ${error.message}`);
  }
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  if (minutes !== undefined && !(minutes > 0))
    throw new StartError('--minutes 应为正数。\n--minutes must be a positive number.');
  if (seed !== undefined && !Number.isSafeInteger(seed))
    throw new StartError('--seed 应为整数。\n--seed must be a whole number.');
  if (values.only !== undefined && !PARTS.includes(values.only)) {
    throw new StartError(`--only 可选：${PARTS.join('、')}。\n--only is one of: ${PARTS.join(', ')}.`);
  }
  return { minutes, seed, only: values.only };
}

/** The test files of a part: those it names, or every one with a property. */
function testsOf(part) {
  const { tests } = HUNTED[part];
  if (tests) return tests;
  const named = Object.values(HUNTED).flatMap((one) => one.tests ?? []);
  return readdirSync(join(root, 'test'), { recursive: true })
    .map((file) => `test/${file}`)
    .filter((file) => file.endsWith('.test.ts') && !named.some((start) => file.startsWith(start)))
    .filter((file) => readFileSync(join(root, file), 'utf8').includes("from 'fast-check'"))
    .sort();
}

function jestArguments(part) {
  return [...testsOf(part), '--testTimeout=7200000'];
}

/** The exit code of a run, or null when it was stopped because time was up. */
async function within(deadline, { ended, stop }) {
  if (deadline === Number.POSITIVE_INFINITY) return ended;
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, Math.max(0, deadline - Date.now()), null);
  });
  const code = await Promise.race([ended, late]);
  clearTimeout(timer);
  if (code === null) {
    stop();
    await ended;
  }
  return code;
}

function variables(env) {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

function say(line) {
  console.error(line);
}
