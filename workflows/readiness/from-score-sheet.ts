/** A published score sheet kept as the checklist of a campaign: which of its items, with how many points, in whose place. */

import type { ScoreItem, ScoreSheet } from '../plans/score-sheet.js';
import type { Reason } from '../step.js';
import { cut } from '../text.js';
import { type Checklist, type ChecklistItem, FULL_MARKS, pointsSum } from './checklist.js';

/** What the office decides about an item of the sheet. */
export interface KeptItem {
  /** Its place in the sheet, from 0. */
  index: number;
  title: string;
  points: number;
  /** Key of the item of the checklist before in whose place it comes: tasks that prove that one prove this one; null = new. */
  continues: string | null;
}

export interface SheetDecision {
  title: string;
  total: number;
  kept: KeptItem[];
}

const plain = (text: string) => text.replace(/[\s　，。；、：:“”"（）()《》]/g, '');

/** What the sheet itself suggests: every item but those beyond the total, each in the place of the one of the same name. */
export function suggestedFrom({ title, total, sections, items }: ScoreSheet, before: Checklist): SheetDecision {
  const bonus = new Set(sections.filter((section) => section.bonus).map(({ number }) => number));
  const free = new Map(before.items.map((item) => [plain(item.title.zh), item.key]));
  const kept = items.flatMap((item, index): KeptItem[] => {
    if (item.points === null || item.points <= 0 || bonus.has(item.section)) return [];
    const same = plain(item.title);
    const continues = free.get(same) ?? null;
    free.delete(same);
    return [{ index, title: item.title, points: item.points, continues }];
  });
  return { title, total: total ?? (pointsSum(kept.map(({ points }) => points)) || FULL_MARKS), kept };
}

/** Why a decision cannot be kept; `field` names the item by its place, `points-3`. */
export function reasonsAgainstSheet({ total, kept }: SheetDecision, before: Checklist): Reason[] {
  if (kept.length === 0) return [{ code: 'checklist.nothingKept' }];
  const known = new Set(before.items.map(({ key }) => key));
  const taken = new Set<string>();
  const reasons = kept.flatMap(({ index, title, continues }): Reason[] => {
    if (continues === null) return [];
    const field = `continues-${index}`;
    if (!known.has(continues)) return [{ code: 'checklist.unknownItem', field, params: { title } }];
    if (taken.has(continues)) return [{ code: 'checklist.continuedTwice', field, params: { title } }];
    taken.add(continues);
    return [];
  });
  const sum = pointsSum(kept.map(({ points }) => points));
  return sum === total ? reasons : [...reasons, { code: 'checklist.sum', field: 'total', params: { sum, total } }];
}

/** How a new item is judged until the office says otherwise: by the tasks that carry its key. */
const NEW_ITEM = { rule: 'tasks', dueBuffer: 5, metFrom: 85, effort: 5 } as const;

/** Lengths, in characters, that a question and a rule keep. */
const QUESTION_MOST = 600;
const RULES_MOST = 40;

const printedOf = ({ number, section, departments, rules }: ScoreItem) => ({
  number,
  section,
  departments,
  rules: rules.slice(0, RULES_MOST).map((rule) => ({ ...rule, text: cut(rule.text, QUESTION_MOST) })),
});

/** The checklist that comes of a decision without reasons against it. `keyOf` gives a new item the key that tasks will carry. */
export function checklistFrom(
  sheet: ScoreSheet,
  { title, total, kept }: SheetDecision,
  before: Checklist,
  keyOf: (item: ScoreItem, index: number) => string,
): Checklist {
  const known = new Map(before.items.map((item) => [item.key, item]));
  const items = kept.flatMap(({ index, title: zh, points, continues }): ChecklistItem[] => {
    const item = sheet.items[index];
    if (!item) return [];
    const old = continues === null ? undefined : known.get(continues);
    const question = cut(item.rules.map(({ text }) => text).join(' '), QUESTION_MOST) || zh;
    return [
      {
        ...NEW_ITEM,
        key: keyOf(item, index),
        ...old,
        // A published sheet has one language; a title that was not changed keeps its translation.
        title: old && old.title.zh === zh ? old.title : { zh, en: zh },
        question: { zh: question, en: question },
        max: points,
        printed: printedOf(item),
      },
    ];
  });
  return { ...before, title: { zh: title, en: title }, total, items };
}
