/** The commands of the command line. Bad input gets one sentence in both languages and exit code 1. */

import { access } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DamagedBackup } from '../../src/backup/backup-file.js';
import { dumpStore } from '../../src/backup/dump.store.js';
import { NewerBackup, NotEmpty, restoreBackup } from '../../src/backup/restore-backup.js';
import { PauseLost, takeBackup } from '../../src/backup/take-backup.js';
import { DATA_VERSION, knownVersion } from '../../src/carry-over/carry-over.js';
import { dataVersionStore } from '../../src/carry-over/data-version.store.js';
import { readConfig } from '../../src/config.js';
import { reasonTexts } from '../../src/http/reason-text.js';
import { BY_SYSTEM } from '../../src/people/admin-log.js';
import { createLinks } from '../../src/people/links.js';
import { AppError, StartError } from '../../src/platform/errors.js';
import { formatInstant, LOCALES, translator } from '../../src/platform/i18n.js';
import { createLog } from '../../src/platform/log.js';
import { connectMongo } from '../../src/platform/mongo.js';
import { productVersion } from '../../src/platform/version.js';
import { recount } from '../../src/records/recount.js';
import { verifyLog } from '../../src/records/verify-log.js';
import type { Wiring } from '../../src/wiring.js';
import { civilDateOf, isCivilDate } from '../../workflows/dates.js';
import { POSTS, type Post } from '../../workflows/moment.js';
import { cut, wellFormed } from '../../workflows/text.js';
import { deadline } from './deadline.js';
import { exportLedger, importLedger } from './ledger.js';
import { parseChecklist, parsePlanFile } from './plans.js';
import { both, fileFault, read, refuse, say, sayBeside } from './say.js';

const config = () => readConfig();

/** Work with the whole product over the database, and let go of it whatever happens. */
async function withProduct<T>(work: (wiring: Wiring) => Promise<T>): Promise<T> {
  const settings = config();
  const connection = await connectMongo(settings.MONGODB_URI);
  // Loaded only by who needs all of it: a wrong word is answered at once.
  const { createWiring } = await import('../../src/wiring.js');
  const wiring = await createWiring({ connection, config: settings, log: createLog('error') });
  try {
    return await work(wiring);
  } finally {
    await wiring.close();
  }
}

/** Accounts of the command line: the host's administrator acts as the system and may give any post. */
async function addUser(args: string[], stdin: Readable): Promise<void> {
  const { values, positionals } = read(args, ['login'], {
    name: { type: 'string' },
    department: { type: 'string' },
    post: { type: 'string', multiple: true },
    email: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  });
  const { name, department, email } = values as Record<string, string | undefined>;
  if (!name) return refuse('missing', { what: '--name' });
  if (!department) return refuse('missing', { what: '--department' });
  const posts = (values.post as string[] | undefined) ?? [];
  const unknown = posts.find((post) => !(POSTS as readonly string[]).includes(post));
  if (unknown !== undefined) return refuse('badPost', { post: unknown, posts: POSTS.join(', ') });
  const typed = values['password-stdin'] ? (await text(stdin)).split(/\r?\n/)[0] : undefined;
  if (typed === '') return refuse('noPassword');
  await withProduct(async ({ people, connection, config: { baseUrl } }) => {
    const login = positionals[0] as string;
    const account = await people.accounts.add(
      {
        login,
        name,
        department,
        posts: posts as Post[],
        ...(email ? { email } : {}),
        ...(typed === undefined ? {} : { password: typed }),
      },
      BY_SYSTEM,
    );
    say('userAdded', { login: account.login, name });
    if (typed !== undefined) return;
    const link = await createLinks({ connection, clock: people.hostClock }).make('password', account.id);
    say('userLink');
    process.stdout.write(`${baseUrl}/link/${link}\n`);
  });
}

async function createToken(args: string[]): Promise<void> {
  const { values, positionals } = read(args, ['user'], { label: { type: 'string' } });
  const login = positionals[0] as string;
  await withProduct(async ({ people }) => {
    const account = await people.accounts.byLogin(login);
    if (!account) return refuse('noUser', { login });
    if (account.disabled) return refuse('userDisabled', { login });
    const { token } = await people.tokens.create(account.id, cut(String(values.label ?? 'cli'), 100));
    sayBeside('tokenOnce');
    process.stdout.write(`${token}\n`);
  });
}

async function clock(args: string[]): Promise<void> {
  const [what, ...rest] = args;
  const { positionals } = read(rest, what === 'go-to' ? ['date'] : []);
  if (what !== undefined && what !== 'next' && what !== 'go-to') return refuse('badOption', { option: what });
  const [date] = positionals;
  if (date !== undefined && !isCivilDate(date)) return refuse('badDate', { date });
  await withProduct(async ({ clock: ours, moves }) => {
    const shown = () => formatInstant('zh-CN', ours.now(), '0000-00-00');
    if (what === undefined) {
      for (const locale of LOCALES) {
        const t = translator(locale);
        const kind = t(ours.simulated ? 'operations:simulated' : 'operations:hostClock');
        const now = formatInstant(locale, ours.now(), '0000-00-00');
        process.stdout.write(`${t('operations:cli.clock', { now, kind })}\n`);
      }
      return;
    }
    if (!ours.simulated) return refuse('onlySimulated');
    await (date === undefined ? moves.nextWorkingDay() : moves.goTo(date));
    say('clockMoved', { now: shown() });
  });
}

/** Breaks printed of each log; all are counted. */
const BREAKS_PRINTED = 100;

/** Every chain, then every count: prints the breaks, or the totals. Answers with the exit code. */
async function verify({ records, people }: Wiring): Promise<number> {
  const found = await verifyLog(
    records.log,
    records.kinds().map(({ store }) => store),
  );
  const admin = await people.adminLog.verify();
  for (const { record, seq, fault } of found.breaks.slice(0, BREAKS_PRINTED))
    sayBeside('logBroken', { record, seq, fault });
  for (const seq of admin.breaks.slice(0, BREAKS_PRINTED)) sayBeside('adminLogBroken', { seq });
  const count = found.broken + admin.broken;
  if (count > 0) sayBeside('logBreaks', { count });
  else say('logWhole', { records: found.records, entries: found.entries, admin: admin.entries });
  await compareCounts({ records });
  return count > 0 ? 1 : 0;
}

async function compareCounts({ records }: Pick<Wiring, 'records'>): Promise<void> {
  const { records: counted, rows, differences } = await recount(records.kinds, records.counters).check();
  const [first] = differences;
  if (first) return refuse('countsDiffer', { count: differences.length, ...first });
  say('countsSame', { records: counted, rows });
}

async function recountAll(args: string[]): Promise<void> {
  const { values } = read(args, [], { repair: { type: 'boolean' } });
  await withProduct(async ({ records }) => {
    if (values.repair) say('countsRepaired', { count: await recount(records.kinds, records.counters).repair() });
    await compareCounts({ records });
  });
}

async function backup(args: string[]): Promise<void> {
  const file = read(args, ['file']).positionals[0] as string;
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (there) return refuse('fileExists', { file });
  const connection = await connectMongo(config().MONGODB_URI);
  try {
    const data = await knownVersion(dataVersionStore(connection));
    const about = { version: productVersion(), createdAt: new Date().toISOString(), data };
    const { documents, collections, sha256, moment, pauseMs } = await takeBackup(dumpStore(connection), file, about);
    say('backedUp', { documents, collections, sha256, file, pause: pauseMs, ...moment });
  } catch (error) {
    if (error instanceof PauseLost) return refuse('pauseLost');
    fileFault(error, 'cannotWrite', file);
  } finally {
    await connection.close();
  }
}

async function restore(args: string[]): Promise<number> {
  const { values, positionals } = read(args, ['file'], {
    replace: { type: 'boolean' },
    confirm: { type: 'string' },
  });
  const file = positionals[0] as string;
  const connection = await connectMongo(config().MONGODB_URI);
  const store = dumpStore(connection);
  const database = store.name();
  try {
    const replace = values.replace === true;
    if (replace && values.confirm !== database) return refuse('confirm', { database });
    const mark = dataVersionStore(connection).restore;
    const options = { replace, newest: DATA_VERSION, mark };
    const { documents, createdAt, moment } = await restoreBackup(store, file, options);
    if (moment === null) say('restoredOld', { documents, createdAt });
    else say('restored', { documents, createdAt, ...moment });
  } catch (error) {
    if (error instanceof NewerBackup) return refuse('newerBackup', { file, version: error.version, data: error.data });
    if (error instanceof DamagedBackup) return refuse('damaged', { file, fault: error.message });
    if (error instanceof NotEmpty) return refuse('notEmpty', { database });
    fileFault(error, 'cannotRead', file);
  } finally {
    await connection.close();
  }
  // Opening it as the product builds the rest of the indexes; what came back must also be true.
  return withProduct(verify);
}

/** A command answers with its exit code where that may be another than 0. */
const COMMANDS: Record<string, (args: string[], stdin: Readable) => Promise<unknown>> = {
  'user add': addUser,
  'token create': createToken,
  clock,
  'verify-log': async (args) => {
    read(args, []);
    return withProduct(verify);
  },
  recount: recountAll,
  backup,
  restore,
  'ledger export': (args) => exportLedger(args, withProduct),
  'ledger import': (args) => importLedger(args, withProduct),
  'plan parse': parsePlanFile,
  'checklist parse': parseChecklist,
  deadline,
  help: async () => {
    say('help');
  },
};

function commandOf([first = '', second = '', ...rest]: string[]): [command: string, args: string[]] {
  const two = `${first} ${second}`;
  if (Object.hasOwn(COMMANDS, two)) return [two, rest];
  if (first === '' || first === '--help' || first === '-h') return ['help', []];
  if (!Object.hasOwn(COMMANDS, first)) return refuse('unknownCommand', { command: cut(two.trim(), 60) });
  return [first, second === '' ? rest : [second, ...rest]];
}

/** Why, in both languages. */
function sentence(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (error instanceof AppError && error.reasons.length > 0) {
    const today = civilDateOf(new Date().toISOString());
    return LOCALES.map((locale) => {
      const t = translator(locale);
      const reasons = reasonTexts(error.reasons, { t, locale, today });
      return t('operations:cli.refused', { reasons: reasons.join(locale === 'en' ? ' ' : '') });
    }).join('\n');
  }
  return both('unexpected', { message: String((error as Error)?.message ?? error).split('\n')[0] as string });
}

/** Carry out what was typed. Answers with the exit code. */
export async function runCli(typed: readonly string[], stdin: Readable = process.stdin): Promise<number> {
  try {
    const [command, args] = commandOf(typed.map(wellFormed));
    const code = await COMMANDS[command]?.(args, stdin);
    return typeof code === 'number' ? code : 0;
  } catch (error) {
    process.stderr.write(`${sentence(error)}\n`);
    return 1;
  }
}
