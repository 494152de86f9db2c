/** Duties of a document as rows: most of what a task needs is the document's own words. */
import type { Recurrence } from '../tasks/recurrence.js';
import type { Source } from '../tasks/task.js';
import { type RelativeDate, setDay } from './relative-date.js';
import type { NotDuty, TemplateTask } from './template.js';

/** A document whose sentences are quoted. */
export interface QuotedDocument {
  key: string;
  title: string;
}

export interface DutyRow extends Partial<Omit<TemplateTask, 'code' | 'title' | 'source' | 'phase'>> {
  code: string;
  title: string;
  /** Where in the document. */
  place: string;
  /** The words of the document; the requirement is these words unless another is given. */
  quote: string;
  outcomes: string[];
  phase?: string;
}

export interface DutyDefaults {
  document: QuotedDocument;
  phase: string;
  /** Who leads where the document names nobody: the office, which then assigns it on. */
  lead: string;
  due: RelativeDate;
}

/** The rows as tasks of a template. Every one of them is asked for by the document. */
export function dutiesOf({ document, phase, lead, due }: DutyDefaults, rows: readonly DutyRow[]): TemplateTask[] {
  return rows.map(({ place, quote, ...row }) => {
    const source: Source = { document: document.title, place, before: '', quote, after: '' };
    return { phase, lead, due, requirement: quote, origin: 'mandated', reportEvery: 10, ...row, source };
  });
}

/** Sentences that ask nothing, one reason for all of a row. */
export function notDutiesOf(rows: readonly [place: string, reason: string, ...quotes: string[]][]): NotDuty[] {
  return rows.flatMap(([place, reason, ...quotes]) => quotes.map((quote) => ({ place, quote, reason })));
}

/** 每季度, 每年不少于两次 … as a document words it. */
export function every(period: Recurrence['every'], text: string, times = 1): Recurrence {
  return { every: period, times, day: null, text };
}

/** The end of a month, worded by the document or not at all. */
export function endOf(month: number, words = ''): RelativeDate {
  return { month, part: '月底前', words };
}

export { setDay };
