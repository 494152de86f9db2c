/**
 * Everything that reads foreign text takes time by its length: twice the text, at most 2.6 times the processor time. The sizes
 * grow in a hunt (`HUNT_SEED`), up to two megabytes of text.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvCells } from '../../src/documents/csv-cells.js';
import { UnreadableDocument } from '../../src/documents/unreadable-document.js';
import { dueIn, plainCell } from '../../workflows/ledger/columns.js';
import { directoryOf } from '../../workflows/names/directory.js';
import { folded } from '../../workflows/names/fold.js';
import { draftOf } from '../../workflows/plans/draft.js';
import { nextEdition } from '../../workflows/plans/next-edition.js';
import { parsePlan } from '../../workflows/plans/parse-plan.js';
import { parseScoreSheet } from '../../workflows/plans/score-sheet.js';
import { plainWord } from '../../workflows/service-items/read-table.js';
import { vagueWordsIn } from '../../workflows/service-items/vague-words.js';
import { cut, lengthOf, shortened, wellFormed } from '../../workflows/text.js';
import { HUNTING, rounds } from '../support/hunt.js';
import { expectLinear } from '../support/linear.js';

const LENGTHS = HUNTING ? [100_000, 350_000] : [20_000];

const directory = directoryOf([
  { id: 'finance', names: ['市财政局'] },
  { id: 'reform', names: ['发展和改革局'] },
]);
const parsed = (text: string) => parsePlan(text, { year: 2026, known: directory.names });

const READERS: Record<string, (text: string) => unknown> = {
  'a plan and its draft': (text) => draftOf(parsed(text), directory.find),
  'a score sheet': (text) => parseScoreSheet(text, 2026),
  'a list of names': (text) => directory.list(text),
  'a name': (text) => [folded(text), directoryOf(directory.entries).find(text)],
  'text as it is kept': (text) => [wellFormed(text), lengthOf(text), cut(text, text.length - 1), shortened(text, 60)],
  cells: (text) => [
    plainCell('percent', text),
    plainCell('supporting', text),
    dueIn(text, 2026),
    plainWord(text),
    vagueWordsIn(text, ['等', '相关']),
  ],
  'a .csv': (text) => {
    try {
      return csvCells(text);
    } catch (error) {
      // Refused by a limit is as good as read.
      if (!(error instanceof UnreadableDocument)) throw error;
      return null;
    }
  },
};

/** Pieces that a text repeats; each has held a reader up, or might. */
const PIECES = [
  '（',
  '（财政局',
  '(',
  ' ',
  '\n',
  '⏎',
  '　',
  '\t',
  '，',
  '、、',
  '1',
  '一',
  '第一',
  '（一）推进。',
  '（一）推进。（市财政局牵头）',
  '6月1日前，',
  '2026年1月1日',
  '市财政局、',
  '财政局和',
  '财政局 ',
  '等有关',
  '甲会同',
  '牵头：',
  '责任单位：市财政局\n',
  '（市财政局牵头）\n责任单位：税务局\n',
  '；要求其',
  '的，',
  '“6月1日前”',
  '《',
  '一是抓好；',
  '同志们，一是要抓紧；二是',
  '各部门要抓紧。',
  '得1分',
  '每少一次扣',
  '1.做事\n2\n',
  '5 ',
  '无\t无\n',
  '\n\n',
  '\u200b',
  '1\n \n',
  '"',
];
const HEADS = [
  '',
  '1.制定（牵头单位：财政局，',
  '讲话\n一、要求\n',
  '序号\t任务\t责任单位\t时限\n1\t',
  '序号\t考核项目\t分值\t考核指标\n1\t',
  '一、任务\n（一）推进。（市财政局牵头）\n（二）',
];

const filled = (piece: string, n: number) => piece.repeat(Math.ceil(n / piece.length)).slice(0, n);

describe('reading foreign text takes time by its length', () => {
  it.each(LENGTHS)(
    'whatever it repeats, %i characters of it',
    async (n) => {
      const pieces = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }).map((list) => list.join(''));
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...Object.keys(READERS)),
          fc.constantFrom(...HEADS),
          pieces,
          async (reader, head, piece) => {
            const read = READERS[reader] as (text: string) => unknown;
            await expectLinear((length) => {
              const text = `${head}${filled(piece, length)}x`;
              return () => read(text);
            }, n);
          },
        ),
        { numRuns: rounds(30) },
      );
    },
    600_000,
  );

  it('for every piece by itself', () => {
    for (const piece of PIECES)
      for (const [name, read] of Object.entries(READERS)) {
        const started = process.cpuUsage();
        read(filled(piece, 60_000));
        const { user } = process.cpuUsage(started);
        expect([name, piece, user < 2_000_000]).toEqual([name, piece, true]);
      }
  }, 120_000);

  it.each([
    ['one bracket 23,000 times', `1.制定（牵头单位：财政局，6月底前${'，6月底前完成'.repeat(23_000)}）`],
    ['one sentence with 48,000 dates', `1.制定方案${'6月1日前报送，'.repeat(48_000)}（牵头单位：财政局）`],
    ['honest 390,000 characters', '一、加强作风建设。由财政局牵头，6月底前完成。\n'.repeat(16_250)],
    [
      '20,000 rows',
      `任务\t牵头部门\t配合单位\t时限\t备注\n${Array.from({ length: 20_000 }, (_, i) => `整治事项${i}\t财政局\t\t2026-06-30\t`).join('\n')}`,
    ],
    // Readers have 30 s; a machine with other work on it takes its time.
  ])('as %s, in a fraction of what a reader may take', (_name, text) => {
    const before = process.cpuUsage();
    parsed(text);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(8_000);
  });

  it('when two editions of a long document are compared, alike throughout or repeated', async () => {
    const document = (clauses: number, word: (i: number) => string) =>
      `一、任务\n${Array.from({ length: clauses }, (_, i) => `${i + 1}.${word(i)}`).join('\n')}`;
    const editions = [
      (i: number) => `第${i}项工作，由第${i % 37}个单位办理。（市财政局牵头）`,
      () => '加强作风建设。抓紧推进。（市财政局牵头）',
    ];
    for (const word of editions) {
      const compared = (n: number) => {
        const before = draftOf(parsed(document(n, word)), directory.find);
        const text = document(n, (i) => `${word(i)}${i % 3 === 0 ? '逐项核实。' : ''}`);
        const after = parsed(text);
        return () => nextEdition(before, after, text, directory.find);
      };
      await expectLinear(compared, HUNTING ? 4_000 : 1_000);
    }
  }, 120_000);
});
