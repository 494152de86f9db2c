/**
 * A speech: no brackets and few lists. Every sentence that lays a duty becomes a proposal or is listed as uncovered; who
 * leads is the subject that is told to act, if there is one.
 */

import { withoutEnd } from '../linear-text.js';
import { shortened } from '../text.js';
import { type FoundDate, findDeadlines, findRecurrence } from './deadlines.js';
import { type OutlineNode, pathOf } from './outline.js';
import type { Basis, Passage, Proposal } from './plan.js';
import { isAppeal, isDuty, partsOf, sentencesOf } from './sentences.js';

const SPOKEN = /同志们|我讲|讲几点|几点意见|刚才|大家|我个人意见|我和|各位/g;

/** Whether a text is spoken: said to people in a room rather than numbered for a ledger. */
export function isSpeech(text: string): boolean {
  return (text.match(SPOKEN)?.length ?? 0) >= 2 || /讲话|发言|致辞/.test(text.slice(0, 60));
}

/** Sections that look back or find fault: nothing in them is to be done. */
const LOOKS_BACK = /评价|成绩|成效|回顾|总结|存在的?(?:一些)?(?:主要)?问题|不足|形势|背景|肯定/;

/** What can be told to act. */
const ORGAN =
  '(?:各?[一-龥（）、和与]{0,18}?(?:领导小组|办公室|工作组|监督组|作风组|机关组|乡镇组|宣传组|组|效能办|办|局|委员会|委|部门单位|部门|单位|中心|人民政府|政府|分管领导|主要领导|厅|院|县市区|县（市、区）|乡镇))';
const SUBJECT = new RegExp(
  `(?:^|[，,。；;、？?：:]|[一二三四五六七八九]是)(?<who>${ORGAN})(?:都|一定|必须|务必)?(?:要|应|须|必须|务必|初定|计划|拟|将|负责|牵头|继续要)`,
  'g',
);
/** 各部门单位每个月…都要…: a group told to act, with something between it and the order. */
const ALL_OF_THEM =
  /^(?:[一二三四五六七八九]是)?(?<who>各[^，,。每都]{1,10}?(?:部门单位|部门|单位|地区|乡镇|县市区))[^，,。]{0,24}?都?要/;
const CONVENES = /由(?<who>[^，。；]{2,16}?)(?:召集|牵头|负责|组织|会同|主持)/;
/** Words before the subject which are no part of it. */
const LEADING =
  /^(?:[一二三四五六七八九]是|和|与|及|并|也|但|而|希望|建议|请|对|这就|因此|所以|首先|其次|另外|同时|此外|下一步|现在|目前)+/;

function subjectOf(text: string): { who: string; basis: Basis } | null {
  const convenes = CONVENES.exec(text)?.groups?.who;
  if (convenes) return { who: convenes, basis: 'inferred:convenes' };
  const all = ALL_OF_THEM.exec(text)?.groups?.who;
  if (all) return { who: all, basis: 'inferred:subject' };
  for (const found of text.matchAll(SUBJECT)) {
    const who = (found.groups?.who ?? '').replace(LEADING, '');
    // 工作组的工作 and 这些部门 are no addressees by name.
    if (who.length >= 2 && !/[的了]/.test(who) && !/^(?:这|那|哪|某|有|每个|其他)/.test(who))
      return { who, basis: 'inferred:subject' };
  }
  return null;
}

const STOPS = new Set('。！？；;，,、：:');

/** What the sentence is called in a list: its first clause without what only leads up to it. */
function titleOf(text: string): string {
  const said = text
    .replace(/^(?:[一二三四五六七八九]是(?:要)?|首先，|另外，|因此，|同时，|必要的话，)/, '')
    .replace(/[。！？；]$/, '');
  const clauses = said.split(/[，：；]/);
  let title = clauses[0] ?? '';
  for (let i = 1; i < clauses.length && title.length < 10; i += 1) title = `${title}，${clauses[i]}`;
  return shortened(withoutEnd(title, STOPS), 60);
}

const COUNTED = /^[一二三四五六七八九十]是/;
const groupLike = (who: string) => /^(?:各|全市|全县|全体|有关|相关)/.test(who);

function proposalOf(passage: Passage, node: OutlineNode, dates: readonly FoundDate[]): Proposal {
  const subject = subjectOf(passage.text);
  const group = subject !== null && groupLike(subject.who);
  const due = dates.filter(({ after }) => !after);
  return {
    number: '',
    path: [...pathOf(node), `${node.number}${node.heading}`],
    title: titleOf(passage.text),
    text: passage.text,
    lead: subject && !group ? subject.who : null,
    leads: subject && !group ? [subject.who] : [],
    departments: group ? [subject.who] : [],
    joint: group,
    openEnded: false,
    scope: '',
    due: due.map((one) => one.due),
    notBefore: dates.find(({ after }) => after)?.due ?? null,
    recurs: findRecurrence(passage.text),
    checkpoints: [],
    quote: { start: passage.start, end: passage.end },
    basis: {
      title: 'inferred:firstClause',
      lead: subject && !group ? subject.basis : 'asked',
      departments: group ? subject.basis : 'asked',
      due:
        due.length === 0
          ? 'asked'
          : due.some(({ inferredYear }) => inferredYear)
            ? 'inferred:yearOfCampaign'
            : 'stated',
    },
  };
}

/** Proposals and uncovered duties of a spoken text. */
export function breakSpeech(
  text: string,
  nodes: readonly OutlineNode[],
  year: number,
): { proposals: Proposal[]; uncovered: Passage[] } {
  const proposals: Proposal[] = [];
  const uncovered: Passage[] = [];
  const looksBack = (node: OutlineNode | null): boolean =>
    node !== null && (LOOKS_BACK.test(node.heading) || looksBack(node.parent));
  for (const node of nodes) {
    if (looksBack(node)) continue;
    const own = { start: node.own.start, end: node.own.end };
    // The heading of a section says again what its sentences say.
    const skip = node.children.length > 0 || node.heading !== '' ? headingEnd(text, node) : own.start;
    let counting = false;
    for (const sentence of sentencesOf(text, { start: skip, end: own.end })) {
      // 一是尽快核准…。二是考虑该不该…。: what goes on counting duties is one, however it is worded.
      const goesOn: boolean = counting && /^[二三四五六七八九十]是/.test(sentence.text);
      const parts = partsOf(sentence);
      let whole: boolean | null = null;
      const enumerates = parts.some(({ text: words }, i) => i > 0 && COUNTED.test(words));
      for (const part of parts) {
        const dates = findDeadlines(part.text, year);
        const counted = part.text !== sentence.text;
        const ordered = isDuty(part.text, true) || dates.length > 0 || goesOn;
        if (!ordered && counted) whole ??= isDuty(sentence.text);
        if (!ordered && !(counted && whole)) continue;
        // What only leads up to a list says nothing that its parts do not say.
        const leadsUp =
          /[：:]$/.test(part.text) || (enumerates && part.start === sentence.start && !COUNTED.test(part.text));
        if (isAppeal(part.text) || part.text.length < 6 || leadsUp) uncovered.push(part);
        else proposals.push(proposalOf(part, node, dates));
      }
      const last = parts.at(-1)?.text ?? '';
      counting = goesOn || (COUNTED.test(last) && isDuty(last, true));
    }
    // A heading that nothing follows is all the document says of its duty.
    if (node.children.length === 0 && text.slice(skip, own.end).trim() === '' && node.heading === '') {
      const words = text.slice(own.start, own.end).trim();
      const start = own.start + text.slice(own.start, own.end).indexOf(words);
      if (words !== '' && isDuty(words, true)) {
        const passage = { start, end: start + words.length, text: words };
        if (isAppeal(words)) uncovered.push(passage);
        else proposals.push(proposalOf(passage, node, []));
      }
    }
  }
  return { proposals, uncovered };
}

function headingEnd(text: string, node: OutlineNode): number {
  if (node.heading === '') return node.own.start;
  const at = text.indexOf(node.heading, node.own.start);
  const end = at + node.heading.length;
  const rest = text.slice(end, node.own.end);
  // A heading that is all there is stays to be read as a sentence.
  if (rest.replace(/[。：:\s　]/g, '') === '' && node.children.length === 0) return node.own.start;
  return end + (/^[。：:；]/.test(rest) ? 1 : 0);
}
