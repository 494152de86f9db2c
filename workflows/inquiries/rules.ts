/** What stands in the way of each event of a first contact; refusals name the article. */
import { isCivilDate } from '../dates.js';
import type { Moment } from '../moment.js';
import { articleById, articleOf } from '../packs/cite.js';
import { countable, missing, newDate, onlySystem, phoneNumber } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import { type InquiryEvent, type InquiryFacts, latestPromise, rulesFor, waiting } from './inquiry.js';

type InquiryRule = Rule<InquiryFacts, InquiryEvent>;

const MOST_PAPERS = 40;

/** The day an answer is promised for lies ahead and no further than the pack allows, counted from today. */
export function promiseReasons(
  facts: Pick<InquiryFacts, 'pack' | 'startedOn'>,
  promisedOn: string,
  moment: Moment,
): Reason[] {
  const field = 'promisedOn';
  const reasons = newDate(promisedOn, moment, field);
  if (reasons.length > 0) return reasons;
  const uncounted = countable(() => latestPromise(facts, moment.today, moment), field);
  if (uncounted.length > 0) return uncounted;
  const latest = latestPromise(facts, moment.today, moment);
  if (promisedOn <= latest) return [];
  const params = {
    latest,
    days: rulesFor(facts, moment).answerWithin,
    article: articleOf(moment, facts, 'answerWithin'),
  };
  return [{ code: 'inquiry.promiseTooFar', field, params }];
}

/** What is wrong with a registration, whoever makes it; the article says what must be written down. */
export function registrationReasons(facts: InquiryFacts, moment: Moment): Reason[] {
  const { asker, subject, papers, promisedOn } = facts;
  const article = articleById(moment, facts, 'fc-register');
  const reasons: Reason[] = [...missing(asker.name, 'askerName'), ...missing(subject, 'subject')];
  reasons.push(...phoneNumber(asker.contact, 'askerContact', article));
  if (papers.length > MOST_PAPERS)
    reasons.push({ code: 'tooBig', field: 'papers', params: { field: 'papers', most: MOST_PAPERS } });
  return [...reasons, ...promiseReasons(facts, promisedOn, moment)];
}

/** What a designated handler may not do: send it on (HANDBOOK 2.1, [Wf]). */
const notDesignated: InquiryRule = (facts, moment) =>
  facts.designated
    ? [{ code: 'inquiry.designated', params: { article: articleOf(moment, facts, 'bouncesBeforeDesignation') } }]
    : [];

/** Only whom it was handed to, or the leader of that department. */
const isTarget: InquiryRule = (facts, { actor }) => {
  const to = waiting(facts)?.to;
  if (actor.kind !== 'person' || to === undefined || to.id === actor.id) return [];
  return actor.posts.includes('department_leader') && to.department === actor.department
    ? []
    : [{ code: 'inquiry.notHandedToYou', params: { name: to.name } }];
};

/** Sent back by whom it was handed to, with the reason. */
const bounce: InquiryRule = (facts, moment, event) => {
  const stopped = isTarget(facts, moment);
  return stopped.length > 0 || event?.type !== 'BOUNCE' ? stopped : missing(event.reason, 'reason');
};

export const inquiryRules = {
  answer: (_facts, _moment, event) => (event?.type === 'ANSWER' ? missing(event.answer, 'answer') : []),
  giveNotice: (facts, moment, event) => {
    const article = articleById(moment, facts, 'fc-own');
    if (facts.notice) return [{ code: 'inquiry.noticeGiven', params: { on: facts.notice.on, article } }];
    if (event?.type !== 'GIVE_NOTICE') return [];
    return [...missing(event.missing.join(''), 'missing'), ...missing(event.procedure, 'procedure')];
  },
  supply: (_facts, _moment, event) => (event?.type === 'SUPPLY' ? missing(event.papers.join(''), 'papers') : []),
  handOver: (facts, moment, event) => {
    const stopped = notDesignated(facts, moment);
    if (stopped.length > 0 || event?.type !== 'HAND_OVER') return stopped;
    const { to, why } = event;
    const reasons = [...missing(to.id, 'colleague'), ...missing(why, 'why')];
    if (reasons.length > 0) return reasons;
    if (to.id === facts.handler.id) return [{ code: 'inquiry.handedToSelf', field: 'colleague' }];
    // Another unit is not handed to but named to the person.
    if (to.department !== facts.handler.department) {
      return [
        { code: 'inquiry.otherUnit', field: 'colleague', params: { article: articleById(moment, facts, 'fc-refer') } },
      ];
    }
    return countable(() => rulesFor(facts, moment), 'colleague');
  },
  accept: isTarget,
  bounce,
  /** The bounce that leaves the request with nobody: the office must name a handler. */
  lastBounce: (facts, moment, event) => {
    const stopped = bounce(facts, moment, event);
    if (stopped.length > 0) return stopped;
    const { bouncesBeforeDesignation: most } = rulesFor(facts, moment);
    return facts.bounces + 1 >= most ? [] : [{ code: 'inquiry.bouncesLeft', params: { left: most - facts.bounces } }];
  },
  refer: (facts, moment, event) => {
    const stopped = notDesignated(facts, moment);
    if (stopped.length > 0 || event?.type !== 'REFER') return stopped;
    const { unitName, address, phone, reason } = event;
    const article = articleById(moment, facts, 'fc-refer');
    return [
      ...missing(unitName, 'unitName'),
      ...missing(address, 'address'),
      ...missing(reason, 'reason'),
      ...phoneNumber(phone, 'phone', article),
    ];
  },
  escalate: (facts, moment, event) => {
    const stopped = notDesignated(facts, moment);
    return stopped.length > 0 || event?.type !== 'ESCALATE' ? stopped : missing(event.reason, 'reason');
  },
  designate: (facts, moment, event) => {
    if (event?.type !== 'DESIGNATE') return [];
    const { to, promisedOn, reason } = event;
    return [...missing(to.id, 'colleague'), ...missing(reason, 'reason'), ...promiseReasons(facts, promisedOn, moment)];
  },
  movePromise: (facts, moment, event) => {
    const article = articleOf(moment, facts, 'answerWithin');
    if (facts.promisedFirst) return [{ code: 'inquiry.promiseMoved', params: { article } }];
    if (moment.today > facts.promisedOn) {
      return [{ code: 'inquiry.promisePassed', params: { due: facts.promisedOn, article } }];
    }
    if (event?.type !== 'MOVE_PROMISE') return [];
    const reasons = [...missing(event.reason, 'reason'), ...promiseReasons(facts, event.promisedOn, moment)];
    if (reasons.length > 0) return reasons;
    return isCivilDate(event.promisedOn) && event.promisedOn > facts.promisedOn
      ? []
      : [{ code: 'inquiry.notLater', field: 'promisedOn' }];
  },
  complain: (_facts, _moment, event) => (event?.type === 'COMPLAIN' ? missing(event.complaint, 'complaint') : []),
  withReason: (_facts, _moment, event) => (event && 'reason' in event ? missing(event.reason, 'reason') : []),
  onlySystem,
} satisfies Record<string, InquiryRule>;
