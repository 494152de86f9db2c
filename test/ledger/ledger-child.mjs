// A process of its own that exports the ledger of a database and brings it back edited; prints what it took.
import { readFileSync, writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { readConfig } from '../../dist/src/config.js';
import { writeXlsx } from '../../dist/src/documents/sheet-writer.js';
import { COLUMNS, headOf, ledgerRows } from '../../dist/src/ledger/ledger-rows.js';
import { actorOf } from '../../dist/src/people/account.model.js';
import { translator } from '../../dist/src/platform/i18n.js';
import { createLog } from '../../dist/src/platform/log.js';
import { connectMongo } from '../../dist/src/platform/mongo.js';
import { createWiring } from '../../dist/src/wiring.js';

const [what, uri, campaign, file] = process.argv.slice(2);
const config = readConfig({ ...process.env, MONGODB_URI: uri, CLOCK_RATE: '0' });
const connection = await connectMongo(uri);
const wiring = await createWiring({ connection, config, log: createLog('error') });
const { tasks, people, phases, ledgerImports, clock } = wiring;
const reader = { t: translator('zh-CN'), locale: 'zh-CN', today: clock.today() };
const started = performance.now();
const answer = {};
if (what === 'export') {
  const edit = COLUMNS.findIndex(({ key }) => key === 'title');
  const cells = ledgerRows({ queries: tasks, departments: people.departments, phases });
  // What everybody may see, or what some departments may.
  const visible = process.argv[6] ? { all: false, departments: process.argv[6].split(',') } : { all: true };
  let n = 0;
  async function* rows() {
    for await (const row of cells({ campaign, filter: {}, visible, reader })) {
      n += 1;
      // Every tenth row comes back edited.
      if (n % 10 === 0) row[edit] = `${row[edit]}（改）`;
      yield row;
    }
  }
  const out = new PassThrough();
  const chunks = [];
  out.on('data', (chunk) => chunks.push(chunk));
  await writeXlsx(out, { title: '台账', head: headOf(reader), columns: COLUMNS, rows: rows() });
  writeFileSync(file, Buffer.concat(chunks));
  answer.rows = n;
} else {
  const account = await people.accounts.byLogin(process.argv[6]);
  const actor = actorOf(account);
  const bytes = readFileSync(file);
  const opened = await ledgerImports.open({ campaign, name: '台账.xlsx', bytes, group: 'TZ', phase: '', actor });
  await ledgerImports.start(opened, actor, 'zh-CN');
  const seen = [];
  while ((await ledgerImports.store.byId(opened.id)).state === 'comparing') {
    const { done } = await ledgerImports.store.byId(opened.id);
    if (seen.at(-1) !== done) seen.push(done);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  Object.assign(answer, await ledgerImports.store.byId(opened.id), { seen });
}
answer.ms = Math.round(performance.now() - started);
answer.mebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
await wiring.close();
process.stdout.write(JSON.stringify(answer));
