/** Items of a draft put together or taken apart. */
import { cut } from '../text.js';
import {
  CHECKPOINTS_MOST,
  type DraftContent,
  type DraftItem,
  type DraftPlan,
  keyOf,
  REQUIREMENT_MOST,
  TITLE_MOST,
} from './draft.js';
import { sentencesOf } from './sentences.js';

type Said = DraftItem['said'];

/** One plan of two: the first one's title and lead, everybody else supports, the later date binds. */
function mergedSaid(first: Said, second: Said): Said {
  const lead = first.leadDepartment ?? second.leadDepartment;
  const departments = [...first.coDepartments, ...second.coDepartments];
  if (second.leadDepartment) departments.push(second.leadDepartment);
  const dues = [first.due, second.due].flatMap((due) => due ?? []);
  return {
    title: first.title,
    requirement: cut(`${first.requirement}\n${second.requirement}`, REQUIREMENT_MOST),
    leadDepartment: lead,
    coDepartments: [...new Set(departments)].filter((id) => id !== lead),
    due: dues.sort((a, b) => (a.to < b.to ? -1 : 1)).at(-1) ?? null,
    checkpoints: [...first.checkpoints, ...second.checkpoints]
      .slice(0, CHECKPOINTS_MOST)
      .map((checkpoint, i) => ({ ...checkpoint, key: `c${i + 1}` })),
  };
}

/** Two items as one, still to be decided; the key is the first one's. */
export function merged(first: DraftItem, second: DraftItem): DraftItem {
  const outcomes = [...new Set([...first.plan.outcomes, ...second.plan.outcomes])];
  const plan: DraftPlan = { ...mergedSaid(first.plan, second.plan), outcomes };
  const { quote } = first.proposal;
  return {
    ...first,
    proposal: {
      ...first.proposal,
      text: `${first.proposal.text}\n${second.proposal.text}`,
      due: [...first.proposal.due, ...second.proposal.due],
      recurs: first.proposal.recurs ?? second.proposal.recurs,
      quote: { start: quote.start, end: Math.max(quote.end, second.proposal.quote.end) },
    },
    clauses: [...first.clauses, ...second.clauses],
    state: 'open',
    plan,
    said: mergedSaid(first.said, second.said),
    unknown: [...first.unknown, ...second.unknown],
  };
}

/** One item for each sentence of a whole, all with what the whole said of who is responsible. Fewer than two: not to be split. */
export function pieces(whole: DraftItem, text: string, nextKey: number): DraftItem[] {
  const { proposal, plan } = whole;
  const { quote } = proposal;
  const within = text.slice(quote.start, quote.end).indexOf(proposal.text);
  const from = within < 0 ? within : quote.start + within;
  const sentences =
    from < 0
      ? sentencesOf(proposal.text, { start: 0, end: proposal.text.length })
      : sentencesOf(text, { start: from, end: from + proposal.text.length });
  // A title that only heads the rest is no task of its own.
  const parts = sentences.filter(({ text: words }) => words.replace(/[。！？]$/, '') !== proposal.title);
  return parts.map((part, i): DraftItem => {
    const due = proposal.due.filter((one) => part.text.includes(one.text));
    const own = {
      title: cut(part.text.replace(/[。！？]$/, ''), TITLE_MOST),
      requirement: part.text,
      due: due.at(-1) ?? null,
      checkpoints: [],
    };
    return {
      ...whole,
      key: keyOf(nextKey + i),
      state: 'open',
      proposal: {
        ...proposal,
        title: cut(part.text.split(/[，。；]/, 1)[0] ?? proposal.title, 60),
        text: part.text,
        due,
        checkpoints: [],
        quote: from < 0 ? quote : { start: part.start, end: part.end },
      },
      plan: { ...plan, ...own },
      said: { ...whole.said, ...own },
    };
  });
}

/** Put a proposal and the one behind it together; nothing when there is none behind it or one has become a task. */
export function mergeWithNext(content: DraftContent, key: string): DraftContent {
  const at = content.items.findIndex((one) => one.key === key);
  const [first, second] = content.items.slice(at, at + 2);
  if (at < 0 || !first || !second || first.task !== null || second.task !== null) return content;
  const items = [...content.items.slice(0, at), merged(first, second), ...content.items.slice(at + 2)];
  return { ...content, items };
}

/** One proposal for each sentence of the one with this key. */
export function splitBySentence(content: DraftContent, key: string, text: string): DraftContent {
  const at = content.items.findIndex((one) => one.key === key);
  const whole = content.items[at];
  if (!whole || whole.task !== null) return content;
  const parts = pieces(whole, text, content.nextKey);
  if (parts.length < 2) return content;
  return {
    ...content,
    items: [...content.items.slice(0, at), ...parts, ...content.items.slice(at + 1)],
    nextKey: content.nextKey + parts.length,
  };
}
