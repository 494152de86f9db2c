/** Quarterly ratings as tests of the rules share them: facts, and the walk of their machine. */
import { DEFAULT_PACKS, versionOf } from '../../workflows/packs/packs.js';
import { newRating, type Rated, type RatingEvent, type RatingFacts } from '../../workflows/supervision/rating.js';
import { ratingWorkflow } from '../../workflows/supervision/rating.machine.js';
import type { Walk } from './machines.js';
import { people, theClock } from './workflows.js';

const { leader, office } = people;

/** Three of ten in time, half of what was asked answered in time: it fails. */
export const failing: Rated = {
  parts: [
    { name: 'onTime', weight: 50, good: 3, whole: 10 },
    { name: 'answered', weight: 30, good: 2, whole: 4 },
    { name: 'notBounced', weight: 20, good: 4, whole: 4 },
  ],
  points: 50,
  grade: 'fail',
};

/** The first quarter of 2026 of the department `lead`, drafted the day after. */
export function aRating(given: Partial<RatingFacts> = {}): RatingFacts {
  const of = { campaign: 'campaign', department: 'lead', quarter: '2026-Q1' };
  const under = { pack: versionOf(DEFAULT_PACKS.current), startedOn: '2026-03-31', draftedOn: '2026-04-01' };
  return { ...newRating({ ...failing, ...of, ...under }), ...given };
}

export const ratingEvents: Walk<RatingFacts, RatingEvent>['events'] = [
  [{ type: 'RECOUNT', ...failing, points: 96, grade: 'excellent' }, theClock],
  [{ type: 'RECOUNT', ...failing, points: 52 }, theClock],
  [{ type: 'RECOUNT', ...failing }, office],
  [{ type: 'PUBLISH', remark: '' }, office],
  [{ type: 'PUBLISH', remark: '' }, office, { today: '2026-03-31' }],
  [{ type: 'SEND_LETTER', text: 'Look at it.', replyBy: '2026-06-20' }, office],
  [{ type: 'SEND_LETTER', text: '', replyBy: '2026-06-02' }, office],
  [{ type: 'SEND_LETTER', text: 'Look at it.', replyBy: '2026-02-30' }, office],
  [{ type: 'REPLY', text: 'Done.' }, leader],
  [{ type: 'REPLY', text: '' }, leader],
  [{ type: 'RETURN_REPLY', reason: 'Which ones?', replyBy: '2026-06-25' }, office],
  [{ type: 'RETURN_REPLY', reason: '', replyBy: '2026-06-02' }, office],
  [{ type: 'CLOSE', note: 'Put right.' }, office],
  [{ type: 'CLOSE', note: '' }, office],
  [{ type: 'CLOCK' }, theClock],
  [{ type: 'CLOCK' }, leader],
];

export const ratingWalk: Walk<RatingFacts, RatingEvent> = {
  workflow: ratingWorkflow,
  start: aRating(),
  events: ratingEvents,
  tellApart: ({ grade, letter, reply }) => [grade, letter?.replyBy, reply !== null],
};
