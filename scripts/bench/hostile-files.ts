/** Files that are made to hold the product up, and honest ones as large as any: each is read, or refused with its reason. */
import { data, document, row, workbook } from './packages.js';

const MEBIBYTE = 1024 * 1024;

/** Where a file is given. */
export type Room = 'plan' | 'scoreSheet' | 'ledger' | 'items';
export interface HostileFile {
  name: string;
  /** With its point. */
  kind: '.xlsx' | '.docx' | '.txt' | '.csv';
  make(): Buffer;
}

const HEAD = ['任务', '牵头部门', '时限'];
const rows = (count: number) =>
  workbook([
    data([
      row(1, HEAD),
      ...Array.from({ length: count }, (_, i) => row(i + 2, [`整治事项${i}`, '财政局', '2026-06-30'])),
    ]),
  ]);
const items = (count: number) => {
  const papers = Array.from({ length: 40 }, (_, i) => `${'材料'.repeat(60)}${i}`).join('；');
  const line = (i: number) => row(i + 2, [`事项${i}`, '市政务服务中心', '5', papers, papers]);
  const head = row(1, ['事项名称', '单位', '承诺时限', '申请材料', '流程']);
  return workbook([data([head, ...Array.from({ length: count }, (_, i) => line(i))])]);
};
const text = (words: string) => () => Buffer.from(words);
/** A piece until the text has two megabytes. */
const twoMegabytes = (piece: string) => () =>
  Buffer.from(piece.repeat(Math.ceil((2 * MEBIBYTE) / Buffer.byteLength(piece))));

export const HOSTILE_FILES: readonly HostileFile[] = [
  {
    name: 'rows never closed',
    kind: '.xlsx',
    make: () => workbook([`<sheetData>${'<row '.repeat(200_000)}</row></sheetData>`]),
  },
  {
    name: '64 MiB of blanks',
    kind: '.xlsx',
    make: () => workbook([`<sheetData>${' '.repeat(64 * MEBIBYTE)}</sheetData>`]),
  },
  {
    name: '280 MiB of blanks',
    kind: '.xlsx',
    make: () => workbook([`<sheetData>${' '.repeat(280 * MEBIBYTE)}</sheetData>`]),
  },
  { name: '2,000 rows', kind: '.xlsx', make: () => rows(2_000) },
  { name: '20,000 rows', kind: '.xlsx', make: () => rows(20_000) },
  { name: '50,000 rows', kind: '.xlsx', make: () => rows(50_000) },
  { name: '500 items with long cells', kind: '.xlsx', make: () => items(500) },
  {
    name: '51 MiB of paragraphs',
    kind: '.docx',
    make: () => document('<w:p><w:r><w:t>x</w:t></w:r></w:p>'.repeat(1_500_000)),
  },
  { name: '280 MiB of blanks in Word', kind: '.docx', make: () => document(' '.repeat(280 * MEBIBYTE)) },
  {
    name: 'one bracket 23,000 times',
    kind: '.txt',
    make: text(`1.制定（牵头单位：财政局，6月底前${'，6月底前完成'.repeat(23_000)}）`),
  },
  {
    name: 'one sentence with 48,000 dates',
    kind: '.txt',
    make: text(`1.制定方案${'6月1日前报送，'.repeat(48_000)}（牵头单位：财政局）`),
  },
  {
    name: 'honest 390,000 characters',
    kind: '.txt',
    make: text('一、加强作风建设。由市财政局牵头，6月底前完成。\n'.repeat(16_000)),
  },
  { name: '2 MB of one phrase', kind: '.txt', make: twoMegabytes('由市财政局牵头，6月底前完成。') },
  { name: '2 MB of one long line', kind: '.txt', make: twoMegabytes('抓紧推进') },
  { name: '2 MB of brackets', kind: '.txt', make: twoMegabytes('（财政局') },
  { name: '2 MB of blanks', kind: '.txt', make: twoMegabytes('　\n') },
  {
    name: '2 MB of rows',
    kind: '.csv',
    make: () =>
      Buffer.from(
        `${HEAD.join()}\n${Array.from({ length: 40_000 }, (_, i) => `整治事项${i},市财政局,2026-06-30`).join('\n')}`,
      ),
  },
];

/** The rooms that take a kind of file; a score sheet is read as a plan is, and broken down otherwise. */
const ROOMS: Record<HostileFile['kind'], Room[]> = {
  '.xlsx': ['plan', 'ledger', 'items'],
  '.csv': ['plan', 'scoreSheet', 'ledger', 'items'],
  '.docx': ['plan'],
  '.txt': ['plan', 'scoreSheet'],
};
export const roomsFor = (kind: HostileFile['kind']): Room[] => ROOMS[kind];
