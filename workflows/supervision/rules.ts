/** What stands in the way of each event of a rating. */
import { isCivilDate } from '../dates.js';
import { articleOf } from '../packs/cite.js';
import { existing, missing, onlySystem } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import { quarterDays, type RatingEvent, type RatingFacts } from './rating.js';

type RatingRule = Rule<RatingFacts, RatingEvent>;

/** A day for the reply: it exists and lies ahead. */
function replyDay(replyBy: string, today: string): Reason[] {
  if (!isCivilDate(replyBy)) return existing(replyBy, 'replyBy');
  return replyBy > today ? [] : [{ code: 'rating.replyDayPast', field: 'replyBy' }];
}

export const ratingRules = {
  publish: (facts, { today }) => {
    const { to } = quarterDays(facts.quarter);
    return today > to ? [] : [{ code: 'rating.quarterRuns', params: { due: to } }];
  },
  sendLetter: (facts, moment, event) => {
    if (facts.grade !== 'fail') {
      return [{ code: 'rating.notFailing', params: { article: articleOf(moment, facts, 'ratingPass') } }];
    }
    if (event?.type !== 'SEND_LETTER') return [];
    return [...missing(event.text, 'text'), ...replyDay(event.replyBy, moment.today)];
  },
  reply: (_facts, _moment, event) => (event?.type === 'REPLY' ? missing(event.text, 'text') : []),
  returnReply: (_facts, { today }, event) =>
    event?.type === 'RETURN_REPLY' ? [...missing(event.reason, 'reason'), ...replyDay(event.replyBy, today)] : [],
  close: (_facts, _moment, event) => (event?.type === 'CLOSE' ? missing(event.note, 'note') : []),
  onlySystem,
} satisfies Record<string, RatingRule>;
