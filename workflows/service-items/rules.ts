/** What stands in the way of each event of an item of service; refusals name the article they follow from. */
import { limitReasons } from '../matters/rules.js';
import type { Moment } from '../moment.js';
import { articleOf, type Under } from '../packs/cite.js';
import { rulesUnder } from '../packs/packs.js';
import { missing, phoneNumber } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import {
  changedFields,
  ITEM_KINDS,
  planOf,
  type ServiceItemEvent,
  type ServiceItemFacts,
  type ServiceItemPlan,
} from './service-item.js';
import { vagueWordsIn } from './vague-words.js';

type ItemRule = Rule<ServiceItemFacts, ServiceItemEvent>;
type Packs = Pick<Moment, 'packs'>;

/** Fields the public reads as a promise, in which a vague word leaves everything open. */
const PLAIN_FIELDS = ['title', 'papers', 'steps', 'fee'] as const;

/** What is wrong with an item as it is typed, published or not. */
export function draftReasons(plan: ServiceItemPlan, under: Under, moment: Packs): Reason[] {
  return [
    ...missing(plan.title, 'title'),
    ...missing(plan.department, 'department'),
    ...(ITEM_KINDS.includes(plan.kind) ? [] : [{ code: 'badValue', field: 'kind', params: { field: 'kind' } }]),
    ...limitReasons(plan, under, moment),
    ...phoneNumber(plan.phone, 'phone', articleOf(moment, under, 'vagueWords')),
  ];
}

/** The vague words of an item: each word once for each field it stands in. */
export function vagueReasons(plan: ServiceItemPlan, under: Under, { packs }: Packs): Reason[] {
  const { vagueWords } = rulesUnder(packs, under.pack, under.startedOn);
  const article = articleOf({ packs }, under, 'vagueWords');
  return PLAIN_FIELDS.flatMap((field) =>
    vagueWordsIn([plan[field]].flat().join('\n'), vagueWords).map((word) => ({
      code: 'serviceItem.vagueWord',
      field,
      params: { word, field, article },
    })),
  );
}

/** What keeps an item off the public timetable. */
export function publicationReasons(plan: ServiceItemPlan, under: Under, moment: Packs): Reason[] {
  const reasons = [...draftReasons(plan, under, moment), ...vagueReasons(plan, under, moment)];
  if (plan.statutory !== null && plan.legalBasis.trim() === '') {
    const article = articleOf(moment, under, 'promiseAgainstStatute');
    reasons.push({ code: 'serviceItem.statuteWithoutBasis', field: 'legalBasis', params: { article } });
  }
  return reasons;
}

/** Only the office gives an item to another department. */
function moved({ department }: ServiceItemFacts, plan: ServiceItemPlan, { actor }: Moment): Reason[] {
  if (plan.department === department || actor.kind !== 'person') return [];
  const office = actor.posts.some((post) => post === 'campaign_office' || post === 'leading_group');
  return office ? [] : [{ code: 'serviceItem.movedByOffice', field: 'department' }];
}

export const serviceItemRules = {
  edit: (facts, moment, event) => {
    if (event?.type !== 'EDIT') return [];
    return [...draftReasons(event.plan, facts, moment), ...moved(facts, event.plan, moment)];
  },
  /** What the public reads changes, so it is checked as at publication and the reason is kept. */
  change: (facts, moment, event) => {
    if (event?.type !== 'EDIT') return [];
    const { plan, reason } = event;
    const reasons = [...publicationReasons(plan, facts, moment), ...moved(facts, plan, moment)];
    if (reasons.length > 0) return reasons;
    if (changedFields(planOf(facts), plan).length === 0) return [{ code: 'serviceItem.nothingChanged' }];
    return missing(reason, 'reason');
  },
  publish: (facts, moment) => publicationReasons(facts, facts, moment),
  withdraw: (facts, _moment, event) => {
    if (event?.type !== 'WITHDRAW') return [];
    const { ground, mergedInto, reason } = event;
    const reasons = missing(reason, 'reason');
    if (ground !== 'merged') return reasons;
    if (mergedInto === null) return [...missing('', 'mergedInto'), ...reasons];
    const self = mergedInto.code === facts.code;
    return [...(self ? [{ code: 'serviceItem.mergedIntoSelf', field: 'mergedInto' }] : []), ...reasons];
  },
  withReason: (_facts, _moment, event) => (event && 'reason' in event ? missing(event.reason, 'reason') : []),
} satisfies Record<string, ItemRule>;
