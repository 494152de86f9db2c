/**
 * Score sheets that lost their columns on the way: every cell a line of its own. What the numbers say is still there: an item
 * is a numbered line with its points below it, then its rules, until the next item or section.
 */
import type { ScoreItem, ScoreSection } from './score-sheet.js';

export interface ScoreLines {
  sections: ScoreSection[];
  /** Rules as the lines they were. */
  items: (Omit<ScoreItem, 'rules' | 'due'> & { scoring: string })[];
}

const ITEM = /^(\d{1,3})\s?[.．、](?:\s+|(?=[^\d\s]))/;
const POINTS = /^(\d{1,3}(?:\.\d)?)\s{0,8}分?$/;
/** A title of a section in its narrow column is broken into lines of two or three characters. */
const NARROW = /^[^\d\s，。,.；;：:]{1,4}$/;

/** Null when the lines hold no such sheet: at least three numbered lines with points below them. */
export function scoreLines(text: string): ScoreLines | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const found: ScoreLines = { sections: [], items: [] };
  let title: string[] = [];
  let item: ScoreLines['items'][number] | null = null;
  let waiting: { number: string; words: string[] } | null = null;
  for (const [i, line] of lines.entries()) {
    const numbered = ITEM.exec(line);
    const points = POINTS.exec(line)?.[1];
    const beginsItem = ITEM.test(lines[i + 1] ?? '');
    if (numbered) {
      item = null;
      waiting = { number: numbered[1] ?? '', words: [line.slice(numbered[0].length)] };
    } else if (points !== undefined && waiting !== null) {
      item = {
        number: waiting.number,
        section: found.sections.at(-1)?.number ?? '',
        title: waiting.words.join('').replace(/[。；;]$/, ''),
        points: Number(points),
        departments: [],
        scoring: '',
      };
      found.items.push(item);
      waiting = null;
    } else if (points !== undefined && beginsItem) {
      // Points before an item are those of the section that begins with it.
      const number = `section ${found.sections.length + 1}`;
      found.sections.push({ number, title: title.join(''), points: Number(points), bonus: false });
      title = [];
      item = null;
    } else if (waiting !== null) waiting.words.push(line);
    else if (NARROW.test(line)) title.push(line);
    else if (item !== null) item.scoring += `${item.scoring === '' ? '' : '\n'}${line}`;
  }
  return found.items.length >= 3 ? found : null;
}
