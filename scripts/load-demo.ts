/**
 * The demonstration: the campaign of the speech with its people, and its past made by driving the use cases through
 * simulated time. Loads once into an empty database; after that it only prints the accounts.
 */

import { readConfig } from '../src/config.js';
import { DEMO_NOW, DEMO_PASSWORD, DEMO_START } from '../src/demo.js';
import { BY_SYSTEM } from '../src/people/admin-log.js';
import { StartError } from '../src/platform/errors.js';
import { createLog } from '../src/platform/log.js';
import { connectMongo } from '../src/platform/mongo.js';
import { createWiring, type Wiring } from '../src/wiring.js';
import { civilDateOf } from '../workflows/dates.js';
import type { Actor } from '../workflows/moment.js';
import { instantiate, TEMPLATES } from '../workflows/templates/index.js';
import { addIndicators } from './demo/indicators.js';
import { addPackDraft } from './demo/packs.js';
import { addPeople, ONE_PER_POST } from './demo/people.js';
import { simulate } from './demo/simulate.js';

const TEMPLATE = 'third-phase-rectification';
const START_ON = '2026-04-01';
/** The passwords are published anyway, so their hashes need not cost an attacker, only a start, time. */
const PUBLISHED = { N: 1024, r: 8, p: 1 };
/** Written when the past is complete; without it a loading was interrupted. */
const LOADED = 'demonstration';

async function isLoaded({ connection }: Wiring): Promise<boolean> {
  return (await connection.collection<{ _id: string }>('operations').findOne({ _id: LOADED })) !== null;
}

async function load(wiring: Wiring): Promise<void> {
  const { people, connection } = wiring;
  const template = TEMPLATES[TEMPLATE];
  if (!template) throw new Error('The demonstration has no template.');
  const plan = instantiate(template, { startOn: START_ON });
  const known = new Set((await people.departments.list()).map(({ id }) => id));
  for (const { key, english, ...department } of plan.departments) {
    if (!known.has(key)) await people.departments.add({ id: key, nameEn: english, ...department }, BY_SYSTEM);
  }
  const cast = await addPeople(people, plan.departments);
  const opened = await wiring.openCampaign({
    template: TEMPLATE,
    startOn: START_ON,
    title: '作风效能建设活动 2026',
    region: '贵港市',
    upperLevel: '自治区',
    actor: cast.office,
  });
  const start = (actor: Actor) =>
    wiring.records.perform({ kind: 'campaign', id: opened.campaign, event: { type: 'START' }, actor });
  await start(cast.leader);
  const { settings } = (await wiring.campaigns.byId(opened.campaign)).facts;
  await wiring.records.perform({
    kind: 'campaign',
    id: opened.campaign,
    event: { type: 'CHANGE_SETTINGS', settings: { ...settings, complaintPhone: '0775-4562345' } },
    actor: cast.office,
  });
  await simulate(wiring, cast, opened, civilDateOf(DEMO_NOW), (day) => {
    process.stdout.write(`  ${day}\n`);
  });
  await addIndicators(wiring, opened.campaign, cast.office);
  await addPackDraft(wiring, cast.office);
  await connection
    .collection<{ _id: string }>('operations')
    .insertOne({ _id: LOADED, at: wiring.clock.now() } as { _id: string });
}

/** One line per post, so that anyone can be anyone. */
function accounts(): string {
  const rows = ONE_PER_POST.map(({ login, posts, name }) => `  ${login.padEnd(14)} ${posts[0]?.padEnd(24)} ${name}`);
  return [`演示账号 Demonstration accounts（密码 password: ${DEMO_PASSWORD}）`, ...rows, ''].join('\n');
}

async function main(): Promise<void> {
  const config = readConfig();
  if (!config.DEMO) return;
  const log = createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL);
  const connection = await connectMongo(config.MONGODB_URI);
  const wiring = await createWiring({ connection, config, log, demoStart: DEMO_START, people: { cost: PUBLISHED } });
  try {
    if (!(await isLoaded(wiring))) {
      if (await wiring.people.accounts.any()) {
        const half = (await wiring.people.accounts.byLogin('office')) !== null;
        // Somebody's own data: the demonstration does not mix with it.
        if (!half) return;
        throw new StartError(
          '演示数据上次没有装完：请删除数据目录后重新启动。\nThe demonstration was not loaded to its end last time: remove the data directory and start again.',
        );
      }
      process.stdout.write('正在装入演示活动，约半分钟。 Loading the demonstration campaign …\n');
      const started = process.hrtime.bigint();
      await load(wiring);
      process.stdout.write(`  ${Number((process.hrtime.bigint() - started) / 100_000_000n) / 10} s\n`);
    }
    process.stdout.write(accounts());
  } finally {
    await wiring.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof StartError ? `${error.message}\n` : `${(error as Error)?.stack ?? error}\n`);
  process.exitCode = 1;
});
