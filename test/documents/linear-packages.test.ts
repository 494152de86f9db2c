/** Files of Word and Excel are read in time by what is in them, whatever repeats. The sizes grow in a hunt. */
import { describe, it } from '@jest/globals';
import { data, document, row, words, workbook } from '../../scripts/bench/packages.js';
import { sheetCells } from '../../src/documents/sheet-cells.js';
import { textOf } from '../../src/plans/document-text.js';
import { HUNTING } from '../support/hunt.js';
import { expectLinear } from '../support/linear.js';

const TIMES = HUNTING ? 5 : 1;
const times = (piece: string, n: number) => piece.repeat(n);
const each = (n: number, piece: (i: number) => string) => Array.from({ length: n }, (_, i) => piece(i));
const paragraph = (inside: string) => `<w:p>${inside}</w:p>`;
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const cell = (inside: string, how = '') => `<w:tc><w:tcPr>${how}</w:tcPr>${inside}</w:tc>`;
const table = (rows: string) => `<w:tbl>${rows}</w:tbl>`;
const duty = '加强作风建设。（市财政局牵头）';

/** What repeats in a .docx, and how often it is taken first. */
const DOCUMENTS: Record<string, [n: number, body: (n: number) => string]> = {
  paragraphs: [1_500, (n) => times(paragraph(run(duty)), n)],
  'runs of one paragraph': [2_000, (n) => paragraph(times(run('甲，'), n))],
  'words of one run': [20_000, (n) => paragraph(run(times('作风', n)))],
  'breaks of one paragraph': [2_000, (n) => paragraph(`<w:r>${times('<w:t>甲</w:t><w:br/>', n)}</w:r>`)],
  'empty paragraphs': [3_000, (n) => times(paragraph(''), n) + paragraph(run(duty))],
  'bookmarks nobody sees': [2_000, (n) => paragraph(times('<w:bookmarkStart w:id="1" w:name="a"/>', n) + run(duty))],
  'rows of a table': [500, (n) => table(times(`<w:tr>${times(cell(paragraph(run('甲'))), 3)}</w:tr>`, n))],
  'cells of a row': [800, (n) => table(`<w:tr>${times(cell(paragraph(run('甲'))), n)}</w:tr>`)],
  'paragraphs of a cell': [1_000, (n) => table(`<w:tr>${cell(times(paragraph(run('甲')), n))}</w:tr>`)],
  'rows that one cell spans': [
    500,
    (n) =>
      table(
        each(n, (i) => {
          const merged = cell(paragraph(run('甲')), `<w:vMerge${i === 0 ? ' w:val="restart"' : ''}/>`);
          return `<w:tr>${merged}${cell(paragraph(run('乙')))}</w:tr>`;
        }).join(''),
      ),
  ],
  tables: [300, (n) => times(table(`<w:tr>${cell(paragraph(run('甲')))}</w:tr>`), n)],
};

/** What repeats in an .xlsx. */
const BOOKS: Record<string, [n: number, book: (n: number) => Buffer]> = {
  rows: [3_000, (n) => workbook([data(each(n, (i) => row(i + 1, ['甲', duty, '2026-06-10'])))])],
  'words of one cell': [10_000, (n) => workbook([data([row(1, [times('甲，', Math.min(n, 16_000))])])])],
  'runs of one cell': [
    2_000,
    (n) => workbook([data([`<row r="1"><c t="inlineStr"><is>${times('<r><t>甲</t></r>', n)}</is></c></row>`])]),
  ],
  'rows with nothing in them': [
    8_000,
    (n) => workbook([data([...each(n, (i) => `<row r="${i + 1}"/>`), row(99_999, ['末'])])]),
  ],
  merges: [
    1_500,
    (n) => {
      const merged = each(n, (i) => `<mergeCell ref="A${2 * i + 1}:A${2 * i + 2}"/>`).join('');
      return workbook([`${data(each(2 * n, (i) => row(i + 1, ['甲', '乙'])))}<mergeCells>${merged}</mergeCells>`]);
    },
  ],
  sheets: [60, (n) => workbook(each(n, () => data([row(1, ['甲', '乙'])])))],
  'number formats': [
    1_000,
    (n) =>
      workbook([data([`<row r="1"><c s="1"><v>46000</v></c>${words('末')}</row>`])], {
        formats: each(n, (i) => `yyyy"年"m"月"d"日${i}"`),
      }),
  ],
};

const isHead = (texts: readonly string[]) => texts.includes('末');

describe('a file is read in time by what is in it', () => {
  it.each(Object.entries(DOCUMENTS))('a .docx of many %s', (_name, [n, body]) =>
    expectLinear((size) => {
      const bytes = document(body(size));
      return () => textOf({ name: 'a.docx', bytes });
    }, n * TIMES),
  );

  it.each(Object.entries(BOOKS))('an .xlsx of many %s', (_name, [n, book]) =>
    expectLinear((size) => {
      const bytes = book(size);
      return () => sheetCells({ name: 'a.xlsx', bytes }, isHead);
    }, n * TIMES),
  );
});
