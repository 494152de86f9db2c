/** Files that held the product up: each is read, or refused with the reason, and the thread that answers people is never silent. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { data, document, row, workbook, zip } from '../../scripts/bench/packages.js';
import { apart, endReaders } from '../../src/documents/apart.js';
import { UnreadableDocument } from '../../src/documents/unreadable-document.js';
import { readLedgerFile } from '../../src/ledger/read-ledger-file.js';
import type { GivenPlan, PlanPart } from '../../src/plans/plan.reading.js';
import { readDocument } from '../../src/plans/read-document.js';
import { parsePlan } from '../../workflows/plans/parse-plan.js';

/** ms; `npm run bench -- --only upload-stall` measures the promise of 200, here other tests run beside. */
const SILENCE_MOST = 1_000;
const MEBIBYTE = 1024 * 1024;

afterAll(() => endReaders());

/** What came of some work, and the longest time in ms in which nobody else had a turn. */
async function during<T>(work: () => Promise<T>): Promise<{ value: T | string; silence: number }> {
  let silence = 0;
  let last = performance.now();
  const look = setInterval(() => {
    const now = performance.now();
    silence = Math.max(silence, now - last);
    last = now;
  }, 5);
  try {
    return { value: await work(), silence };
  } catch (error) {
    if (error instanceof UnreadableDocument) return { value: error.fault, silence };
    throw error;
  } finally {
    clearInterval(look);
  }
}

const head = ['任务', '牵头部门', '配合单位', '时限', '备注'];
const duty = (i: number) => [`整治事项${i}`, '财政局', '', '2026-06-30', ''];
const honest = (n: number) =>
  workbook([data([row(1, head), ...Array.from({ length: n }, (_, i) => row(i + 2, duty(i)))])]);

const drafted = apart<GivenPlan, PlanPart>(new URL('../../src/plans/plan.reading.js', import.meta.url));
const PLAN = { text: '', name: '', editionOf: 'none', phase: 'p', year: 2026, today: '2026-06-02', departments: [] };
/** How many proposals come of a file, or why it is refused. */
const asPlan = (name: string, bytes: Buffer) => async () => {
  let found: number | string = 'nothing';
  for await (const part of drafted({ ...PLAN, file: { name, bytes } })) {
    if ('refused' in part) found = part.refused[0]?.code ?? '';
    else if ('head' in part) found = part.head.counts.proposals;
  }
  return found;
};
const asLedger = (name: string, bytes: Buffer) => async () => {
  const { rows, faults } = await readLedgerFile(name, bytes);
  return faults[0]?.code ?? rows.length;
};

describe('a hostile file', () => {
  it.each<[string, () => Buffer, string | number, string | number]>([
    [
      'rows that are never closed',
      () => workbook([`<sheetData>${'<row '.repeat(200_000)}</row></sheetData>`]),
      'truncated',
      'truncated',
    ],
    [
      'rows inside one another',
      () => workbook([`<sheetData>${'<row>'.repeat(200_000)}</sheetData>`]),
      'truncated',
      'truncated',
    ],
    [
      'cells whose value never ends',
      () => workbook([`<sheetData><row><c><v>${'1'.repeat(MEBIBYTE)}`]),
      'truncated',
      'truncated',
    ],
    [
      'an attribute that never ends',
      () => workbook([`<sheetData><row r="${'1'.repeat(MEBIBYTE)}`]),
      'truncated',
      'truncated',
    ],
    [
      '64 MiB of blanks',
      () => workbook([`<sheetData>${' '.repeat(64 * MEBIBYTE)}</sheetData>`]),
      'ledger.fault.noHead',
      'empty',
    ],
    ['300 MiB of blanks', () => workbook([`<sheetData>${' '.repeat(300 * MEBIBYTE)}</sheetData>`]), 'bomb', 'bomb'],
    [
      'a size that is not true',
      () => zip([['xl/workbook.xml', ' '.repeat(MEBIBYTE)]], { 'xl/workbook.xml': 10 }),
      'truncated',
      'truncated',
    ],
    [
      'one word a million times',
      () =>
        workbook([data([row(1, head), `<row r="2">${'<c t="inlineStr"><is><t>甲</t></is></c>'.repeat(201)}</row>`])]),
      'tooManyColumns',
      'tooManyColumns',
    ],
    [
      'merged cells over all there is',
      () =>
        workbook([
          `${data([row(1, head), row(2, duty(1))])}<mergeCells>${'<mergeCell ref="A2:XFD1048576"/>'.repeat(20_000)}</mergeCells>`,
        ]),
      1,
      'plan.nothingToDo',
    ],
    ['2,000 duties', () => honest(2_000), 2_000, 2_000],
  ])('of %s is read or refused', async (_what, make, ledger, plan) => {
    const bytes = make();
    const first = await during(asLedger('a.xlsx', bytes));
    const second = await during(asPlan('a.xlsx', bytes));
    expect([first.value, second.value]).toEqual([ledger, plan]);
    expect(Math.max(first.silence, second.silence)).toBeLessThan(SILENCE_MOST);
  });

  it('of 20,000 rows is a ledger of as many', async () => {
    const { value, silence } = await during(asLedger('a.xlsx', honest(20_000)));
    expect(value).toBe(20_000);
    expect(silence).toBeLessThan(SILENCE_MOST);
  });

  it.each<[string, () => Buffer]>([
    ['many small paragraphs', () => document('<w:p><w:r><w:t>x</w:t></w:r></w:p>'.repeat(1_500_000))],
    ['280 MiB of blanks', () => document(' '.repeat(280 * MEBIBYTE))],
  ])('of Word with %s is refused by its unpacked size', async (_what, make) => {
    const bytes = make();
    const { value, silence } = await during(asPlan('a.docx', bytes));
    expect(value).toBe('bomb');
    expect(silence).toBeLessThan(SILENCE_MOST);
  });
});

describe('a sheet as offices save it', () => {
  const given = (name: string) => readFileSync(new URL(`../fixtures/sheets/${name}`, import.meta.url));
  const ledger = async (name: string) =>
    (await readLedgerFile(name, given(name))).rows.map(({ n, cells }) => [n, cells.lead, cells.due]);

  it.each(['plan-dropdown-one-column', 'plan-dropdown-whole-columns', 'plan-merged-lead', 'plan-row-formatted-to-AMJ'])(
    '%s is a plan of three tasks, each with its lead',
    async (name) => {
      const text = await readDocument({ name: `${name}.xlsx`, bytes: given(`${name}.xlsx`) });
      const { proposals } = parsePlan(text, { year: 2026 });
      expect(proposals.map(({ basis }) => basis.lead)).toEqual(['stated', 'stated', 'stated']);
    },
  );

  it.each([
    [
      'ledger-merged-lead.xlsx',
      [
        [2, '市财政局'],
        [3, '市财政局'],
        [4, '市财政局'],
      ],
    ],
    ['ledger-row-formatted-to-AMJ.xlsx', [[2, '市财政局']]],
    ['ledger-cover-sheet-first.xlsx', [[2, '市财政局']]],
    ['ledger-hidden-sheet-first.xlsx', [[2, '市财政局']]],
    ['ledger-empty-sheet-first.xlsx', [[2, '市财政局']]],
    [
      'ledger-blank-lines.csv',
      [
        [2, '市财政局'],
        [5, '市财政局'],
      ],
    ],
  ])('%s is a ledger of the rows people see', async (name, rows) => {
    expect((await ledger(name)).map(([n, lead]) => [n, lead])).toEqual(rows);
  });

  it('counting from 1904 has the days it shows', async () => {
    expect(await ledger('ledger-1904.xlsx')).toEqual([[2, '市财政局', '2026-06-20']]);
    expect(await readDocument({ name: 'a.xlsx', bytes: given('plan-1904.xlsx') })).toContain('2026-06-');
  });
});
