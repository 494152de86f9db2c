/** What a careful office would ask before it hands tasks out; nothing here decides, it only points. */
import type { Lint, Proposal } from './plan.js';

/** Words that let everybody read what they like. */
const VAGUE =
  /等(?=[，。；、）)]|$)|其他|其它|相关(?!联)|有关|必要(?:时|的话)?|适当(?:时候)?|尽快|原则上|一定(?:程度|范围)/;
/** Meetings and papers: they can be held and written without anything having changed. */
const ONLY_PAPER =
  /^(?:[^，。]{0,20})?(?:召开|举办|开|下发|印发|制定|制订|拟定|起草|报送|上报|拿出)[^，。]{0,40}(?:会议?|方案|意见|通知|文件|总结|报告|材料|计划|办法)[。；]?$/;
/** So many deadlines of one department on one day are too many. */
export const MOST_ON_A_DAY = 5;

const plain = (text: string) => text.replace(/[\s　，。；、：:“”"（）()]/g, '').slice(0, 40);

/** Characters of a day, `2026-06-30`. */
const DAY = 10;

/** The list kept under a key, begun where there is none. */
function listed(lists: Map<string, number[]>, key: string): number[] {
  const found = lists.get(key) ?? [];
  if (found.length === 0) lists.set(key, found);
  return found;
}

export interface LintLimits {
  /** The days of the phase, when it is known. */
  phase?: { opensOn: string; closesOn: string };
  /** Whether a day is a day off; unknown years answer false. */
  isDayOff?(day: string): boolean;
  mostOnADay?: number;
}

/** What is looked at: a proposal of a document as the office has decided it, or a task that is not handed out yet. */
export type Linted = Pick<
  Proposal,
  'title' | 'text' | 'lead' | 'leads' | 'joint' | 'departments' | 'due' | 'recurs' | 'openEnded'
> & { basis: Pick<Proposal['basis'], 'due'> };

/** Everything that a list leaves open or makes doubtful; what is found names the places in the list. */
export function lint(
  proposals: readonly Linted[],
  { phase, isDayOff, mostOnADay = MOST_ON_A_DAY }: LintLimits = {},
): Lint[] {
  const found: Lint[] = [];
  const say = (code: string, indexes: number[], params: Lint['params'] = {}) =>
    found.push({ code, proposals: indexes, params });
  const onDay = new Map<string, number[]>();
  const duties = new Map<string, number[]>();
  for (const [i, one] of proposals.entries()) {
    if (one.leads.length > 1) say('severalLeads', [i], { leads: one.leads.join('、') });
    else if (one.lead === null) say(one.joint ? 'joint' : 'noLead', [i]);
    if (one.due.length === 0 && one.recurs === null && one.basis.due === 'asked') say('noDate', [i]);
    for (const { from, to, text } of one.due) {
      if (from > to) say('datesReversed', [i], { text });
      if (phase && (to < phase.opensOn || to > phase.closesOn)) say('outsidePhase', [i], { date: to });
      if (isDayOff?.(to)) say('dayOff', [i], { date: to });
      if (one.lead !== null) listed(onDay, `${to} ${one.lead}`).push(i);
    }
    const vague = VAGUE.exec(`${one.title}。${one.departments.join('、')}`)?.[0];
    if (vague) say('vague', [i], { word: vague });
    if (ONLY_PAPER.test(one.text.trim())) say('onlyPaper', [i]);
    if (one.openEnded) say('openEnded', [i]);
    const duty = `${one.lead ?? ''} ${plain(one.text)}`;
    listed(duties, duty).push(i);
  }
  for (const [key, indexes] of onDay) {
    const [date, department] = [key.slice(0, DAY), key.slice(DAY + 1)];
    if (indexes.length > mostOnADay) say('manyOnADay', indexes, { department, date, count: indexes.length });
  }
  for (const [, indexes] of duties) if (indexes.length > 1) say('sameDuty', indexes);
  return found;
}
