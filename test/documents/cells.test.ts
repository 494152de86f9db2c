/** One cell model: what people see in a sheet, whoever wrote it. */
import { describe, expect, it } from '@jest/globals';
import { data, row, words, workbook } from '../../scripts/bench/packages.js';
import { rowsOfBook, rowsText } from '../../src/documents/cells.js';
import { csvCells } from '../../src/documents/csv-cells.js';
import { withXlsx } from '../../src/documents/xlsx/index.js';

const HEAD = ['任务', '牵头部门', '时限'];
const isHead = (texts: readonly string[]) => texts.includes('任务');
const read = (bytes: Buffer) => withXlsx(bytes, (sheets) => rowsOfBook(sheets, isHead));
const texts = async (bytes: Buffer) => (await read(bytes)).map(({ cells }) => cells.map(({ text }) => text));

describe('a day', () => {
  const DAY = 46_195;
  it.each([
    14,
    15,
    17,
    22,
    27,
    28,
    29,
    30,
    31,
    36,
    50,
    51,
    52,
    53,
    54,
    57,
    58,
    'yyyy"年"m"月"d"日"',
    'yyyy"年"m"月"d"日";@',
    '[$-804]yyyy"年"m"月"d"日";@',
    '[DBNum1][$-804]yyyy"年"m"月"d"日"',
    'yyyy年m月d日',
    'm"月"d"日"',
    '[$-F800]dddd, mmmm dd, yyyy',
    'yyyy/m/d h:mm',
    'yyyy\\-mm\\-dd',
    'e"年"m"月"d"日"',
    'aaaa',
    '[$-804]aaa',
    'yy.m.d',
    'mmm-yy',
    'yyyy"年"m"月"',
    '[Red]m/d/yyyy',
  ])('in the format %s is that day', async (format) => {
    const sheet = data([`<row r="1"><c s="1"><v>${DAY}</v></c><c s="1"><v>${DAY}.75</v></c></row>`]);
    expect(await texts(workbook([sheet], { formats: [format] }))).toEqual([['2026-06-22', '2026-06-22']]);
  });

  it('counted from 1904 is the same day', async () => {
    const sheet = data([`<row r="1"><c s="1"><v>${DAY - 1_462}</v></c></row>`]);
    expect(await texts(workbook([sheet], { formats: [31], date1904: true }))).toEqual([['2026-06-22']]);
  });

  it('that is shown as a month means the month', async () => {
    const sheet = data(['<row r="1"><c s="1"><v>46174</v></c><c s="2"><v>46174</v></c></row>']);
    expect(await texts(workbook([sheet], { formats: [57, 14] }))).toEqual([['2026年6月', '2026-06-01']]);
  });

  it.each([
    '0.00',
    '#,##0.00_);[Red](#,##0.00)',
    '0.00E+00',
    'G/通用格式',
    'General',
    '0"个月"',
    '"第"0"天"',
    '[$¥-804]#,##0',
    '0\\d',
    '@',
  ])('is not what a number in the format %s shows', async (format) => {
    const sheet = data([`<row r="1"><c s="1"><v>${DAY}</v></c></row>`]);
    expect(await texts(workbook([sheet], { formats: [format] }))).toEqual([[String(DAY)]]);
  });
});

describe('a sheet', () => {
  it('gives the value of merged cells in every row and column they span, and names a column once', async () => {
    const rows = [
      row(1, HEAD),
      `<row r="2">${words('甲')}${words('市财政局')}${words('6月底前')}</row>`,
      `<row r="3">${words('乙')}<c r="B3"/></row>`,
      `<row r="4">${words('丙')}</row>`,
      `<row r="5">${words('一、全部')}</row>`,
      '<row r="6"><c r="A6" s="0"/></row>',
    ];
    const merges =
      '<mergeCells><mergeCell ref="B2:C2"/><mergeCell ref="B3:B4"/><mergeCell ref="B2:B4"/><mergeCell ref="A5:C6"/></mergeCells>';
    const found = await read(workbook([`${data(rows)}${merges}`]));
    expect(found.map(({ n, cells }) => [n, ...cells.map(({ text }) => text)])).toEqual([
      [1, ...HEAD],
      [2, '甲', '市财政局', '市财政局'],
      [3, '乙', '市财政局'],
      [4, '丙', '市财政局'],
      [5, '一、全部', '一、全部', '一、全部'],
    ]);
    expect(rowsText(found.slice(-1))).toBe('一、全部\t\t');
  });

  it('is the first visible one with a head, behind covers, empty and hidden ones', async () => {
    const cover = data([row(1, ['填报说明'])]);
    const list = data([row(1, HEAD), row(2, ['字典', '甲', '乙'])]);
    const real = data([row(2, HEAD), row(4, ['真', '甲', '乙'])]);
    const book = workbook([cover, data([]), { xml: list, state: 'hidden' }, { xml: list, state: 'veryHidden' }, real]);
    expect((await read(book)).map(({ n }) => n)).toEqual([2, 4]);
    expect(await texts(workbook([data([]), cover, data([row(1, ['其他'])])]))).toEqual([['填报说明']]);
  });

  it('keeps hidden rows, and a formula without a result as a formula', async () => {
    const rows = [row(1, HEAD), `<row r="2" hidden="1">${words('隐藏')}<c r="B2"><f>A1</f></c></row>`];
    const [, second] = await read(workbook([data(rows)]));
    expect(second).toEqual({
      n: 2,
      cells: [
        { text: '隐藏', formula: false },
        { text: '', formula: true },
      ],
    });
  });

  it('knows nothing of empty cells with a style, however many', async () => {
    const styled = Array.from({ length: 1_024 }, () => '<c s="0"/>').join('');
    const rows = [row(1, HEAD), ...Array.from({ length: 300 }, (_, i) => `<row r="${i + 2}">${styled}</row>`)];
    expect(await texts(workbook([data(rows)]))).toEqual([HEAD]);
  });

  it('never has two rows of one number', async () => {
    const rows = [row(3, ['任务']), row(3, ['甲']), row(1, ['乙']), `<row r="x">${words('丙')}</row>`];
    expect((await read(workbook([data(rows)]))).map(({ n }) => n)).toEqual([3, 4, 5, 6]);
  });
});

describe('a .csv', () => {
  it('counts blank lines and not the breaks inside quotes', () => {
    const rows = csvCells('任务,要求\n甲,"一\n二"\n\n\n乙,三\n,,,,\n丙,四');
    expect(rows.map(({ n, cells }) => [n, cells[0]?.text])).toEqual([
      [1, '任务'],
      [2, '甲'],
      [5, '乙'],
      [7, '丙'],
    ]);
  });
});
