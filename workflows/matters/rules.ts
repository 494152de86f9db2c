/** What stands in the way of each event of a matter; every refusal names the article it follows from. */
import { addWorkingDays } from '../calendar.js';
import { type CivilDate, isCivilDate } from '../dates.js';
import type { Moment } from '../moment.js';
import { articleOf } from '../packs/cite.js';
import type { RuleName } from '../packs/rules.js';
import { countable, existing, missing, onlySystem, phoneNumber } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import {
  askedExtension,
  legalMaximum,
  type MatterEvent,
  type MatterFacts,
  type MatterItem,
  matterSum,
  mostExtension,
  rulesFor,
} from './matter.js';

type MatterRule = Rule<MatterFacts, MatterEvent>;

const MOST_LIMIT = 400;
const article = (facts: MatterFacts, moment: Moment, rule: RuleName) => articleOf(moment, facts, rule);

/** What is wrong with the limits of an item: none, or one longer than the law or the pack allows. */
export function limitReasons(
  { onTheSpot, promised, statutory }: Pick<MatterItem, 'onTheSpot' | 'promised' | 'statutory'>,
  under: Pick<MatterFacts, 'pack' | 'startedOn'>,
  moment: Pick<Moment, 'packs'>,
): Reason[] {
  const rules = rulesFor(under, moment);
  const whole = (n: number) => Number.isInteger(n) && n >= 1 && n <= MOST_LIMIT;
  if (!onTheSpot && !whole(promised.n)) return [{ code: 'badValue', field: 'promised', params: { field: 'promised' } }];
  if (statutory === null) {
    const most = rules.mostWithoutStatute;
    if (onTheSpot || promised.unit !== 'workingDays' || promised.n <= most) return [];
    const params = { most, article: articleOf(moment, under, 'mostWithoutStatute') };
    return [{ code: 'matter.longerThanAllowed', field: 'promised', params }];
  }
  if (!whole(statutory.n)) return [{ code: 'badValue', field: 'statutory', params: { field: 'statutory' } }];
  if (onTheSpot) return [];
  if (statutory.unit !== promised.unit) return [{ code: 'matter.otherUnit', field: 'promised' }];
  const params = { statutory: statutory.n, article: articleOf(moment, under, 'promiseAgainstStatute') };
  if (promised.n > statutory.n) return [{ code: 'matter.longerThanStatute', field: 'promised', params }];
  return rules.promiseAgainstStatute === 'below' && promised.n === statutory.n
    ? [{ code: 'matter.notBelowStatute', field: 'promised', params }]
    : [];
}

/** What is wrong with a matter as it comes in, whoever enters it. */
export function submissionReasons(facts: MatterFacts, moment: Moment): Reason[] {
  return [
    ...missing(facts.applicant.name, 'applicant'),
    ...missing(facts.title, 'title'),
    ...missing(facts.department, 'department'),
    ...phoneNumber(facts.applicant.contact, 'applicantContact', article(facts, moment, 'correctionWithin')),
    ...limitReasons(facts.item, facts, moment),
    ...countable(() => correctionBy(facts, moment), 'receivedOn'),
  ];
}

/** The last day on which papers may be asked for, counted from the receipt. Throws UnpublishedYear. */
export function correctionBy(facts: MatterFacts, moment: Pick<Moment, 'packs' | 'calendar'>): CivilDate {
  return addWorkingDays(moment.calendar, lastSupplied(facts), rulesFor(facts, moment).correctionWithin);
}

/** The day on which all that is there had come: of receipt, or of the papers that were asked for. */
export function lastSupplied({ correction, startedOn }: MatterFacts): CivilDate {
  return correction?.suppliedOn ?? startedOn;
}

/** The last day on which an extension may be asked for. Throws UnpublishedYear. */
export function askExtensionBy(facts: MatterFacts, moment: Moment): CivilDate | null {
  const sum = matterSum(facts, moment);
  return sum && addWorkingDays(moment.calendar, sum.due, -rulesFor(facts, moment).extensionAskedBefore);
}

/** The day a clock act is dated: it exists, is not ahead and not before what it follows. */
function dated(on: CivilDate, after: CivilDate, { today }: Moment, code: string, params: Reason['params']): Reason[] {
  if (!isCivilDate(on)) return existing(on, 'on');
  if (on > today) return [{ code: 'dateAhead', field: 'on', params: { date: on } }];
  return on < after ? [{ code, field: 'on', params: { ...params, after } }] : [];
}

/** What is wrong with the length of an extension: too long by itself, or past the legal maximum with what was granted. */
function extensionReasons(facts: MatterFacts, days: number, moment: Moment): Reason[] {
  if (!Number.isInteger(days) || days < 1) return [{ code: 'badValue', field: 'days', params: { field: 'days' } }];
  const most = mostExtension(facts, moment);
  const rule = facts.item.kind === 'permit' ? 'extensionMostPermit' : 'extensionMost';
  if (days > most) {
    return [
      { code: 'matter.extensionTooLong', field: 'days', params: { most, article: article(facts, moment, rule) } },
    ];
  }
  const granted = facts.extensions.reduce((sum, { state, n }) => sum + (state === 'granted' ? n : 0), 0);
  const maximum = legalMaximum(facts, moment);
  if (facts.item.promised.n + granted + days > maximum) {
    return [
      { code: 'matter.pastMaximum', field: 'days', params: { most: maximum, article: article(facts, moment, rule) } },
    ];
  }
  const later = { ...facts, extensions: [...facts.extensions, { ...NO_EXTENSION, askedOn: moment.today, n: days }] };
  return countable(() => matterSum(later, moment), 'days');
}

const NO_EXTENSION = {
  askedBy: { id: '', name: '' },
  reason: '',
  state: 'granted',
  decidedOn: null,
  decidedBy: '',
  remark: '',
} as const;

/** Only whom the pack names decides on an extension, and never on one's own. */
const decidesExtension: MatterRule = (facts, moment) => {
  const asked = askedExtension(facts);
  if (!asked) return [{ code: 'matter.nothingAsked' }];
  const { actor } = moment;
  if (actor.kind !== 'person') return [];
  const params = { article: article(facts, moment, 'extensionApprover') };
  if (asked.askedBy.id === actor.id) return [{ code: 'matter.grantsOwn', params }];
  const { extensionApprover: who } = rulesFor(facts, moment);
  const may = {
    departmentLeader: actor.posts.includes('department_leader') && actor.department === facts.department,
    office: actor.posts.includes('campaign_office'),
    leadingGroup: actor.posts.includes('leading_group'),
  }[who];
  return may ? [] : [{ code: `matter.grantedBy.${who}`, params }];
};

export const matterRules = {
  askForPapers: (facts, moment, event) => {
    const params = { article: article(facts, moment, 'correctionWithin') };
    if (facts.correction) return [{ code: 'matter.askedOnce', params: { ...params, on: facts.correction.on } }];
    const by = correctionBy(facts, moment);
    if (moment.today > by) return [{ code: 'matter.askedTooLate', params: { ...params, due: by } }];
    return event?.type === 'ASK_FOR_PAPERS' ? missing(event.missing.join(''), 'missing') : [];
  },
  supply: (_facts, _moment, event) => (event?.type === 'SUPPLY' ? missing(event.papers.join(''), 'papers') : []),
  accept: (facts, moment, event) => {
    if (event?.type !== 'ACCEPT') return [];
    const params = { article: article(facts, moment, 'countFrom') };
    const reasons = dated(event.on, lastSupplied(facts), moment, 'matter.acceptedBeforeReceipt', params);
    if (reasons.length > 0) return reasons;
    const { onTheSpot } = facts.item;
    return onTheSpot ? [] : countable(() => matterSum({ ...facts, acceptedOn: event.on }, moment), 'on');
  },
  notAccept: (_facts, _moment, event) => (event?.type === 'NOT_ACCEPT' ? missing(event.reason, 'reason') : []),
  pause: (facts, moment, event) => {
    const sum = matterSum(facts, moment);
    const params = { article: article(facts, moment, 'pauseReasons') };
    if (sum && moment.today > sum.due) return [{ code: 'matter.pauseAfterDue', params: { ...params, due: sum.due } }];
    if (event?.type !== 'PAUSE') return [];
    const { reason, notice, expectedDays } = event;
    const reasons: Reason[] = [];
    if (!rulesFor(facts, moment).pauseReasons.includes(reason)) {
      reasons.push({ code: 'matter.noPauseReason', field: 'reason', params });
    }
    if (notice.trim() === '') reasons.push({ code: 'matter.pauseWithoutNotice', field: 'writtenNotice', params });
    if (!Number.isInteger(expectedDays) || expectedDays < 1 || expectedDays > MOST_LIMIT) {
      reasons.push({ code: 'matter.pauseWithoutDays', field: 'expectedDays', params });
    }
    return reasons;
  },
  resume: (facts, moment, event) => {
    const pause = facts.pauses.at(-1);
    if (!pause || event?.type !== 'RESUME') return [];
    const params = { article: article(facts, moment, 'pauseReasons') };
    return dated(event.on, pause.from, moment, 'matter.resumedBeforePause', params);
  },
  requestExtension: (facts, moment, event) => {
    const rules = rulesFor(facts, moment);
    const asked = askedExtension(facts);
    if (asked) return [{ code: 'matter.extensionAsked', params: { on: asked.askedOn } }];
    const granted = facts.extensions.filter(({ state }) => state === 'granted').length;
    if (granted >= rules.extensions) {
      const params = { count: rules.extensions, article: article(facts, moment, 'extensions') };
      return [{ code: 'matter.extendedOften', params }];
    }
    const by = askExtensionBy(facts, moment);
    if (by !== null && moment.today > by) {
      return [
        {
          code: 'matter.extensionTooLate',
          params: { due: by, article: article(facts, moment, 'extensionAskedBefore') },
        },
      ];
    }
    if (event?.type !== 'REQUEST_EXTENSION') return [];
    return [...missing(event.reason, 'reason'), ...extensionReasons(facts, event.days, moment)];
  },
  grantExtension: decidesExtension,
  refuseExtension: (facts, moment, event) => {
    const stopped = decidesExtension(facts, moment);
    if (stopped.length > 0 || event?.type !== 'REFUSE_EXTENSION') return stopped;
    return missing(event.remark, 'remark');
  },
  reassign: (facts, _moment, event) => {
    if (event?.type !== 'REASSIGN') return [];
    const { to, reason } = event;
    if (to.id !== '' && to.department !== facts.department)
      return [{ code: 'matter.otherDepartment', field: 'colleague' }];
    return [...missing(to.id, 'colleague'), ...missing(reason, 'reason')];
  },
  recordAbsence: (facts, _moment, event) => {
    if (facts.absence) return [{ code: 'matter.absenceRecorded', params: { on: facts.absence.on } }];
    return event?.type === 'RECORD_ABSENCE' ? missing(event.note, 'note') : [];
  },
  decide: (facts, moment, event) => {
    if (event?.type !== 'DECIDE') return [];
    const reasons = missing(event.text, 'decisionText');
    if (event.basis.trim() === '') {
      const params = { article: article(facts, moment, 'deliverWithin') };
      reasons.push({ code: 'matter.decisionWithoutBasis', field: 'basis', params });
    }
    return reasons;
  },
  deliver: (_facts, _moment, event) => (event?.type === 'DELIVER' ? missing(event.delivery, 'delivery') : []),
  withReason: (_facts, _moment, event) => (event && 'reason' in event ? missing(event.reason, 'reason') : []),
  /** Time makes a matter accepted: nobody told in time what is missing (行政许可法 32). */
  deemedAccepted: (facts, moment, event) => {
    const stopped = onlySystem(facts, moment, event as never);
    if (stopped.length > 0) return stopped;
    return moment.today > correctionBy(facts, moment) ? [] : [{ code: 'matter.stillTime' }];
  },
  /** Silence past the limit is consent, in the kinds of matter the pack names. */
  deemedConsent: (facts, moment, event) => {
    const stopped = onlySystem(facts, moment, event as never);
    if (stopped.length > 0) return stopped;
    const sum = matterSum(facts, moment);
    const silent = rulesFor(facts, moment).silenceIsConsent.includes(facts.item.kind);
    return silent && sum !== null && moment.today > sum.due ? [] : [{ code: 'matter.stillTime' }];
  },
  onlySystem,
} satisfies Record<string, MatterRule>;
