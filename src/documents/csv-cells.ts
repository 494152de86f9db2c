/** A .csv as rows of cells, under the numbers a spreadsheet gives them: blank lines count, a break inside quotes does not. */
import { parse } from 'csv-parse/sync';
import { cellCounter, cleanText, type ReadRow } from './cells.js';
import { unmarked } from './csv-marks.js';
import { UnreadableDocument } from './unreadable-document.js';

const DELIMITERS = [',', '\t', ';'] as const;
/** Characters of the text in which the delimiter is looked for. */
const SAMPLE = 20_000;

function delimiterOf(text: string): string {
  const line = /[^\n]+/.exec(text.slice(0, SAMPLE))?.[0] ?? '';
  return [...DELIMITERS].sort((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
}

/** Rows with something in them. Throws {@link UnreadableDocument}. */
export function csvCells(text: string): ReadRow[] {
  const count = cellCounter();
  const rows: ReadRow[] = [];
  let n = 0;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      // Looked at as they come, so that too many are not gathered first.
      on_record(record: string[]) {
        n += 1;
        const cells: ReadRow['cells'] = [];
        for (const [i, raw] of record.entries()) {
          const written = cleanText(raw);
          const plain = unmarked(written);
          if (plain === '') continue;
          count.cell(n, i + 1, plain);
          while (cells.length < i) cells.push({ text: '', formula: false });
          // What a spreadsheet would compute when it opens the file is a formula here too.
          cells.push({ text: plain, formula: /^[=＝]/.test(written) });
        }
        if (cells.length > 0) {
          count.row();
          rows.push({ n, cells });
        }
        return null;
      },
    });
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument('truncated');
  }
  return rows;
}
