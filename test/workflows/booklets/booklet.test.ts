import { describe, expect, it } from '@jest/globals';
import { adoptionOf, holdsOn, openParts } from '../../../workflows/booklets/booklet.js';
import { bookletWorkflow } from '../../../workflows/booklets/booklet.machine.js';
import { HANDBOOK_PACK } from '../../../workflows/packs/handbook/index.js';
import { SYSTEM_SETS, systemSetsFor } from '../../../workflows/packs/system-sets.js';
import { aBooklet, bothParts } from '../../support/duties.js';
import { evidence, moment, people, put, refusals, standing, theClock } from '../../support/workflows.js';

const { leader, liaison, office, reviewer } = people;
const by = (actor = leader, today = '2026-06-02') => moment({ actor, today });
const sent = () =>
  put(bookletWorkflow, standing(bookletWorkflow, 'missing', aBooklet({ files: bothParts })), {
    type: 'SUBMIT',
    note: '',
  });
const approved = () => put(bookletWorkflow, sent(), { type: 'APPROVE', remark: '' }, by(reviewer));

describe('a booklet', () => {
  it('is not sent without both of its parts, and the refusal names where that is laid down', () => {
    const one = aBooklet({ files: bothParts.slice(0, 1) });
    const record = standing(bookletWorkflow, 'missing', one);
    expect(openParts(one)).toEqual(['own']);
    expect(refusals(bookletWorkflow, record, { type: 'SUBMIT', note: '' })).toEqual(['booklet.partMissing']);
    const rejected = bothParts.map((file) => ({ ...file, review: 'withdrawn' as const }));
    expect(openParts(aBooklet({ files: rejected }))).toEqual(['regional', 'own']);
  });

  it('takes a file for each part once', () => {
    const record = standing(bookletWorkflow, 'missing', aBooklet({ files: bothParts }));
    const again = { type: 'ATTACH' as const, evidence: evidence({ file: 'other', sha256: 'own', about: 'own' }) };
    expect(refusals(bookletWorkflow, record, again)).toEqual(['task.sameFile']);
    const elsewhere = { ...again, evidence: { ...again.evidence, about: 'regional' } };
    expect(refusals(bookletWorkflow, record, elsewhere)).toEqual([]);
  });

  it('is never approved, sent back or prolonged by the department it belongs to', () => {
    const insider = { ...reviewer, department: 'lead' };
    expect(refusals(bookletWorkflow, sent(), { type: 'APPROVE', remark: '' }, by(insider))).toEqual([
      'booklet.ownBooklet',
    ]);
    expect(refusals(bookletWorkflow, sent(), { type: 'SEND_BACK', reason: 'No.' }, by(insider))).toEqual([
      'booklet.ownBooklet',
    ]);
    expect(refusals(bookletWorkflow, approved(), { type: 'RENEW', remark: '' }, by(insider))).toEqual([
      'booklet.ownBooklet',
    ]);
  });

  it('holds for as long as the pack in force says, and keeps which pack that was', () => {
    const { state, facts, light } = approved();
    expect(state).toBe('approved');
    expect(facts.inForce).toMatchObject({
      version: 1,
      validUntil: '2027-06-02',
      pack: { key: 'three-systems', version: 1 },
      files: ['regional', 'own'],
      by: 'reviewer',
    });
    expect(light.colour).toBe('green');
    expect([holdsOn(facts, '2027-06-02'), holdsOn(facts, '2027-06-03')]).toEqual([true, false]);
  });

  it('runs out by the clock alone, and is prolonged or written anew', () => {
    const record = approved();
    expect(put(bookletWorkflow, record, { type: 'CLOCK' }, by(theClock, '2027-06-02')).state).toBe('approved');
    const expired = put(bookletWorkflow, record, { type: 'CLOCK' }, by(theClock, '2027-06-03'));
    expect([expired.state, expired.light.colour]).toEqual(['expired', 'red']);
    const renewed = put(bookletWorkflow, expired, { type: 'RENEW', remark: '' }, by(reviewer, '2027-06-04'));
    expect([renewed.state, renewed.facts.inForce?.validUntil]).toEqual(['approved', '2028-06-04']);
    expect(put(bookletWorkflow, expired, { type: 'REVISE', reason: 'New law.' }).state).toBe('revising');
  });

  it('keeps the old version while a new one is written, and after it', () => {
    const revising = put(bookletWorkflow, approved(), { type: 'REVISE', reason: 'New law.' }, by());
    expect([revising.facts.version, revising.facts.inForce?.version]).toEqual([2, 1]);
    expect(refusals(bookletWorkflow, revising, { type: 'SUBMIT', note: '' })).toEqual(['required']);
    const again = put(bookletWorkflow, revising, { type: 'SUBMIT', note: 'Windows added.' });
    const back = put(bookletWorkflow, again, { type: 'SEND_BACK', reason: 'Which?' }, by(reviewer));
    expect(back.facts).toMatchObject({ remark: 'Which?', inForce: { version: 1 } });
    const second = put(bookletWorkflow, again, { type: 'APPROVE', remark: '' }, by(reviewer));
    expect(second.facts).toMatchObject({ inForce: { version: 2, note: 'Windows added.' }, former: [{ version: 1 }] });
  });
});

describe('the light of a booklet', () => {
  const light = (state: string, facts = aBooklet(), today = '2026-06-02') =>
    bookletWorkflow.light(state, facts, by(leader, today)).colour;

  it('is blue near the day it is asked for, red past it, and green once it is sent', () => {
    expect([
      light('missing'),
      light('missing', aBooklet(), '2026-06-05'),
      light('missing', aBooklet(), '2026-06-11'),
    ]).toEqual(['green', 'blue', 'red']);
    expect(light('sentBack', aBooklet(), '2026-06-11')).toBe('red');
    expect(light('submitted', aBooklet({ submittedOn: '2026-06-10' }), '2026-06-20')).toBe('green');
    expect(light('cancelled')).toBe('none');
  });

  it('is blue in the last month of its validity and red past it, also while a new version is written', () => {
    const { facts } = approved();
    const at = (today: string) => [light('approved', facts, today), light('revising', facts, today)];
    expect(at('2027-05-01')).toEqual(['green', 'green']);
    expect(at('2027-05-02')).toEqual(['blue', 'blue']);
    expect(at('2027-06-03')).toEqual(['red', 'red']);
  });

  it('wakes the clock on the days it changes, and tells the department, the office only of red', () => {
    const facts = aBooklet();
    expect(bookletWorkflow.clockAt('missing', facts, by())).toBe('2026-06-04T16:00:00.000Z');
    expect(bookletWorkflow.clockAt('submitted', facts, by())).toBeNull();
    const of = (today: string) => bookletWorkflow.light('missing', facts, by(leader, today));
    const told = (before: string, after: string) =>
      bookletWorkflow.raises(of(before), of(after), facts, by()).map(({ params }) => (params as { to: object }).to);
    expect(told('2026-06-02', '2026-06-05')).toEqual([{ department: 'lead' }]);
    expect(told('2026-06-05', '2026-06-11')).toEqual([{ department: 'lead' }, { posts: ['campaign_office'] }]);
    expect(told('2026-06-11', '2026-06-12')).toEqual([]);
  });
});

describe('the adoption of systems', () => {
  const record = () => standing(bookletWorkflow, 'missing', aBooklet());
  const step = { type: 'RECORD_ADOPTION' as const, system: 'timeLimits', on: '2026-06-01', document: '', note: '' };

  it('asks for the document of implementing rules, for a system of the set and a day that has come', () => {
    const bad = { ...step, adoption: 'implemented' as const, system: 'openness', on: '2026-06-03' };
    expect(refusals(bookletWorkflow, record(), bad)).toEqual(['booklet.unknownSystem', 'booklet.dayAhead', 'required']);
    expect(refusals(bookletWorkflow, record(), { ...step, adoption: 'adopted' })).toEqual([]);
  });

  it('is checked by others, after it was adopted; every step is kept', () => {
    const check = { type: 'CHECK_ADOPTION' as const, system: 'timeLimits', on: '2026-06-02', note: 'Seen.' };
    expect(refusals(bookletWorkflow, record(), check, by(office))).toEqual(['booklet.nothingAdopted']);
    const adopted = put(bookletWorkflow, record(), { ...step, adoption: 'adopted', document: 'No. 7' }, by(liaison));
    expect(refusals(bookletWorkflow, adopted, check, by(liaison))).toEqual(['booklet.ownBooklet']);
    expect(refusals(bookletWorkflow, adopted, { ...check, system: 'firstContact' }, by(office))).toEqual([
      'booklet.notAdopted',
    ]);
    const { facts } = put(bookletWorkflow, adopted, check, by(office));
    expect(adoptionOf(facts, 'timeLimits')).toMatchObject({ adoption: 'checked', document: 'No. 7', by: 'office' });
    expect(facts.adoption).toHaveLength(2);
  });

  it('stays when the campaign takes another set that has the same system', () => {
    const adopted = put(bookletWorkflow, record(), { ...step, adoption: 'adopted' }, by(liaison));
    const six = SYSTEM_SETS.find(({ key }) => key === 'six-systems')!;
    const { facts } = put(bookletWorkflow, adopted, {
      type: 'TAKE_SYSTEMS',
      systemSet: six.key,
      systems: six.systems,
    });
    expect(facts.systems).toHaveLength(6);
    expect(adoptionOf(facts, 'timeLimits')?.adoption).toBe('adopted');
  });
});

describe('sets of systems', () => {
  it('begin with the one that the campaign’s pack has, without naming it twice', () => {
    expect(systemSetsFor(HANDBOOK_PACK).map(({ key }) => key)).toEqual([
      'three-systems',
      'six-systems',
      'five-systems',
    ]);
    const own = { ...HANDBOOK_PACK, key: 'own', systems: [{ key: 'a', title: 'A' }] };
    expect(systemSetsFor(own).map(({ key }) => key)).toEqual(['own', 'three-systems', 'six-systems', 'five-systems']);
  });

  it('have keys that are unique within a set', () => {
    for (const { systems } of SYSTEM_SETS) expect(new Set(systems.map(({ key }) => key)).size).toBe(systems.length);
  });
});
