import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_PACKS, rulesOn } from '../../workflows/packs/packs.js';
import { reasonsAgainst, step } from '../../workflows/step.js';
import { GRADES, gradeOf, isQuarter, quarterDays, rate } from '../../workflows/supervision/rating.js';
import { ratingWorkflow } from '../../workflows/supervision/rating.machine.js';
import { aRating } from '../support/ratings.js';
import { moment, people, theClock } from '../support/workflows.js';

const rules = rulesOn(DEFAULT_PACKS.current, '2026-03-31');
const row = (n: Record<string, number>) => ({ department: 'lead', when: '2026-Q1', n });
const matters = (done: number, late = 0) => [row({ done, doneInTime: done - late, doneLate: late })];
const contacts = (received: number, bounced = 0, late = 0) => [
  row({ received, bounced, answered: received, answeredInTime: received - late }),
];

describe('the rating of a quarter', () => {
  it('weighs by the pack: 60, 25 and 15 of 100', () => {
    const rated = rate({ matters: matters(20, 10), contacts: contacts(10, 5, 2) }, rules);
    expect(rules).toMatchObject({ ratingOnTime: 60, ratingAnswered: 25, ratingNotBounced: 15 });
    // 60 × 10/20 + 25 × 8/10 + 15 × 5/10
    expect(rated).toMatchObject({ points: 57.5, grade: 'fail' });
  });

  it('lets a part in which nothing was counted weigh nothing', () => {
    expect(rate({ matters: matters(20), contacts: [] }, rules)).toMatchObject({ points: 100, grade: 'excellent' });
    expect(rate({ matters: [], contacts: contacts(12, 6) }, rules)?.points).toBe(81.3);
  });

  it('says nothing of a department with fewer than the pack asks for', () => {
    const least = rules.ratingLeast;
    expect(rate({ matters: matters(least - 1), contacts: [] }, rules)).toBeNull();
    expect(rate({ matters: matters(least), contacts: [] }, rules)).not.toBeNull();
    expect(rate({ matters: [], contacts: [] }, { ...rules, ratingLeast: 0 })).toBeNull();
  });

  it('lies between 0 and 100, never rises with one more late or sent back, and grades follow points', () => {
    const counts = fc.record({
      done: fc.integer({ min: 10, max: 500 }),
      late: fc.nat(9),
      received: fc.integer({ min: 1, max: 500 }),
      bounced: fc.nat(500),
    });
    fc.assert(
      fc.property(counts, ({ done, late, received, bounced }) => {
        const sentBack = Math.min(bounced, received - 1);
        const one = rate({ matters: matters(done, late), contacts: contacts(received, sentBack) }, rules);
        const worse = rate({ matters: matters(done, late + 1), contacts: contacts(received, sentBack + 1) }, rules);
        expect(one?.points).toBeGreaterThanOrEqual(0);
        expect(one?.points).toBeLessThanOrEqual(100);
        expect(worse?.points).toBeLessThanOrEqual(one?.points ?? -1);
        expect(GRADES.indexOf(worse!.grade)).toBeGreaterThanOrEqual(GRADES.indexOf(one!.grade));
        expect(one?.grade).toBe(gradeOf(one!.points, rules));
      }),
    );
  });

  it('knows the days of a quarter, and a quarter by its name only', () => {
    expect(quarterDays('2026-Q1')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(quarterDays('2026-Q2')).toEqual({ from: '2026-04-01', to: '2026-06-30' });
    expect(quarterDays('2026-Q4')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(['2026-Q3', '2026-Q5', '2026-3', 'x', null].map(isQuarter)).toEqual([true, false, false, false, false]);
  });
});

describe('a recommendation letter', () => {
  const office = moment({ actor: people.office });
  const light = ratingWorkflow.light('published', aRating(), office);

  it('goes only to a department that failed, and says by which article', () => {
    const good = aRating({ points: 96, grade: 'excellent' });
    expect(reasonsAgainst(ratingWorkflow, 'published', good, 'SEND_LETTER', office)).toMatchObject([
      { code: 'rating.notFailing', params: { article: expect.stringMatching(/.+/) } },
    ]);
    expect(reasonsAgainst(ratingWorkflow, 'published', aRating(), 'SEND_LETTER', office)).toEqual([]);
  });

  it('turns blue before its day and red after it, and both are told', () => {
    const sent = { type: 'SEND_LETTER' as const, text: 'Look at it.', replyBy: '2026-06-12' };
    const outcome = step(ratingWorkflow, { id: 'r', state: 'published', facts: aRating(), light }, sent, office);
    if (!outcome.accepted) throw new Error('not accepted');
    const on = (today: string) =>
      step(
        ratingWorkflow,
        { id: 'r', state: 'lettered', facts: outcome.facts, light: outcome.light },
        { type: 'CLOCK' },
        moment({ actor: theClock, today }),
      );
    expect(outcome.light.colour).toBe('green');
    const near = on('2026-06-11');
    const past = on('2026-06-13');
    expect([near.accepted && near.light.colour, past.accepted && past.light.colour]).toEqual(['blue', 'red']);
    const told = past.accepted ? past.effects.filter(({ type }) => type === 'notify') : [];
    expect(told).toMatchObject([
      { params: { to: { department: 'lead', posts: ['department_leader'] } } },
      { params: { to: { posts: ['campaign_office'] } } },
    ]);
  });
});
