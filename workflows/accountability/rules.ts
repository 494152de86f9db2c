/** What stands in the way of each event of a case; a refusal by a rule of the pack names its article. */
import type { Moment } from '../moment.js';
import type { RuleName } from '../packs/rules.js';
import { SANCTIONS } from '../packs/rules.js';
import { countable, existing, missing, onlySystem } from '../reasons.js';
import type { Reason, Rule } from '../step.js';
import { type CaseEvent, type CaseFacts, type Measure, type Person, RANKS, type Ranked, type Remedy } from './case.js';
import {
  articleOf,
  askBy,
  deadlineFrom,
  executionDeadline,
  mayAppealDirectly,
  type RoleArticle,
  remedyPeriod,
  remedyRule,
  roleArticle,
  rulesFor,
  stillOpen,
} from './deadlines.js';

type CaseRule = Rule<CaseFacts, CaseEvent>;

const named = (person: Person | null, field: string) => missing(person?.id, field);

/** A refusal by who somebody is, with the article that says so. */
const byRole = (
  facts: CaseFacts,
  moment: Moment,
  refusal: { code: string; name: string; article?: RoleArticle; field?: string },
): Reason => ({
  code: refusal.code,
  params: { name: refusal.name, article: roleArticle(facts, refusal.article ?? 'ac-roles', moment) },
  ...(refusal.field && { field: refusal.field }),
});

/** Reporter, investigator, decider and subject are four people, and whoever was recused stays out of every role. */
function roles(
  facts: CaseFacts,
  moment: Moment,
  { subject, investigator, decider }: { subject: Ranked | null; investigator: Person | null; decider: Ranked | null },
): Reason[] {
  const reasons = [
    ...named(subject, 'personConcerned'),
    ...named(investigator, 'investigator'),
    ...named(decider, 'decider'),
  ];
  if (reasons.length > 0 || !subject || !investigator || !decider) return reasons;
  const reporter = facts.clue.reporter?.id;
  const clash = (person: Person, others: (string | undefined)[], field: string) => {
    const { name } = person;
    if (others.includes(person.id)) reasons.push(byRole(facts, moment, { code: 'case.twoRoles', name, field }));
    const out = facts.recusals.some((one) => one.person.id === person.id);
    if (out) reasons.push(byRole(facts, moment, { code: 'case.recused', name, field }));
  };
  clash(investigator, [reporter, subject.id], 'investigator');
  clash(decider, [reporter, subject.id, investigator.id], 'decider');
  if (!RANKS.includes(subject.rank)) {
    reasons.push({ code: 'badValue', field: 'subjectRank', params: { field: 'subjectRank' } });
  }
  if (RANKS.indexOf(decider.rank) <= RANKS.indexOf(subject.rank)) {
    const { name } = decider;
    reasons.push(byRole(facts, moment, { code: 'case.rankTooLow', name, article: 'ac-rank', field: 'decider' }));
  }
  return reasons;
}

/** Whoever reported it or is concerned by it does not judge whether it is taken up. */
function mayTakeUp(facts: CaseFacts, moment: Moment, subject?: Ranked | null): Reason[] {
  const { id, name } = moment.actor;
  const { reporter, subject: suspected } = facts.clue;
  const inIt = [reporter, suspected, subject].some((one) => one?.id === id);
  return inIt ? [byRole(facts, moment, { code: 'case.twoRoles', name })] : [];
}

const only = (facts: CaseFacts, person: Person | null, moment: Moment): Reason[] =>
  person && moment.actor.id !== person.id ? [byRole(facts, moment, { code: 'case.onlyNamed', name: person.name })] : [];

const against = (facts: CaseFacts, moment: Moment, code: string, rule: RuleName, field?: string): Reason => ({
  code,
  params: { article: articleOf(facts, rule, moment) },
  ...(field && { field }),
});

/** A form the pack knows; months where and only where the form lasts. */
function measure(facts: CaseFacts, { form, months }: Measure, moment: Moment): Reason[] {
  const { sanctions, admonitionLeast, admonitionMost } = rulesFor(facts, moment);
  if (!sanctions.includes(form)) return [against(facts, moment, 'case.noSuchForm', 'sanctions', 'form')];
  const lasts = form === 'writtenAdmonition';
  const fits = lasts ? Number.isInteger(months) && months >= admonitionLeast && months <= admonitionMost : months === 0;
  return fits ? [] : [against(facts, moment, 'case.monthsOutOfRange', 'admonitionMost', 'months')];
}

/** Neither a graver form nor a longer time. */
export function isLighter(than: Measure, is: Measure): boolean {
  const by = SANCTIONS.indexOf(is.form) - SANCTIONS.indexOf(than.form);
  return by < 0 || (by === 0 && is.months < than.months);
}

function decideRemedy(facts: CaseFacts, moment: Moment, remedy: Remedy | null, event?: CaseEvent): Reason[] {
  if (!remedy || remedy.outcome) return [{ code: 'case.nothingAsked' }];
  const reasons: Reason[] = [];
  // Whoever had a part in it does not judge the complaint against it, nor the review's decider the appeal against that.
  const { investigator, decider, subject, clue, recusals, review } = facts;
  const { id, name } = moment.actor;
  const before = [investigator?.id, decider?.id, subject?.id, clue.reporter?.id, review?.outcome?.byId];
  const article = 'ac-review-recusal';
  if (before.includes(id)) reasons.push(byRole(facts, moment, { code: 'case.twoRoles', name, article }));
  if (recusals.some(({ person }) => person.id === id)) {
    reasons.push(byRole(facts, moment, { code: 'case.recused', name, article }));
  }
  if (event?.type !== 'DECIDE_REVIEW' && event?.type !== 'DECIDE_APPEAL') return reasons;
  reasons.push(...missing(event.reason, 'reason'));
  if (event.result !== 'lighten') return reasons;
  if (!event.measure) return [...reasons, ...missing('', 'form')];
  reasons.push(...measure(facts, event.measure, moment));
  if (facts.measure && !isLighter(facts.measure, event.measure)) {
    const params = { article: roleArticle(facts, 'ac-never-worse', moment) };
    reasons.push({ code: 'case.neverWorse', params, field: 'form' });
  }
  return reasons;
}

function ask(facts: CaseFacts, moment: Moment, kind: 'Review' | 'Appeal', event?: CaseEvent): Reason[] {
  if ((kind === 'Review' ? facts.review : facts.appeal) || (kind === 'Review' && facts.appeal)) {
    return [{ code: 'case.askedBefore' }];
  }
  if (kind === 'Appeal' && facts.review && !facts.review.outcome) return [{ code: 'case.reviewOpen' }];
  const step = `${kind}Ask` as const;
  const uncountable = countable(() => askBy(facts, step, moment));
  if (uncountable.length > 0) return uncountable;
  const until = askBy(facts, step, moment);
  const decide = remedyPeriod(facts, `${kind}Decide`, moment);
  if (kind === 'Appeal' && decide && !facts.review && !mayAppealDirectly(facts)) {
    return [against(facts, moment, 'case.reviewFirst', remedyRule(facts, step))];
  }
  if (!until || !decide) return [against(facts, moment, 'case.noSuchWay', remedyRule(facts, step))];
  const reasons = only(facts, facts.subject, moment);
  if (moment.today > until.by) {
    const { params } = against(facts, moment, '', remedyRule(facts, step));
    reasons.push({ code: 'case.askedTooLate', params: { ...params, due: until.by } });
  }
  reasons.push(...countable(() => deadlineFrom(moment.today, [decide], moment)));
  if (event?.type !== 'REQUEST_REVIEW' && event?.type !== 'APPEAL') return reasons;
  return [...reasons, ...missing(event.grounds, 'grounds')];
}

const withReason: CaseRule = (_facts, _moment, event) =>
  event && 'reason' in event ? missing(event.reason, 'reason') : [];

export const caseRules = {
  accept: (facts, moment, event) => {
    const rules = rulesFor(facts, moment);
    const reasons = [
      ...countable(() => deadlineFrom(moment.today, [rules.investigateWithin], moment)),
      ...mayTakeUp(facts, moment),
    ];
    if (event?.type !== 'ACCEPT') return reasons;
    const concerned = reasons.length > 0 ? [] : mayTakeUp(facts, moment, event.subject);
    return [...reasons, ...concerned, ...roles(facts, moment, event)];
  },
  notAccept: (facts, moment, event) => [...mayTakeUp(facts, moment), ...withReason(facts, moment, event)],
  recuse: (facts, moment, event) => {
    if (event?.type !== 'RECUSE') return [];
    const { role, successor } = event;
    const leaving = facts[role];
    const investigator = role === 'investigator' ? successor : facts.investigator;
    const decider = event.role === 'decider' ? event.successor : facts.decider;
    const same = leaving?.id === successor.id;
    return [
      ...withReason(facts, moment, event),
      ...(same ? [byRole(facts, moment, { code: 'case.recused', name: successor.name, field: role })] : []),
      ...roles(facts, moment, { subject: facts.subject, investigator, decider }),
    ];
  },
  extend: (facts, moment, event) => {
    const { investigation } = facts;
    if (!investigation || investigation.periods.length > 1) {
      return [against(facts, moment, 'case.extendedBefore', 'investigationExtension')];
    }
    const { investigationExtension } = rulesFor(facts, moment);
    if (moment.today > investigation.by) {
      return [against(facts, moment, 'case.extendedTooLate', 'investigationExtension')];
    }
    const { investigator } = facts;
    const own = investigator?.id === moment.actor.id ? investigator.name : null;
    return [
      ...(own === null ? [] : [byRole(facts, moment, { code: 'case.twoRoles', name: own })]),
      ...countable(() => deadlineFrom(investigation.by, [investigationExtension], moment)),
      ...withReason(facts, moment, event),
    ];
  },
  propose: (facts, moment, event) => {
    const reasons = only(facts, facts.investigator, moment);
    if (event?.type !== 'PROPOSE') return reasons;
    const { aggravating, mitigating } = rulesFor(facts, moment);
    reasons.push(...missing(event.finding, 'finding'), ...measure(facts, event, moment));
    // The exemption test is recorded with the proposal (HANDBOOK 2.3).
    reasons.push(...missing(event.exemptionTest, 'exemptionTest'));
    if (!event.aggravating.every((one) => aggravating.includes(one))) {
      reasons.push(against(facts, moment, 'case.noSuchGround', 'aggravating', 'aggravating'));
    }
    if (!event.mitigating.every((one) => mitigating.includes(one))) {
      reasons.push(against(facts, moment, 'case.noSuchGround', 'mitigating', 'mitigating'));
    }
    return reasons;
  },
  notPursue: (facts, moment, event) => {
    const reasons = only(facts, facts.decider, moment);
    if (event?.type !== 'NOT_PURSUE') return reasons;
    reasons.push(...missing(event.reason, 'reason'));
    if (event.exemption !== null && !rulesFor(facts, moment).exemptions.includes(event.exemption)) {
      reasons.push(against(facts, moment, 'case.noSuchGround', 'exemptions', 'exemption'));
    }
    return reasons;
  },
  hear: (_facts, { today }, event) => {
    if (event?.type !== 'HEAR') return [];
    const reasons = [...existing(event.on, 'on'), ...missing(event.statement, 'statement')];
    return event.on > today ? [...reasons, { code: 'case.dayAhead', field: 'on' }] : reasons;
  },
  decide: (facts, moment, event) => {
    const reasons = only(facts, facts.decider, moment);
    if (event?.type !== 'DECIDE') return reasons;
    for (const field of ['facts', 'reasons', 'basis', 'rights'] as const) {
      if (!event[field].trim()) {
        const { params } = against(facts, moment, '', 'sanctions');
        reasons.push({ code: 'case.decisionLacks', field, params: { ...params, field } });
      }
    }
    return [...reasons, ...measure(facts, event, moment)];
  },
  serve: (facts, moment, event) => {
    if (event?.type !== 'SERVE') return [];
    const { on } = event;
    const reasons = existing(on, 'on');
    if (reasons.length > 0) return reasons;
    if (on > moment.today) return [{ code: 'case.dayAhead', field: 'on' }];
    if (facts.decision && on < facts.decision.on) return [{ code: 'case.servedBeforeDecided', field: 'on' }];
    return countable(() => executionDeadline(facts, on, moment), 'on');
  },
  reportExecution: (_facts, _moment, event) => (event?.type === 'REPORT_EXECUTION' ? missing(event.text, 'text') : []),
  requestReview: (facts, moment, event) => ask(facts, moment, 'Review', event),
  appeal: (facts, moment, event) => ask(facts, moment, 'Appeal', event),
  extendAppeal: (facts, moment, event) => {
    const { appeal } = facts;
    if (!appeal || appeal.outcome) return [{ code: 'case.nothingAsked' }];
    const rule = remedyRule(facts, 'AppealExtension');
    const period = remedyPeriod(facts, 'AppealExtension', moment);
    if (!period) return [against(facts, moment, 'case.noSuchWay', rule)];
    if (appeal.deadline.periods.length > 1) return [against(facts, moment, 'case.extendedBefore', rule)];
    if (moment.today > appeal.deadline.by) return [against(facts, moment, 'case.extendedTooLate', rule)];
    return [
      ...countable(() => deadlineFrom(appeal.deadline.by, [period], moment)),
      ...withReason(facts, moment, event),
    ];
  },
  quashReview: (facts, moment, event) =>
    event?.type === 'DECIDE_REVIEW' && event.result !== 'quash'
      ? [{ code: 'case.notQuashed' }]
      : decideRemedy(facts, moment, facts.review, event),
  decideReview: (facts, moment, event) => decideRemedy(facts, moment, facts.review, event),
  quashAppeal: (facts, moment, event) =>
    event?.type === 'DECIDE_APPEAL' && event.result !== 'quash'
      ? [{ code: 'case.notQuashed' }]
      : decideRemedy(facts, moment, facts.appeal, event),
  decideAppeal: (facts, moment, event) => decideRemedy(facts, moment, facts.appeal, event),
  lift: (facts, moment, event) => {
    const open = [facts.review, facts.appeal].some((one) => one && !one.outcome);
    const reasons: Reason[] = open ? [{ code: 'case.remedyOpen' }] : [];
    if (facts.effectUntil && moment.today <= facts.effectUntil) {
      reasons.push({ code: 'case.stillRuns', params: { due: facts.effectUntil } });
    }
    const uncountable = countable(() => stillOpen(facts, moment));
    // Lifting closes the case, and with it the way to a review: it waits until that way has run out by itself.
    const until = uncountable.length > 0 ? null : stillOpen(facts, moment);
    if (until) reasons.push({ code: 'case.stillContestable', params: { due: until.by } });
    reasons.push(...uncountable);
    return event?.type === 'LIFT' ? [...reasons, ...missing(event.note, 'note')] : reasons;
  },
  onlySystem,
} satisfies Record<string, CaseRule>;
