/** Commands over documents: they read a file, print what it comes to, and touch no database. */
import { readFile, stat } from 'node:fs/promises';
import { DOCUMENT_MOST, tooLarge } from '../../src/documents/receive-file.js';
import { readDocument, UnreadableDocument } from '../../src/plans/read-document.js';
import { yearOfDocument } from '../../workflows/plans/deadlines.js';
import { parsePlan } from '../../workflows/plans/parse-plan.js';
import { parseScoreSheet } from '../../workflows/plans/score-sheet.js';
import { cut } from '../../workflows/text.js';
import { fileFault, read, refuse } from './say.js';

const OPTIONS = { json: { type: 'boolean' }, year: { type: 'string' } } as const;

/** The text of a file on the command line, whatever its kind. */
async function textOf(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > DOCUMENT_MOST) throw tooLarge();
    return await readDocument({ name: file, bytes: await readFile(file) });
  } catch (error) {
    if (error instanceof UnreadableDocument) return refuse(`unreadable.${error.fault}`, { file, ...error.params });
    return fileFault(error, 'cannotRead', file);
  }
}

function yearOf(asked: unknown): number | undefined {
  if (asked === undefined) return undefined;
  if (!/^(?:19|20|21)\d\d$/.test(String(asked))) return refuse('badYear', { year: cut(String(asked), 20) });
  return Number(asked);
}

const thisYear = () => new Date().getFullYear();

export async function parsePlanFile(args: string[]): Promise<void> {
  const { values, positionals } = read(args, ['file'], OPTIONS);
  const text = await textOf(positionals[0] as string);
  const { proposals, uncovered, lint, year } = parsePlan(text, { year: yearOf(values.year), otherwise: thisYear() });
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ year, proposals, uncovered, lint }, null, 2)}\n`);
    return;
  }
  for (const { number, title, lead, departments, due } of proposals) {
    const who = [lead ?? '？', ...departments].join('、');
    process.stdout.write(`${number}\t${title}\t${who}\t${due.map(({ text: words }) => words).join('、') || '？'}\n`);
  }
  for (const { text: words } of uncovered) process.stdout.write(`？\t${words}\n`);
}

export async function parseChecklist(args: string[]): Promise<void> {
  const { values, positionals } = read(args, ['file'], OPTIONS);
  const file = positionals[0] as string;
  const text = await textOf(file);
  const sheet = parseScoreSheet(text, yearOf(values.year) ?? yearOfDocument(text) ?? thisYear());
  if (!sheet) return refuse('noScores', { file });
  if (values.json) {
    process.stdout.write(`${JSON.stringify(sheet, null, 2)}\n`);
    return;
  }
  for (const { number, title, points, departments } of sheet.items) {
    process.stdout.write(`${number}\t${title}\t${points ?? '？'}\t${departments.join('、')}\n`);
  }
  for (const { where, printed, summed } of sheet.mismatches)
    process.stdout.write(`≠\t${where}\t${printed}\t${summed}\n`);
}
