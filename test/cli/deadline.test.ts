/** `deadline` as programs call it: the sum in JSON, refusals in a sentence. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { publishedYears } from '../../src/calendars/published-years.js';
import { testDatabaseUri } from '../support/database.js';
import { cliHere as cli, cliProgram } from './program.js';

/** As it is shipped. */
let shipped: ReturnType<typeof cliProgram>;
beforeAll(() => {
  shipped = cliProgram();
}, 120_000);

const folder = mkdtempSync(join(tmpdir(), 'sanxiang-deadline-'));
function fileOf(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}
const nowhere = 'mongodb://127.0.0.1:1/none';
const CALENDAR = () => fileOf('calendar.json', publishedYears());
const due = async (uri: string, ...args: string[]) => read(await cli(uri, ['deadline', ...args, '--json']));
function read({ code, stdout }: { code: number | null; stdout: string }) {
  return {
    code,
    ...(JSON.parse(stdout || '{}') as { due?: string; terms?: { kind: string; days: number; date: string }[] }),
  };
}
const EXAMPLE = [
  ...['--accepted', '2025-06-06T15:00+08:00', '--limit', '5', '--count-from', 'next'],
  ...['--pause', '2025-06-09..2025-06-10', '--extend', '3'],
];

describe('deadline', () => {
  it('prints the due date and the sum term by term, by the calendar of the installation', async () => {
    const { code, due: day, terms } = read(await shipped(testDatabaseUri(), ['deadline', ...EXAMPLE, '--json']));
    expect({ code, day }).toEqual({ code: 0, day: '2025-06-20' });
    expect(terms?.map(({ kind, days, date }) => `${kind} ${days} ${date}`)).toEqual([
      'start 0 2025-06-06',
      'limit 5 2025-06-13',
      'paused 2 2025-06-17',
      'extended 3 2025-06-20',
    ]);
  });

  it('goes by the calendar of a file without a database, also one that lists days as public calendars do', async () => {
    expect((await due(nowhere, ...EXAMPLE, '--calendar', CALENDAR())).due).toBe('2025-06-20');
    const days = [
      { name: '假日', date: '2025-06-11', isOffDay: true },
      { name: '补班', date: '2025-06-14', isOffDay: false },
    ];
    const listed = fileOf('listed.json', { year: 2025, days });
    const limit = ['--accepted', '2025-06-06', '--limit', '6'];
    // Mon 9, Tue 10, Thu 12, Fri 13, Sat 14 (worked), Mon 16.
    expect((await due(nowhere, ...limit, '--calendar', listed)).due).toBe('2025-06-16');
  });

  it('counts the evening in Shanghai, not the afternoon in London', async () => {
    const late = ['--accepted', '2025-06-05T17:00:00Z', '--limit', '1', '--calendar', CALENDAR()];
    expect((await due(nowhere, ...late)).due).toBe('2025-06-09');
  });

  it('refuses a year whose notice is missing instead of guessing', async () => {
    const { code, said } = await cli(nowhere, [
      'deadline',
      '--accepted',
      '2026-12-28',
      '--limit',
      '9',
      '--calendar',
      CALENDAR(),
    ]);
    expect(code).toBe(1);
    expect(said).toMatch(/2027.*通知/);
    expect(said).toMatch(/2027 is not yet published/);
  });

  it.each([
    ['no day of acceptance', ['--limit', '5']],
    ['no limit', ['--accepted', '2025-06-06']],
    ['a day that does not exist', ['--accepted', '2025-02-30', '--limit', '5']],
    ['a limit that is no number', ['--accepted', '2025-06-06', '--limit', 'five']],
    ['a limit of nothing', ['--accepted', '2025-06-06', '--limit', '0']],
    ['an unknown start', ['--accepted', '2025-06-06', '--limit', '5', '--count-from', 'yesterday']],
    ['a pause the wrong way round', ['--accepted', '2025-06-06', '--limit', '5', '--pause', '2025-06-10..2025-06-09']],
    ['a pause before acceptance', ['--accepted', '2025-06-06', '--limit', '5', '--pause', '2025-06-02..2025-06-03']],
    ['a pause after it was due', ['--accepted', '2025-06-06', '--limit', '5', '--pause', '2025-06-16..2025-06-17']],
    ['a clock stopped twice at once', [...EXAMPLE, '--pause', '2025-06-10..2025-06-11']],
    ['an extension of nothing', ['--accepted', '2025-06-06', '--limit', '5', '--extend', '0']],
    ['an option nobody knows', ['--accepted', '2025-06-06', '--limit', '5', '--holiday', 'yes']],
  ])('refuses %s with a sentence and exit code 1', async (_what, args) => {
    const { code, said } = await cli(nowhere, ['deadline', ...args, '--calendar', CALENDAR()]);
    expect(code).toBe(1);
    expect(said).not.toMatch(/\n\s+at |undefined|\{\{/);
    expect(said.trim().split('\n').length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['that is none', '[1, 2]'],
    ['that is no JSON', 'days off: all'],
    ['that is empty', '[]'],
  ])('refuses a calendar %s', async (_what, content) => {
    const { code, said } = await cli(nowhere, [
      'deadline',
      '--accepted',
      '2025-06-06',
      '--limit',
      '5',
      '--calendar',
      fileOf('bad.json', content),
    ]);
    expect(code).toBe(1);
    expect(said).toMatch(/working-day calendar/);
  });
});
