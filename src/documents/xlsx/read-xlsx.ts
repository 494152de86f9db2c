/** The sheets of an .xlsx, its parts streamed: of their XML only what a cell shows is kept. */
import { cellCounter, cleanText, type ReadCell, type ReadRow, type ReadSheet } from '../cells.js';
import { UnreadableDocument } from '../unreadable-document.js';
import { unescaped } from './escapes.js';
import { columnIn, type Merge, mergeIn, spread } from './merges.js';
import { EPOCHS, type Format, readFormats, shownNumber } from './number-formats.js';
import { type Attributes, openPackage, type Package, prefixed } from './parts.js';

const WORKBOOK = 'xl/workbook.xml';
/** Rows of a sheet, by the format. */
const ROWS_MOST = 1_048_576;
/** Characters of the words that cells share. */
const SHARED_MOST = 64_000_000;

interface Book {
  strings: string[];
  formats: Format[];
  epoch: number;
}

/** Text of a cell or a shared item: of all its runs, but not of the readings beside them. */
function textReader() {
  let text = '';
  let open = false;
  let reading = false;
  return {
    start() {
      text = '';
    },
    open(tag: string) {
      if (tag === 't') open = !reading;
      else if (tag === 'rPh') reading = true;
    },
    text(more: string) {
      if (open) text += more;
    },
    close(tag: string) {
      if (tag === 't') open = false;
      else if (tag === 'rPh') reading = false;
    },
    end: () => cleanText(unescaped(text)),
  };
}

async function readStrings(parts: Package, name: string): Promise<string[]> {
  const strings: string[] = [];
  const item = textReader();
  let size = 0;
  await parts.read(name, {
    open(tag) {
      if (tag === 'si') item.start();
      else item.open(tag);
    },
    text: item.text,
    close(tag) {
      if (tag !== 'si') return item.close(tag);
      const text = item.end();
      size += text.length;
      if (size > SHARED_MOST) throw new UnreadableDocument('tooMuchText', { most: SHARED_MOST });
      strings.push(text);
    },
  });
  return strings;
}

function shown(attributes: Attributes, value: string, words: string, { strings, formats, epoch }: Book): string {
  switch (attributes.t) {
    case 'inlineStr':
      return words;
    case 's':
      return strings[Number(value)] ?? '';
    case 'e':
      return '';
    case 'b':
      return value === '' ? '' : value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
    case 'd':
      return value.slice(0, 10);
    case 'str':
      return cleanText(unescaped(value));
    default: {
      const number = Number(value);
      if (value.trim() === '') return '';
      if (!Number.isFinite(number)) return cleanText(unescaped(value));
      return shownNumber(number, formats[Number(attributes.s ?? -1)] ?? 'plain', epoch);
    }
  }
}

/** Gathers the rows and the merged cells of a sheet as its XML passes. `most` rows are enough. */
function sheetReader(book: Book, most: number) {
  const count = cellCounter();
  const rows: ReadRow[] = [];
  const merges: Merge[] = [];
  const words = textReader();
  let n = 0;
  let column = 0;
  let cells: ReadCell[] = [];
  let attributes: Attributes = {};
  let value = '';
  let formula = false;
  let within: 'v' | 'is' | null = null;

  function endCell(): void {
    const text = shown(attributes, value, words.end(), book);
    if (text === '' && !formula) return;
    count.cell(n, column, text);
    while (cells.length < column) cells.push({ text: '', formula: false });
    cells[column - 1] = { text, formula };
  }
  function endRow(): void {
    if (cells.length === 0) return;
    count.row();
    rows.push({ n, cells });
  }

  return {
    rows,
    merges,
    open(tag: string, found: Attributes) {
      if (tag === 'c') {
        attributes = found;
        column = Math.max(columnIn(found.r) || column + 1, 1);
        value = '';
        formula = false;
        words.start();
      } else if (tag === 'v') within = 'v';
      else if (tag === 'is') within = 'is';
      else if (tag === 'f') formula = true;
      else if (tag === 'row') {
        const named = Number(found.r);
        // A row that says nothing, or what cannot be, comes after the one before it.
        n = Number.isInteger(named) && named > n ? named : n + 1;
        if (n > ROWS_MOST) throw new UnreadableDocument('truncated');
        column = 0;
        cells = [];
      } else if (tag === 'mergeCell') {
        const merge = mergeIn(found.ref);
        if (merge) merges.push(merge);
      } else if (within === 'is') words.open(tag);
    },
    text(more: string) {
      if (within === 'v') value += more;
      else if (within === 'is') words.text(more);
    },
    close(tag: string) {
      if (tag === 'c') endCell();
      else if (tag === 'row') endRow();
      else if (tag === 'v' || tag === 'is') within = null;
      else if (within === 'is') words.close(tag);
    },
    enough: () => rows.length >= most,
  };
}

interface Listed {
  name: string;
  hidden: boolean;
  part: string;
}

/** Which sheets there are, in their order, and what days are counted from. */
async function readBook(parts: Package): Promise<{ sheets: Listed[]; epoch: number }> {
  const named: { name: string; hidden: boolean; id: string }[] = [];
  let epoch: number = EPOCHS[1900];
  await parts.read(WORKBOOK, {
    open(tag, attributes) {
      if (tag === 'workbookPr' && /^(?:1|true)$/.test(attributes.date1904 ?? '')) epoch = EPOCHS[1904];
      if (tag !== 'sheet') return;
      const { name = '', state = 'visible' } = attributes;
      named.push({ name, hidden: state !== 'visible', id: prefixed(attributes, 'id') ?? '' });
    },
  });
  const targets = new Map<string, string>();
  const relations = 'xl/_rels/workbook.xml.rels';
  if (parts.has(relations)) {
    await parts.read(relations, {
      open(tag, { Id = '', Target = '' }) {
        if (tag === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target : `xl/${Target}`);
      },
    });
  }
  const sheets = named.map(({ name, hidden, id }, i) => ({
    name,
    hidden,
    part: targets.get(id) ?? `xl/worksheets/sheet${i + 1}.xml`,
  }));
  return { sheets, epoch };
}

/** Work on the sheets of an .xlsx while it is open. Throws {@link UnreadableDocument}. */
export async function withXlsx<T>(
  bytes: Buffer,
  work: (sheets: ReadSheet[]) => Promise<T>,
  tell?: (share: number) => void,
): Promise<T> {
  const parts = await openPackage(bytes, WORKBOOK, tell && { tell });
  try {
    const { sheets, epoch } = await readBook(parts);
    const optional = async <P>(name: string, read: (parts: Package, name: string) => Promise<P[]>) =>
      parts.has(name) ? await read(parts, name) : [];
    const book = {
      strings: await optional('xl/sharedStrings.xml', readStrings),
      formats: await optional('xl/styles.xml', readFormats),
      epoch,
    };
    if (sheets.length === 0) throw new UnreadableDocument('truncated');
    return await work(
      sheets.map(({ name, hidden, part }) => ({
        name,
        hidden,
        async rows(most = Number.POSITIVE_INFINITY) {
          const reader = sheetReader(book, most);
          await parts.read(part, reader);
          spread(reader.rows, reader.merges);
          return reader.rows;
        },
      })),
    );
  } finally {
    parts.close();
  }
}
