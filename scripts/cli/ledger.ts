/** The ledger on the command line: written to a file, and brought back from one, by the same use cases as the pages. */

import { createWriteStream } from 'node:fs';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DOCUMENT_MOST } from '../../src/documents/receive-file.js';
import { UnreadableDocument } from '../../src/documents/unreadable-document.js';
import { type Reader, reasonTexts } from '../../src/http/reason-text.js';
import type { Choice, ImportRow, LedgerImport } from '../../src/ledger/ledger-import.model.js';
import { DEFAULT_GROUP } from '../../src/ledger/ledger-imports.page.js';
import { COLUMNS, headOf, ledgerRows } from '../../src/ledger/ledger-rows.js';
import { KINDS } from '../../src/ledger/send-sheet.js';
import { actorOf } from '../../src/people/account.model.js';
import { visibleTo } from '../../src/people/policy.js';
import { type Locale, translator } from '../../src/platform/i18n.js';
import type { Wiring } from '../../src/wiring.js';
import { cut } from '../../workflows/text.js';
import { fileFault, read, refuse, say } from './say.js';

type WithProduct = <T>(work: (wiring: Wiring) => Promise<T>) => Promise<T>;

const kindOf = (file: string): keyof typeof KINDS => {
  const kind = extname(file).slice(1).toLowerCase();
  return kind in KINDS ? (kind as keyof typeof KINDS) : refuse('ledgerKind', { file });
};

/** Who acts, and in whose language. */
async function personOf({ people }: Wiring, login: string) {
  const account = await people.accounts.byLogin(login);
  if (!account) return refuse('noUser', { login });
  if (account.disabled) return refuse('userDisabled', { login });
  return { actor: actorOf(account), locale: account.locale };
}

async function campaignOf({ campaigns }: Wiring, id: string | undefined) {
  const campaign = id === undefined ? await campaigns.current() : await campaigns.byId(id);
  return campaign ?? refuse('noCampaign');
}

/** `ledger export FILE`: all of a campaign, or with `--as` what that person sees. */
export async function exportLedger(args: string[], withProduct: WithProduct): Promise<void> {
  const { values, positionals } = read(args, ['file'], { campaign: { type: 'string' }, as: { type: 'string' } });
  const file = positionals[0] as string;
  const kind = kindOf(file);
  await withProduct(async (wiring) => {
    const { people, tasks, phases, clock } = wiring;
    const person = values.as === undefined ? null : await personOf(wiring, String(values.as));
    const campaign = await campaignOf(wiring, values.campaign as string | undefined);
    const locale: Locale = person?.locale ?? 'zh-CN';
    const reader: Reader = { t: translator(locale), locale, today: clock.today() };
    const visible = person ? visibleTo(person.actor, await people.departments.tree()) : ({ all: true } as const);
    const cells = ledgerRows({ queries: tasks, departments: people.departments, phases });
    let count = 0;
    async function* rows() {
      for await (const row of cells({ campaign: campaign.id, filter: {}, visible, reader })) {
        count += 1;
        yield row;
      }
    }
    try {
      // Never over a file that is there.
      await (await open(file, 'wx')).close();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return refuse('fileExists', { file });
      fileFault(error, 'cannotWrite', file);
    }
    try {
      const sheet = { title: reader.t('tasks:list.title'), head: headOf(reader), columns: COLUMNS, rows: rows() };
      await KINDS[kind].write(createWriteStream(file), sheet);
    } catch (error) {
      await rm(file, { force: true });
      fileFault(error, 'cannotWrite', file);
    }
    say('ledgerExported', { count, file });
  });
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > DOCUMENT_MOST) throw new UnreadableDocument('tooLarge', { most: DOCUMENT_MOST / 1024 / 1024 });
    return await readFile(file);
  } catch (error) {
    return fault(error, file);
  }
}

function fault(error: unknown, file: string): never {
  if (error instanceof UnreadableDocument) return refuse(`unreadable.${error.fault}`, { file, ...error.params });
  return fileFault(error, 'cannotRead', file);
}

function preferred(value: unknown): Choice | null {
  if (value === undefined) return null;
  return value === 'mine' || value === 'theirs'
    ? value
    : refuse('badOption', { option: `--prefer ${cut(String(value), 20)}` });
}

/**
 * `ledger import FILE --as LOGIN`: a change carries the name of who makes it, so nobody imports as the system. `--dry-run`
 * compares and changes nothing; `--prefer` decides conflicts in one way, without it they are listed and nothing is changed.
 */
export async function importLedger(args: string[], withProduct: WithProduct): Promise<void> {
  const { values, positionals } = read(args, ['file'], {
    as: { type: 'string' },
    campaign: { type: 'string' },
    'dry-run': { type: 'boolean' },
    prefer: { type: 'string' },
    json: { type: 'boolean' },
  });
  const file = positionals[0] as string;
  if (values.as === undefined) return refuse('missing', { what: '--as' });
  const prefer = preferred(values.prefer);
  kindOf(file);
  const bytes = await bytesOf(file);
  await withProduct(async (wiring) => {
    const { ledgerImports } = wiring;
    const { actor, locale } = await personOf(wiring, String(values.as));
    const { id: campaign } = await campaignOf(wiring, values.campaign as string | undefined);
    const asked = { campaign, name: basename(file), bytes, group: DEFAULT_GROUP, phase: '', actor };
    const opened = await ledgerImports.open(asked).catch((error: unknown) => fault(error, file));
    await ledgerImports.start(opened, actor, locale);
    await ledgerImports.drain();
    const compared = await ledgerImports.store.byId(opened.id);
    if (compared.state !== 'ready') return refuse('ledgerBroken');
    if (prefer) await ledgerImports.choose(compared, { choices: new Map(), rest: prefer }, { rev: 1, actor });
    const open = await ledgerImports.store.countRows(opened.id, { undecided: true });
    if (!values['dry-run'] && open === 0) {
      const standing = await ledgerImports.store.byId(opened.id);
      await ledgerImports.confirm(standing, actor, locale, { rev: standing.rev ?? 1 });
      await ledgerImports.drain();
    }
    const about = await ledgerImports.store.byId(opened.id);
    const rows: ImportRow[] = [];
    for await (const batch of ledgerImports.store.inBatches(opened.id, {}, 1_000)) {
      rows.push(...batch.filter(({ tags }) => tags.length > 0));
    }
    const reader: Reader = { t: translator(locale), locale, today: wiring.clock.today() };
    if (values.json) process.stdout.write(`${JSON.stringify(plain(about, rows, reader), null, 2)}\n`);
    else print(about, rows, reader);
    if (!values['dry-run'] && open > 0) return refuse('ledgerConflicts', { count: open });
    if (!values['dry-run'] && about.state !== 'done') return refuse('ledgerBroken');
    if (!values.json && about.state === 'done') {
      say('ledgerImported', { ...(await ledgerImports.store.countOutcomes(about.id)), file });
    }
  });
}

/** What was found, and once it is done what became of it, as data. */
function plain({ id, state, total, counts }: LedgerImport, rows: readonly ImportRow[], reader: Reader) {
  const told = (cells: ImportRow['refused']) =>
    cells.map(({ column, reasons }) => ({
      column,
      reasons: reasons.map((reason) => ({ ...reason, text: reasonTexts([reason], reader)[0] })),
    }));
  return {
    import: id,
    state,
    total,
    counts,
    rows: rows.map(({ n, code, changes, conflicts, refused, fresh, choices, outcome }) => ({
      n,
      code,
      changes,
      conflicts,
      choices,
      fresh,
      refused: told(refused),
      outcome: outcome && { ...outcome, refused: told(outcome.refused) },
    })),
  };
}

function print({ total, counts }: LedgerImport, rows: readonly ImportRow[], reader: Reader): void {
  const { t } = reader;
  const label = (column: string) => t(`ledger:column.${column}`);
  const line = (mark: string, { n, code }: ImportRow, text: string) =>
    process.stdout.write(`${mark}\t${n}\t${code}\t${text.replaceAll('\n', '⏎')}\n`);
  for (const row of rows) {
    for (const { column, now, wanted } of row.changes) line('~', row, `${label(column)}\t${now} → ${wanted}`);
    for (const { column, now, wanted } of row.conflicts) line('?', row, `${label(column)}\t${now} ≠ ${wanted}`);
    if (row.fresh) line('+', row, row.title);
    for (const { column, reasons } of row.outcome?.refused ?? row.refused) {
      line('!', row, `${label(column)}\t${reasonTexts(reasons, reader).join(' ')}`);
    }
  }
  say('ledgerCompared', { total, ...counts });
}
