/** What each event changes in a case's facts. Only what the machine let through arrives here. */
import { versionOf } from '../packs/packs.js';
import type { NotifyEffect, Timed } from '../step.js';
import type { CaseEvent, CaseFacts, Measure, Remedy, RemedyResult } from './case.js';
import { deadlineFrom, effectUntil, executionDeadline, remedyPeriod, rulesFor } from './deadlines.js';

type Judged = { result: RemedyResult; measure: Measure | null; reason: string };

/** Keep leaves the measure, lighten puts the lighter one, quash leaves none; its time runs on from service. */
function judged(facts: CaseFacts, remedy: Remedy | null, event: Timed<CaseEvent> & Judged) {
  const { moment, result, reason } = event;
  const measure = result === 'quash' ? null : result === 'lighten' ? event.measure : facts.measure;
  const until = measure && facts.servedOn ? effectUntil(measure, facts.servedOn, moment) : null;
  const outcome = { result, reason, on: moment.today, by: moment.actor.name, byId: moment.actor.id, measure };
  return { remedy: remedy && { ...remedy, outcome }, rest: { measure, effectUntil: until } };
}

function asked(facts: CaseFacts, kind: 'Review' | 'Appeal', grounds: string, { moment }: Timed<CaseEvent>): Remedy {
  const period = remedyPeriod(facts, `${kind}Decide`, moment);
  const deadline = deadlineFrom(moment.today, period ? [period] : [], moment);
  return { grounds, askedOn: moment.today, askedBy: moment.actor.name, deadline, outcome: null };
}

export function changed(facts: CaseFacts, event: Timed<CaseEvent>): CaseFacts {
  const { moment } = event;
  const { today, actor, packs } = moment;
  switch (event.type) {
    case 'ACCEPT': {
      const { subject, addressee, investigator, decider } = event;
      const now = {
        ...facts,
        code: event.code ?? facts.code,
        subject,
        addressee,
        investigator,
        decider,
        pack: versionOf(packs.current),
        startedOn: today,
      };
      return { ...now, investigation: deadlineFrom(today, [rulesFor(now, moment).investigateWithin], moment) };
    }
    case 'NOT_ACCEPT':
      return { ...facts, notAcceptedReason: event.reason };
    case 'RECUSE': {
      const { role, successor, reason } = event;
      const left = facts[role];
      const recusals = left ? [...facts.recusals, { role, person: left, reason, on: today }] : facts.recusals;
      return { ...facts, recusals, [role]: successor };
    }
    case 'EXTEND_INVESTIGATION': {
      const { investigation } = facts;
      if (!investigation) return facts;
      const periods = [...investigation.periods, rulesFor(facts, moment).investigationExtension];
      return {
        ...facts,
        investigation: deadlineFrom(investigation.from, periods, moment),
        extensionReason: event.reason,
      };
    }
    case 'PROPOSE': {
      const { finding, exemptionTest, form, months, aggravating, mitigating } = event;
      return { ...facts, finding, exemptionTest, proposal: { form, months }, aggravating, mitigating };
    }
    case 'NOT_PURSUE':
      return { ...facts, exemption: event.exemption, closingReason: event.reason };
    case 'HEAR':
      return { ...facts, hearing: { on: event.on, statement: event.statement } };
    case 'DECIDE': {
      const { form, months, reasons, basis, rights } = event;
      return {
        ...facts,
        decision: { form, months, facts: event.facts, reasons, basis, rights, on: today, by: actor.name },
      };
    }
    case 'SERVE': {
      const measure = facts.decision && { form: facts.decision.form, months: facts.decision.months };
      return {
        ...facts,
        servedOn: event.on,
        execution: executionDeadline(facts, event.on, moment),
        measure,
        effectUntil: measure && effectUntil(measure, event.on, moment),
      };
    }
    case 'REPORT_EXECUTION':
      return { ...facts, executionReport: { text: event.text, on: today, by: actor.name } };
    case 'REQUEST_REVIEW':
      return { ...facts, review: asked(facts, 'Review', event.grounds, event) };
    case 'APPEAL':
      return { ...facts, appeal: asked(facts, 'Appeal', event.grounds, event) };
    case 'EXTEND_APPEAL': {
      const period = remedyPeriod(facts, 'AppealExtension', moment);
      if (!facts.appeal || !period) return facts;
      const { from, periods } = facts.appeal.deadline;
      return { ...facts, appeal: { ...facts.appeal, deadline: deadlineFrom(from, [...periods, period], moment) } };
    }
    case 'DECIDE_REVIEW': {
      const { remedy, rest } = judged(facts, facts.review, event);
      return { ...facts, ...rest, review: remedy };
    }
    case 'DECIDE_APPEAL': {
      const { remedy, rest } = judged(facts, facts.appeal, event);
      return { ...facts, ...rest, appeal: remedy };
    }
    case 'LIFT':
      return { ...facts, closingReason: event.note };
    case 'CLOCK':
      return facts;
  }
}

/** A letter about this case to one who has a part in it: its number and nothing of whom it is about. */
export function letter(facts: CaseFacts, template: string, to: NotifyEffect['params']['to']): NotifyEffect {
  return { type: 'notify', params: { template, to, values: { code: facts.code } } };
}
