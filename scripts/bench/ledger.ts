/** The ledger out and back: a campaign written to a file, and the file compared with it; beside it the reader alone. */
import { PassThrough } from 'node:stream';
import { writeXlsx } from '../../src/documents/sheet-writer.js';
import { type Cell, COLUMNS, headOf, ledgerRows } from '../../src/ledger/ledger-rows.js';
import { readLedgerFile } from '../../src/ledger/read-ledger-file.js';
import { actorOf } from '../../src/people/account.model.js';
import { translator } from '../../src/platform/i18n.js';
import { inPairs, type Row, row, type Size } from './measure.js';
import { addTasks, CAMPAIGN, openStage, type Stage } from './stage.js';

/** Seconds for ten thousand rows. */
const EXPORT_MOST = 5;
const IMPORT_MOST = 15;
const ALL = 10_000;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

async function bytesOf(rows: AsyncIterable<Cell[]>, head: string[]): Promise<Buffer> {
  const out = new PassThrough();
  const chunks: Buffer[] = [];
  out.on('data', (chunk: Buffer) => chunks.push(chunk));
  await writeXlsx(out, { title: '台账', head, columns: COLUMNS, rows });
  return Buffer.concat(chunks);
}

/** On a database of its own on `server`, which is dropped afterwards. */
export async function ledger(server: string, size: Size): Promise<Row[]> {
  const stage = await openStage(server, 'ledger');
  try {
    return await measured(stage, size);
  } finally {
    await stage.drop();
  }
}

async function measured(stage: Stage, { ledgerRows: total, rounds }: Size): Promise<Row[]> {
  const { tasks, people, phases, ledgerImports, clock } = stage.wiring;
  await addTasks(stage, 0, total);
  const reader = { t: translator('zh-CN'), locale: 'zh-CN' as const, today: clock.today() };
  const cells = ledgerRows({ queries: tasks, departments: people.departments, phases });
  const asked = { campaign: CAMPAIGN, filter: {}, visible: { all: true } as const, reader };
  const head = headOf(reader);
  const kept: Cell[][] = [];
  for await (const one of cells(asked)) kept.push(one);
  async function* plain() {
    yield* kept;
  }
  const bytes = await bytesOf(plain(), head);
  const few = Math.min(rounds, 3);
  const out = await inPairs(
    few,
    () => seconds(() => bytesOf(cells(asked), head)),
    () => seconds(() => bytesOf(plain(), head)),
  );

  const account = await people.accounts.byLogin('office');
  if (!account) throw new Error('The benchmark has no office.');
  const actor = actorOf(account);
  const back = await inPairs(
    few,
    () =>
      seconds(async () => {
        const file = { campaign: CAMPAIGN, name: '台账.xlsx', bytes, group: 'TZ', phase: '', actor };
        await ledgerImports.start(await ledgerImports.open(file), actor, 'zh-CN');
        await ledgerImports.drain();
      }),
    () => seconds(() => readLedgerFile('台账.xlsx', bytes)),
  );
  const share = total / ALL;
  const about = (most: number, ours: number, note: string) => ({
    unit: 's',
    target: `< ${most} s for ${ALL} rows`,
    met: ours < most * Math.max(share, 0.1),
    note: `${total} rows, ${note}`,
  });
  return [
    row('ledger-export', out, about(EXPORT_MOST, out.ours, 'baseline: the same rows from memory')),
    row('ledger-import', back, about(IMPORT_MOST, back.ours, 'read and compared; baseline: only read')),
  ];
}
