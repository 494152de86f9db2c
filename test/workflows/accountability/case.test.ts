import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CaseEvent, newCase, RANKS } from '../../../workflows/accountability/case.js';
import { caseWorkflow } from '../../../workflows/accountability/case.machine.js';
import type { Actor } from '../../../workflows/moment.js';
import { SANCTIONS } from '../../../workflows/packs/rules.js';
import { moment, people, put, refusals, standing } from '../../support/workflows.js';

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
function heard() {
  const taken = put(caseWorkflow, clue(), accept, as('office'));
  const propose: CaseEvent = { type: 'PROPOSE', finding: 'f', aggravating: [], mitigating: [], ...admonition };
  const proposed = put(caseWorkflow, taken, propose, as('investigator'));
  return put(caseWorkflow, proposed, { type: 'HEAR', on: '2026-06-02', statement: 's' }, as('office'));
}
function reviewed() {
  const decided = put(caseWorkflow, heard(), decide, as('decider'));
  const served = put(caseWorkflow, decided, { type: 'SERVE', on: '2026-06-02' }, as('office'));
  return put(caseWorkflow, served, { type: 'REQUEST_REVIEW', grounds: 'g' }, as('subject'));
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
