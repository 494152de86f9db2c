/** A document broken down and drafted by the rules; apart from the thread that answers people, since a long one takes its time. */
import type { CivilDate } from '../../workflows/dates.js';
import { type DirectoryEntry, directoryOf } from '../../workflows/names/directory.js';
import { type Clause, draftOf } from '../../workflows/plans/draft.js';
import { nextEdition } from '../../workflows/plans/next-edition.js';
import { parsePlan } from '../../workflows/plans/parse-plan.js';
import type { ParsedPlan } from '../../workflows/plans/plan.js';
import { shareOfKnown, shareOfSame } from '../../workflows/plans/same-clauses.js';
import type { Reason } from '../../workflows/step.js';
import { lengthOf } from '../../workflows/text.js';
import type { Tell } from '../documents/apart.js';
import type { Ask } from '../documents/apart-child.js';
import { digestOf, withoutBlanks } from '../documents/row-digest.js';
import { TEXT_MOST } from './document-limits.js';
import { type GivenDocument, textOf } from './document-text.js';
import { countsOf, type DraftCounts, type Lists, type Run, runsIn } from './draft-lists.js';
import type { PlanDraft } from './plan-draft.model.js';

/** Proposals that somebody can still look through, and dates in one clause: honest plans have some hundred, and a few. */
const PROPOSALS_MOST = 20_000;
const DATES_MOST = 60;
/**
 * So much of a document word for word in an earlier one makes it a new edition of that one; under the same name clauses may
 * be reworded. A name alone says little: last month's plan is called as this month's.
 */
const SAME_DOCUMENT = 0.5;

export interface GivenPlan {
  /** A file, or else the text as it was pasted. */
  file: GivenDocument | null;
  text: string;
  name: string;
  /** The earlier document of which this is a new edition: found by its clauses (`auto`), none, or the one named. */
  editionOf: string;
  phase: string;
  year: number;
  today: CivilDate;
  departments: readonly DirectoryEntry[];
}

/** What the reader asks: the earlier documents one after the other, all of one of them, the days of a phase. */
export type PlanQuestion = { earlier: true } | { draft: string } | { phase: string };
export type PlanTold =
  | { id: string; name: string; clauses: Clause[] }
  | { head: EarlierHead }
  | Run
  | { opensOn: CivilDate; closesOn: CivilDate };
export type EarlierHead = Pick<PlanDraft, 'id' | 'root' | 'edition' | 'phase' | 'group' | 'text' | 'nextKey'>;

/** Why it cannot be taken; the draft it is the same as; or a draft, of which the lists follow in runs. */
export type PlanPart =
  | { refused: Reason[] }
  | { same: string }
  | {
      head: Pick<PlanDraft, 'text' | 'year' | 'nextKey'> & {
        counts: DraftCounts;
        previous: EarlierHead | null;
        /** Digests of the clauses. */
        clauses: string[];
      };
    }
  | Run;

/** What no draft can hold, said before anything is kept. */
function against({ proposals, uncovered }: ParsedPlan): Reason[] {
  const count = proposals.length + uncovered.length;
  if (count === 0) return [{ code: 'plan.nothingToDo', field: 'text' }];
  if (count > PROPOSALS_MOST) return [{ code: 'plan.tooMany', field: 'text', params: { count, most: PROPOSALS_MOST } }];
  return proposals
    .filter(({ due }) => due.length > DATES_MOST)
    .slice(0, 3)
    .map(({ number, title, due }) => ({
      code: 'plan.tooManyDates',
      field: 'text',
      params: { clause: `${number}${title}`.slice(0, 40), count: due.length, most: DATES_MOST },
    }));
}

type AskPlan = Ask<PlanQuestion, PlanTold>;

/** Id of the earlier document that has most of this one's clauses, if that is enough. */
async function likest({ proposals }: ParsedPlan, called: string, ask: AskPlan): Promise<string | null> {
  let best: { id: string; share: number } | null = null;
  let current: { id: string; name: string; clauses: Clause[] } | null = null;
  const judge = () => {
    if (!current) return;
    const { id, name, clauses } = current;
    const verbatim = shareOfSame(clauses, proposals);
    const share = verbatim > 0 && name === called ? shareOfKnown(clauses, proposals) : verbatim;
    if (share >= SAME_DOCUMENT && share > (best?.share ?? 0)) best = { id, share };
  };
  for await (const told of ask({ earlier: true })) {
    if (!('clauses' in told)) continue;
    if (current?.id === told.id) current.clauses.push(...told.clauses);
    else {
      judge();
      current = { ...told, clauses: [...told.clauses] };
    }
  }
  judge();
  return (best as { id: string } | null)?.id ?? null;
}

/** An earlier draft, all of it. */
async function earlierDraft(id: string, ask: AskPlan): Promise<(EarlierHead & Lists) | null> {
  let head: EarlierHead | null = null;
  const lists = { items: [], uncovered: [], gone: [] } as Lists;
  for await (const told of ask({ draft: id })) {
    if ('head' in told) head = told.head;
    else if ('list' in told) (lists[told.list] as unknown[]).push(...told.entries);
  }
  return head && { ...head, ...lists };
}

async function windowOf(phase: string, today: CivilDate, ask: AskPlan) {
  for await (const told of ask({ phase })) if ('opensOn' in told) return { ...told, today };
  return undefined;
}

export async function* read(given: GivenPlan, tell: Tell, ask: AskPlan): AsyncGenerator<PlanPart> {
  const { file, editionOf, name, year, today } = given;
  const text = file ? await textOf(file, tell) : given.text;
  if (lengthOf(text) > TEXT_MOST) {
    yield { refused: [{ code: 'plan.tooLong', field: 'text', params: { most: TEXT_MOST } }] };
    return;
  }
  tell(null, 'parsing');
  const { find, names: known } = directoryOf(given.departments);
  const parsed = parsePlan(text, { year, known });
  const refused = against(parsed);
  if (refused.length > 0) {
    yield { refused };
    return;
  }
  tell(null, 'comparing');
  const edition = editionOf === 'auto' ? await likest(parsed, name, ask) : editionOf === 'none' ? null : editionOf;
  const previous = edition === null ? null : await earlierDraft(edition, ask);
  if (previous && withoutBlanks(previous.text) === withoutBlanks(text)) {
    yield { same: previous.id };
    return;
  }
  const window = await windowOf(previous?.phase ?? given.phase, today, ask);
  const content = previous ? nextEdition(previous, parsed, text, find, window) : draftOf(parsed, find, window);
  const {
    items: _items,
    uncovered: _uncovered,
    gone: _gone,
    ...head
  } = previous ?? { items: 0, uncovered: 0, gone: 0 };
  const counts = countsOf(content);
  yield {
    head: {
      text,
      year: parsed.year,
      nextKey: content.nextKey,
      counts,
      previous: previous && (head as EarlierHead),
      clauses: [...new Set(parsed.proposals.map((proposal) => digestOf(withoutBlanks(proposal.text))))],
    },
  };
  const all = counts.proposals + content.uncovered.length + content.gone.length;
  let sent = 0;
  for (const run of runsIn(content)) {
    tell(sent / all, 'keeping');
    yield run;
    sent += run.entries.length;
  }
}
