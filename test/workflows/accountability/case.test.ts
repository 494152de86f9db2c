import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CaseEvent, newCase, RANKS } from '../../../workflows/accountability/case.js';
import { caseWorkflow } from '../../../workflows/accountability/case.machine.js';
import { askBy } from '../../../workflows/accountability/deadlines.js';
import { addDays } from '../../../workflows/dates.js';
import type { Actor } from '../../../workflows/moment.js';
import { HANDBOOK_PACK } from '../../../workflows/packs/handbook/index.js';
import { type Addressee, SANCTIONS } from '../../../workflows/packs/rules.js';
import { reasonsAgainst, step } from '../../../workflows/step.js';
import { moment, people, put, refusals, standing, theClock } from '../../support/workflows.js';

const as = (id: string) => moment({ actor: { ...people.office, id, name: id } as Actor });
const person = (id: string) => ({ id, name: id });
const accept = {
  type: 'ACCEPT',
  subject: { ...person('subject'), rank: 'staff' },
  addressee: 'civilServant',
  investigator: person('investigator'),
  decider: { ...person('decider'), rank: 'head' },
} as const satisfies CaseEvent;
const clue = () =>
  standing(
    caseWorkflow,
    'clue',
    newCase(
      {
        campaign: 'c',
        breach: 'other',
        source: null,
        department: 'lead',
        subject: null,
        on: '2026-06-01',
        facts: [],
        reporter: person('reporter'),
      },
      '2026-06-02',
    ),
  );
const admonition = { form: 'writtenAdmonition', months: 6 } as const;
const decide = { type: 'DECIDE', facts: 'f', reasons: 'r', basis: 'b', rights: 's', ...admonition } as const;
function heard(change: Partial<typeof accept> | object = {}) {
  const taken = put(caseWorkflow, clue(), { ...accept, ...change }, as('office'));
  const propose: CaseEvent = {
    type: 'PROPOSE',
    finding: 'f',
    exemptionTest: 'none fits',
    aggravating: [],
    mitigating: [],
    ...admonition,
  };
  const proposed = put(caseWorkflow, taken, propose, as('investigator'));
  return put(caseWorkflow, proposed, { type: 'HEAR', on: '2026-06-02', statement: 's' }, as('office'));
}
function served(change: object = {}, measure: object = admonition) {
  const decided = put(caseWorkflow, heard(change), { ...decide, ...measure }, as('decider'));
  return put(caseWorkflow, decided, { type: 'SERVE', on: '2026-06-02' }, as('office'));
}
function reviewed() {
  return put(caseWorkflow, served(), { type: 'REQUEST_REVIEW', grounds: 'g' }, as('subject'));
}

test('Reporter, subject, investigator and decider are four people, and the decider stands above the subject', () => {
  const against = (change: object) => refusals(caseWorkflow, clue(), { ...accept, ...change }, as('office'));
  expect(against({})).toEqual([]);
  expect(against({ investigator: person('reporter') })).toEqual(['case.twoRoles']);
  expect(against({ investigator: person('decider') })).toEqual(['case.twoRoles']);
  expect(against({ decider: { ...person('subject'), rank: 'head' } })).toEqual(['case.twoRoles']);
  for (const rank of RANKS) {
    expect(against({ subject: { ...person('subject'), rank }, decider: { ...person('d'), rank } })).toEqual([
      'case.rankTooLow',
    ]);
  }
});

test('Who may not act is told by which article', () => {
  const articles = (event: CaseEvent, record = clue(), by = 'office') =>
    reasonsAgainst(caseWorkflow, record.state, record.facts, event.type, as(by), event).map(
      ({ params }) => params?.article,
    );
  expect(articles({ ...accept, investigator: person('reporter') })).toEqual([
    '本系统预设，待办公室确定（角色分离与回避）',
  ]);
  expect(articles({ ...accept, decider: { ...person('d'), rank: 'staff' } })).toEqual([
    '本系统预设，待办公室确定（决定人职级）',
  ]);
  const keep = { type: 'DECIDE_REVIEW', result: 'keep', measure: null, reason: 'r' } as const;
  expect(articles(keep, reviewed(), 'investigator')).toEqual(['政府督查工作条例（2020）第十七条（复核、申诉回避）']);
  const worse = { ...keep, result: 'lighten', measure: { form: 'dismissal', months: 0 } } as const;
  expect(articles(worse, reviewed(), 'other')).toEqual([
    '中华人民共和国公务员法（2018修订）第九十五条、第九十六条（复核、申诉不加重）',
  ]);
});

test('A campaign whose own pack has dropped the articles about roles is held to the shipped ones', () => {
  const without = {
    ...HANDBOOK_PACK,
    key: 'ours',
    articles: HANDBOOK_PACK.articles.filter(({ id }) => id !== 'ac-roles'),
  };
  const now = { ...as('office'), packs: { current: without, all: new Map() } };
  const event = { ...accept, investigator: person('reporter') };
  const { state, facts } = clue();
  expect(reasonsAgainst(caseWorkflow, state, facts, 'ACCEPT', now, event)[0]?.params?.article).toContain('角色分离');
});

test('Neither who reported a clue nor whom it concerns judges whether it is taken up', () => {
  const no = { type: 'NOT_ACCEPT', reason: 'r' } as const;
  expect(refusals(caseWorkflow, clue(), no, as('reporter'))).toEqual(['case.twoRoles']);
  expect(refusals(caseWorkflow, clue(), accept, as('subject'))).toEqual(['case.twoRoles']);
  expect(refusals(caseWorkflow, clue(), no, as('office'))).toEqual([]);
});

test('Whoever was recused has no other role in the case, nor a say in its review', () => {
  const taken = put(caseWorkflow, clue(), accept, as('office'));
  const out = { type: 'RECUSE', role: 'investigator', successor: person('second'), reason: 'kin' } as const;
  const next = put(caseWorkflow, taken, out, as('office'));
  const back = {
    type: 'RECUSE',
    role: 'decider',
    successor: { ...person('investigator'), rank: 'head' },
    reason: 'r',
  } as const;
  expect(refusals(caseWorkflow, next, back, as('office'))).toEqual(['case.recused']);
  const record = reviewed();
  const recusals = [{ role: 'decider' as const, person: person('first'), reason: 'kin', on: '2026-06-02' }];
  const keep = { type: 'DECIDE_REVIEW', result: 'keep', measure: null, reason: 'r' } as const;
  const facts = { ...record.facts, recusals };
  expect(refusals(caseWorkflow, { ...record, facts }, keep, as('first'))).toEqual(['case.recused']);
});

test('Whoever decided the review does not decide the appeal', () => {
  const keep = { type: 'DECIDE_REVIEW', result: 'keep', measure: null, reason: 'r' } as const;
  const kept = put(caseWorkflow, reviewed(), keep, as('first'));
  const appealed = put(caseWorkflow, kept, { type: 'APPEAL', grounds: 'g' }, as('subject'));
  const quash = { type: 'DECIDE_APPEAL', result: 'quash', measure: null, reason: 'r' } as const;
  expect(refusals(caseWorkflow, appealed, quash, as('first'))).toEqual(['case.twoRoles']);
  expect(put(caseWorkflow, appealed, quash, as('second'))).toMatchObject({
    state: 'quashed',
    facts: { measure: null },
  });
});

test('Only a civil servant can appeal without a review, and only where the pack has an appeal', () => {
  const appeal = { type: 'APPEAL', grounds: 'g' } as const;
  expect(refusals(caseWorkflow, served(), appeal, as('subject'))).toEqual([]);
  const late = { ...as('subject'), today: '2026-07-03' };
  expect(refusals(caseWorkflow, served(), appeal, late)).toEqual(['case.askedTooLate']);
  const supervised = served({ addressee: 'supervisionDecision' });
  expect(refusals(caseWorkflow, supervised, appeal, as('subject'))).toEqual(['case.reviewFirst']);
  expect(refusals(caseWorkflow, served({ addressee: 'other' }), appeal, as('subject'))).toEqual(['case.noSuchWay']);
});

test('A measure without an end is lifted only when no review can be asked for any more', () => {
  const record = served({}, { form: 'criticism', months: 0 });
  const inEffect = put(caseWorkflow, record, { type: 'REPORT_EXECUTION', text: 'done' }, as('office'));
  const lift = { type: 'LIFT', note: 'n' } as const;
  const on = (today: string) => ({ ...as('decider'), today });
  expect(refusals(caseWorkflow, inEffect, lift, on('2026-07-02'))).toEqual(['case.stillContestable']);
  expect(refusals(caseWorkflow, inEffect, lift, on('2026-07-03'))).toEqual([]);
});

test('Each kind of addressee has the periods of its own article', () => {
  const until = (addressee: Addressee) => {
    const { facts } = served({ addressee });
    return [askBy(facts, 'ReviewAsk', as('subject'))?.by, askBy(facts, 'AppealAsk', as('subject'))?.by];
  };
  expect(until('civilServant')).toEqual(['2026-07-02', '2026-07-02']);
  expect(until('leadingCadre')).toEqual(['2026-06-17', undefined]);
  // Fifteen working days, the Dragon Boat holiday of 19 June left out.
  expect(until('other')).toEqual(['2026-06-24', undefined]);
  expect(until('supervisionDecision')).toEqual(['2026-07-02', undefined]);
  expect(until('inspectedUnit')).toEqual(['2026-07-02', undefined]);
  expect(until('performanceScore')).toEqual(['2026-06-05', undefined]);
});

test('Time alone never changes what is in force', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (days) => {
      const record = served();
      const later = moment({ actor: theClock, today: addDays('2026-06-02', days) });
      const { state, facts } = put(caseWorkflow, record, { type: 'CLOCK' }, later);
      expect([state, facts]).toEqual([record.state, record.facts]);
    }),
  );
});

test('An appeal never worsens what a review left', () => {
  const event = {
    type: 'DECIDE_REVIEW',
    result: 'lighten',
    measure: { form: 'circular', months: 0 },
    reason: 'r',
  } as const;
  const left = put(caseWorkflow, reviewed(), event, as('first'));
  const appealed = put(caseWorkflow, left, { type: 'APPEAL', grounds: 'g' }, as('subject'));
  fc.assert(
    fc.property(fc.constantFrom(...SANCTIONS), fc.integer({ min: 0, max: 24 }), (form, months) => {
      const decided = { type: 'DECIDE_APPEAL', result: 'lighten', measure: { form, months }, reason: 'r' } as const;
      const accepted = refusals(caseWorkflow, appealed, decided, as('second')).length === 0;
      expect(accepted).toBe(months === 0 && SANCTIONS.indexOf(form) < SANCTIONS.indexOf('circular'));
    }),
  );
});

test('Letters go to those with a part in the case, and say no more than its number', () => {
  const letters = (record: ReturnType<typeof clue>, event: CaseEvent, by: string) => {
    const outcome = step(caseWorkflow, record, event, as(by));
    if (!outcome.accepted) throw new Error(outcome.reasons.map(({ code }) => code).join());
    return outcome.effects.map(({ params }) => params);
  };
  const values = { code: 'AC-2026-000001' };
  expect(letters(clue(), { ...accept, code: values.code }, 'office')).toEqual([
    { template: 'case.investigate', to: { person: 'investigator' }, values },
    { template: 'case.decide', to: { person: 'decider' }, values },
  ]);
  const decided = put(caseWorkflow, heard(), decide, as('decider'));
  expect(letters(decided, { type: 'SERVE', on: '2026-06-02' }, 'office')).toMatchObject([
    { template: 'case.served', to: { person: 'subject' } },
  ]);
  expect(letters(served(), { type: 'REQUEST_REVIEW', grounds: 'g' }, 'subject')).toMatchObject([
    { template: 'case.remedyAsked', to: { posts: ['leading_group'] } },
  ]);
});

test('A decision without basis is refused', () => {
  expect(refusals(caseWorkflow, heard(), { ...decide, basis: ' ' }, as('decider'))).toEqual(['case.decisionLacks']);
});

test('A review does not stay the decision, and whoever decided does not judge it', () => {
  const record = reviewed();
  expect(record.state).toBe('served');
  expect(record.facts.measure).toEqual(admonition);
  const keep = { type: 'DECIDE_REVIEW', result: 'keep', measure: null, reason: 'r' } as const;
  expect(refusals(caseWorkflow, record, keep, as('decider'))).toEqual(['case.twoRoles']);
  expect(put(caseWorkflow, record, keep, as('other')).facts.measure).toEqual(admonition);
  expect(put(caseWorkflow, record, { ...keep, result: 'quash' }, as('other')).state).toBe('quashed');
});

test('A review never worsens: what it leaves is no graver a form and no longer a time', () => {
  const record = reviewed();
  fc.assert(
    fc.property(fc.constantFrom(...SANCTIONS), fc.integer({ min: 0, max: 24 }), (form, months) => {
      const event = { type: 'DECIDE_REVIEW', result: 'lighten', measure: { form, months }, reason: 'r' } as const;
      if (refusals(caseWorkflow, record, event, as('other')).length > 0) return;
      const left = put(caseWorkflow, record, event, as('other')).facts.measure ?? admonition;
      expect(SANCTIONS.indexOf(left.form)).toBeLessThanOrEqual(SANCTIONS.indexOf(admonition.form));
      if (left.form === admonition.form) expect(left.months).toBeLessThan(admonition.months);
    }),
  );
});
