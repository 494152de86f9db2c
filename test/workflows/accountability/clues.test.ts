import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasText, LOCALES } from '../../../src/platform/i18n.js';
import type { CaseFacts } from '../../../workflows/accountability/case.js';
import { FACT_LABELS } from '../../../workflows/accountability/clue.js';
import { addDays } from '../../../workflows/dates.js';
import type { Moment } from '../../../workflows/moment.js';
import { type Standing, step, type Workflow } from '../../../workflows/step.js';
import { rounds } from '../../support/hunt.js';
import { inquiryWalk, matterWalk, taskWalk, type Walk } from '../../support/machines.js';
import { aMatter, anInquiry, aTask, moment, people, theClock } from '../../support/workflows.js';

type Any = Walk<Record<string, unknown>, { type: string }>;

/** The clues an event raises, and how the record stands after it; null when it is refused. */
function put<Facts extends object, Event extends { type: string }>(
  workflow: Workflow<Facts, Event>,
  now: Standing<Facts>,
  event: Event,
  when: Moment,
) {
  const outcome = step(workflow, now, event, when);
  if (!outcome.accepted) return null;
  const { state, facts, light, effects } = outcome;
  const cases = effects.flatMap((one) =>
    one.type === 'create' && one.params.kind === 'case' ? [one.params.facts as unknown as CaseFacts] : [],
  );
  return { now: { id: now.id, state, facts, light }, cases };
}

function standing<Facts extends object>(workflow: Walk<Facts, never>['workflow'], facts: Facts, state: string) {
  return { id: 'a'.repeat(24), state, facts, light: workflow.light(state, facts, moment({ actor: theClock })) };
}

describe.each([
  ['first contact', inquiryWalk],
  ['matter', matterWalk],
  ['task', taskWalk],
] as [string, unknown][])('whatever happens to a %s', (_name, given) => {
  const { workflow, start, events } = given as Any;
  const steps = fc.array(fc.tuple(fc.nat(events.length - 1), fc.nat(6)), { maxLength: 40 });

  it('a breach that the rules find is raised at most once for each day it concerns, and only with its facts', () => {
    fc.assert(
      fc.property(steps, (chosen) => {
        let now = standing(workflow as never, start, workflow.machine.config.initial as string) as Standing<
          Record<string, unknown>
        >;
        let today = '2026-06-02';
        const seen = new Set<string>();
        for (const [n, later] of chosen) {
          const [event, actor] = events[n] as Any['events'][number];
          today = addDays(today, later);
          const when = moment({ actor, today, at: `${today}T01:00:00.000Z` });
          const done = put(workflow, now, event, when);
          if (!done) continue;
          now = done.now;
          for (const { clue, receivedOn, subject, decision } of done.cases) {
            expect(clue.reporter).toBeNull();
            expect([receivedOn, subject, decision]).toEqual([today, null, null]);
            expect(clue.facts.every(({ value }) => value !== '')).toBe(true);
            if (event.type === 'COMPLAIN') continue;
            const of = clue.facts.filter(({ label }) => ['dueOn', 'acknowledgeBy'].includes(label));
            const once = JSON.stringify([clue.breach, clue.department, of]);
            expect([once, seen.has(once)]).toEqual([once, false]);
            seen.add(once);
          }
        }
      }),
      { numRuns: rounds(150) },
    );
  });
});

describe('a matter', () => {
  const accepted = aMatter({ acceptedOn: '2026-06-01' });
  const workflow = matterWalk.workflow;
  const clock = (today: string) => moment({ actor: theClock, today, at: `${today}T01:00:00.000Z` });
  const due = '2026-06-08';

  it('done in time raises nothing', () => {
    const by = moment({ actor: people.liaison, today: due });
    const event = { type: 'DECIDE' as const, outcome: 'granted' as const, text: 'Granted.', basis: 'Article 38.' };
    const done = put(workflow, standing(workflow as never, accepted, 'accepted'), event, by);
    expect(done?.cases).toEqual([]);
  });

  it('overdue without an extension is a clue against who handles it, with the day it was due', () => {
    const done = put(
      workflow,
      standing(workflow as never, accepted, 'accepted'),
      { type: 'CLOCK' },
      clock('2026-06-30'),
    );
    expect(done?.cases.map(({ clue }) => clue)).toMatchObject([
      {
        breach: 'overdue',
        department: accepted.department,
        subject: { id: accepted.handler.id },
        source: { kind: 'matter', code: accepted.code },
        facts: expect.arrayContaining([{ label: 'extensions', value: 0 }]),
      },
    ]);
    const again = done && put(workflow, done.now, { type: 'CLOCK' }, clock('2026-07-01'));
    expect(again?.cases).toEqual([]);
  });

  it('with an extension that was asked for in time waits for the answer: refused it is a clue, granted it is none', () => {
    const ask = { type: 'REQUEST_EXTENSION' as const, days: 10, reason: 'Survey.' };
    const asked = put(
      workflow,
      standing(workflow as never, accepted, 'accepted'),
      ask,
      moment({ actor: people.liaison, today: '2026-06-02' }),
    );
    if (!asked) throw new Error('The extension was not taken.');
    const night = put(workflow, asked.now, { type: 'CLOCK' }, clock('2026-06-30'));
    expect(night?.now.facts.overdueOn).not.toBeNull();
    expect(night?.cases).toEqual([]);
    if (!night) return;
    const leader = moment({ actor: people.leader, today: '2026-06-30', at: '2026-06-30T01:00:00.000Z' });
    const refused = put(workflow, night.now, { type: 'REFUSE_EXTENSION', remark: 'No.' }, leader);
    expect(refused?.cases.map(({ clue }) => clue.breach)).toEqual(['overdue']);
  });

  it('refused for a reason that is not listed is a clue with the reason; refused for a listed one is none', () => {
    const put2 = (ground: 'other' | 'notOurs') =>
      put(
        workflow,
        standing(workflow as never, aMatter(), 'submitted'),
        { type: 'NOT_ACCEPT', ground, reason: 'Not today.' },
        moment({ actor: people.liaison }),
      )?.cases.map(({ clue }) => [clue.breach, clue.facts.find(({ label }) => label === 'reason')?.value]);
    expect(put2('other')).toEqual([['refused', 'Not today.']]);
    expect(put2('notOurs')).toEqual([]);
  });
});

describe('a first contact', () => {
  const workflow = inquiryWalk.workflow;

  it('complained of is a clue in the words of the complaint', () => {
    const event = { type: 'COMPLAIN' as const, breach: 'badAttitude' as const, complaint: 'Shouted at.' };
    const done = put(
      workflow,
      standing(workflow as never, anInquiry(), 'received'),
      event,
      moment({ actor: people.office }),
    );
    expect(done?.cases[0]?.clue).toMatchObject({
      breach: 'badAttitude',
      facts: expect.arrayContaining([{ label: 'complaint', value: 'Shouted at.' }]),
    });
  });
});

describe('a task', () => {
  const workflow = taskWalk.workflow;
  const at = (today: string, actor = theClock) => moment({ actor, today, at: `${today}T01:00:00.000Z` });

  it('acknowledged late is a clue of its department, in time is none', () => {
    const task = aTask({ acknowledgeBy: '2026-06-04' });
    const on = (today: string) =>
      put(
        workflow,
        standing(workflow as never, task, 'assigned'),
        { type: 'ACKNOWLEDGE' },
        at(today, people.liaison),
      )?.cases.map(({ clue }) => [clue.breach, clue.department, clue.subject]);
    expect(on('2026-06-04')).toEqual([]);
    expect(on('2026-06-05')).toEqual([['acknowledgedLate', task.leadDepartment, null]]);
  });
});

describe('a fact of a clue', () => {
  it.each(LOCALES)('has its words in %s', (locale) => {
    expect(FACT_LABELS.filter((label) => !hasText(locale, `cases:fact.${label}`))).toEqual([]);
  });
});
