/**
 * The first sheet of an .xlsx row by row, so that ten thousand rows cost no more memory than one: the parts of the package are
 * streamed, and of their XML only what a cell shows is read.
 */
import { StringDecoder } from 'node:string_decoder';
import yauzl from 'yauzl';
import { dateOfDay } from '../../workflows/dates.js';
import { wellFormed } from '../../workflows/text.js';
import { UnreadableDocument } from './unreadable-document.js';
import { guardZip } from './zip-guard.js';

/** A formula is told apart, since nobody typed what it shows. */
export interface ReadCell {
  text: string;
  formula: boolean;
}
export interface ReadRow {
  /** As the spreadsheet counts, from 1. */
  n: number;
  cells: ReadCell[];
}

/** More than any ledger has; a sheet with more is a mistake or an attack. */
export const CELLS_MOST = { rows: 50_000, columns: 200 };

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML's escapes, and Excel's own for characters that XML does not have. */
function unescaped(text: string): string {
  const plain = text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, raw: string) =>
      raw.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`),
    )
    .replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // A part of a text keeps all of it in memory; a copy keeps itself.
  return Buffer.from(wellFormed(plain).trim()).toString();
}

/** Every `<name …>…</name>` or `<name …/>` of a text, as attributes and content; a prefix before the name does not matter. */
function* elements(xml: string, name: string): Generator<{ attributes: string; inner: string }> {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])([^>]*?)(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, 'g');
  for (const [, attributes = '', inner = ''] of xml.matchAll(pattern)) yield { attributes, inner };
}
const attribute = (attributes: string, name: string) =>
  new RegExp(`(?:^|\\s)(?:\\w+:)?${name}="([^"]*)"`).exec(attributes)?.[1];

/** The text of a string item: of all its runs, but not of the readings beside them. */
function textIn(inner: string): string {
  const runs = inner.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '');
  return unescaped([...elements(runs, 't')].map((one) => one.inner).join(''));
}

type Zip = Awaited<ReturnType<typeof yauzl.fromBufferPromise>>;
type Entry = Parameters<Zip['openReadStreamPromise']>[0];

/** The pieces of a part that end with `</name>`, as they arrive; the last piece is what is left. */
async function* pieces(zip: Zip, entry: Entry, name: string): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  const end = new RegExp(`</(?:\\w+:)?${name}>`, 'g');
  let rest = '';
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    rest += decoder.write(chunk as Buffer);
    let from = 0;
    end.lastIndex = 0;
    while (end.exec(rest)) {
      yield rest.slice(from, end.lastIndex);
      from = end.lastIndex;
    }
    rest = rest.slice(from);
  }
  yield rest + decoder.end();
}

async function whole(zip: Zip, entry: Entry | undefined): Promise<string> {
  let text = '';
  if (entry) for await (const piece of pieces(zip, entry, '')) text += piece;
  return text;
}

/** How a number is to be shown. */
type Format = 'plain' | 'date' | 'percent';

function formatOf(id: number, code: string | undefined): Format {
  if (code === undefined) {
    if (id === 9 || id === 10) return 'percent';
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 48 && id !== 49)
      ? 'date'
      : 'plain';
  }
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  if (bare.includes('%')) return 'percent';
  return /[ymdhs年月日]/i.test(bare.replace(/General/gi, '')) ? 'date' : 'plain';
}

function formatsIn(styles: string): Format[] {
  const codes = new Map(
    [...elements(styles, 'numFmt')].map(({ attributes }) => [
      Number(attribute(attributes, 'numFmtId')),
      unescaped(attribute(attributes, 'formatCode') ?? ''),
    ]),
  );
  const [cells] = elements(styles, 'cellXfs');
  return [...elements(cells?.inner ?? '', 'xf')].map(({ attributes }) => {
    const id = Number(attribute(attributes, 'numFmtId') ?? 0);
    return formatOf(id, codes.get(id));
  });
}

/** Days from 1970-01-01 back to the day a workbook counts from. */
const EPOCHS = { 1900: 25_569, 1904: 24_107 };

interface Book {
  strings: string[];
  formats: Format[];
  epoch: number;
}

function shown(attributes: string, inner: string, { strings, formats, epoch }: Book): string {
  const type = attribute(attributes, 't') ?? 'n';
  if (type === 'inlineStr') return textIn(inner);
  const [value] = elements(inner, 'v');
  const raw = value?.inner ?? '';
  if (type === 's') return strings[Number(raw)] ?? '';
  if (type === 'e' || raw === '') return '';
  if (type === 'b') return raw === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return raw.slice(0, 10);
  const number = Number(raw);
  if (type === 'str' || !Number.isFinite(number)) return unescaped(raw);
  const format = formats[Number(attribute(attributes, 's') ?? -1)] ?? 'plain';
  if (format === 'date' && number >= 1 && number < 2_958_466) return dateOfDay(Math.floor(number) - epoch);
  // 50 % is kept as 0.5, and a tenth may be kept as 0.1000000000000001.
  return format === 'percent' ? `${Number((number * 100).toPrecision(12))}%` : String(Number(number.toPrecision(15)));
}

/** `AB7` → 28; 0 for no reference. */
function columnIn(reference: string | undefined): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference ?? '')?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function rowIn(xml: string, before: number, book: Book): ReadRow | null {
  const start = xml.search(/<(?:\w+:)?row(?=[\s/>])/);
  const [row] = start < 0 ? [] : elements(xml.slice(start).replace(/<(?:\w+:)?row\s[^>]*\/>/g, ''), 'row');
  if (!row) return null;
  const n = Number(attribute(row.attributes, 'r') ?? before + 1);
  const cells: ReadCell[] = [];
  for (const { attributes, inner } of elements(row.inner, 'c')) {
    const column = columnIn(attribute(attributes, 'r')) || cells.length + 1;
    if (column > CELLS_MOST.columns) {
      throw new UnreadableDocument('tooManyColumns', { row: n, most: CELLS_MOST.columns });
    }
    while (cells.length < column - 1) cells.push({ text: '', formula: false });
    cells[column - 1] = { text: shown(attributes, inner, book), formula: /<(?:\w+:)?f[\s/>]/.test(inner) };
  }
  return { n, cells };
}

/** The part that holds the first sheet of the book. */
async function firstSheet(zip: Zip, entries: ReadonlyMap<string, Entry>, workbook: string): Promise<Entry | undefined> {
  const [sheet] = elements(workbook, 'sheet');
  const relations = await whole(zip, entries.get('xl/_rels/workbook.xml.rels'));
  const id = attribute(sheet?.attributes ?? '', 'id');
  const relation = [...elements(relations, 'Relationship')].find(
    ({ attributes }) => attribute(attributes, 'Id') === id,
  );
  const target = attribute(relation?.attributes ?? '', 'Target') ?? 'worksheets/sheet1.xml';
  return entries.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
}

/** Rows that have anything in them. Throws {@link UnreadableDocument}. */
export async function* xlsxCells(bytes: Buffer): AsyncGenerator<ReadRow> {
  await guardZip(bytes, 'xl/workbook.xml');
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    const workbook = await whole(zip, entries.get('xl/workbook.xml'));
    const book: Book = {
      strings: [],
      formats: formatsIn(await whole(zip, entries.get('xl/styles.xml'))),
      epoch: EPOCHS[/date1904="(?:1|true)"/.test(workbook) ? 1904 : 1900],
    };
    const strings = entries.get('xl/sharedStrings.xml');
    if (strings) {
      for await (const piece of pieces(zip, strings, 'si')) {
        // An empty item may be written without an end.
        for (const { inner } of elements(piece, 'si')) book.strings.push(textIn(inner));
      }
    }
    const sheet = await firstSheet(zip, entries, workbook);
    if (!sheet) throw new UnreadableDocument('truncated');
    let before = 0;
    let rows = 0;
    for await (const piece of pieces(zip, sheet, 'row')) {
      const row = rowIn(piece, before, book);
      if (!row) continue;
      before = row.n;
      if (row.cells.every(({ text, formula }) => text === '' && !formula)) continue;
      rows += 1;
      if (rows > CELLS_MOST.rows) throw new UnreadableDocument('tooManyRows', { most: CELLS_MOST.rows });
      yield row;
    }
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument('truncated');
  } finally {
    zip.close();
  }
}
