/** Files of a ledger in tests: downloaded, edited by column and code, brought back. */
import exceljs from 'exceljs';
import type { ImportRow, LedgerImport } from '../../src/ledger/ledger-import.model.js';
import type { TestApp } from '../support/app.js';

export async function download(product: TestApp, path: string, login = 'campaign_office') {
  const { agent } = await product.agentFor(login);
  const answer = await agent
    .get(path)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    });
  return { status: answer.status, headers: answer.headers, bytes: answer.body as Buffer };
}

/** A downloaded sheet under its Chinese head. */
export async function opened(bytes: Buffer) {
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as never);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('There is no sheet.');
  const head = () => (sheet.getRow(1).values as (string | undefined)[]).map((one) => one ?? '');
  const columnOf = (label: string) => {
    const at = head().indexOf(label);
    if (at < 0) throw new Error(`No column ${label}.`);
    return at;
  };
  const rowOf = (code: string) => {
    const row = sheet.getRows(2, sheet.rowCount - 1)?.find((one) => one.getCell(columnOf('编号')).value === code);
    if (!row) throw new Error(`No row ${code}.`);
    return row;
  };
  return {
    sheet,
    head,
    columnOf,
    rowOf,
    get: (code: string, label: string) => rowOf(code).getCell(columnOf(label)).value,
    set(code: string, label: string, value: exceljs.CellValue) {
      rowOf(code).getCell(columnOf(label)).value = value;
    },
    /** A new row at the end, by labels. */
    add(cells: Record<string, exceljs.CellValue>) {
      const row = sheet.getRow(sheet.rowCount + 1);
      for (const [label, value] of Object.entries(cells)) row.getCell(columnOf(label)).value = value;
      row.commit();
    },
    bytes: async () => Buffer.from(await book.xlsx.writeBuffer()),
  };
}

export interface Brought {
  id: string;
  path: string;
  about: LedgerImport;
  rows: ImportRow[];
  row(code: string): ImportRow;
}

/** Bring a file back and wait until it is compared. */
export async function bring(
  product: TestApp,
  file: { name: string; content: Buffer | string },
  login = 'campaign_office',
  fields: Record<string, string> = {},
): Promise<Brought> {
  const agent = await product.agentFor(login);
  await agent.get('/ledger/imports');
  const answer = await agent.upload('/ledger/imports', { file }, fields);
  if (answer.status !== 303) throw new Error(`${answer.status}: ${sentences(answer.text).join(' ')}`);
  await product.wiring.ledgerImports.drain();
  return look(product, String(answer.headers.location).split('/').at(-1) ?? '');
}

/** An import as it stands. */
export async function look(product: TestApp, id: string): Promise<Brought> {
  const { store } = product.wiring.ledgerImports;
  const rows: ImportRow[] = [];
  for await (const batch of store.inBatches(id, {}, 1_000)) rows.push(...batch);
  return {
    id,
    path: `/ledger/imports/${id}`,
    about: await store.byId(id),
    rows,
    row(code) {
      const found = rows.find((one) => one.code === code);
      if (!found) throw new Error(`No row ${code}.`);
      return found;
    },
  };
}

/** Confirm and wait for the end. */
export async function confirm(product: TestApp, { id, path }: Brought, login = 'campaign_office'): Promise<Brought> {
  const agent = await product.agentFor(login);
  await agent.get(path);
  const answer = await agent.post(`${path}/confirm`);
  if (answer.status !== 303) throw new Error(`${answer.status}: ${sentences(answer.text).join(' ')}`);
  await product.wiring.ledgerImports.drain();
  await product.wiring.records.relay.drain();
  return look(product, id);
}

/** What a refused page says above its form. */
export function sentences(html: string): string[] {
  const box = /<div class="errors"[\s\S]*?<\/div>/.exec(html)?.[0] ?? '';
  return [...box.matchAll(/<li>(?:<a[^>]*>)?([^<]+)/g)].map(([, text = '']) => text.replaceAll('&#x27;', "'"));
}
