/** What tests of the rules share: a moment, people, facts that are ready for the next event, and a walk through a machine. */
import { getDayDetail } from 'chinese-days';
import type { AnyStateMachine } from 'xstate';
import { type CalendarYear, calendarOf } from '../../workflows/calendar.js';
import type { CampaignFacts } from '../../workflows/campaigns/campaign.js';
import { addDays, exactDate, instantOf, weekday, yearOf } from '../../workflows/dates.js';
import type { Evidence } from '../../workflows/evidence.js';
import { type IndicatorFacts, newIndicator } from '../../workflows/indicators/indicator.js';
import { type InquiryFacts, newInquiry } from '../../workflows/inquiries/inquiry.js';
import { type MatterFacts, newMatter } from '../../workflows/matters/matter.js';
import { type Actor, DEFAULT_SETTINGS, type Moment, type Post } from '../../workflows/moment.js';
import { HANDBOOK_PACK } from '../../workflows/packs/handbook/index.js';
import { DEFAULT_PACKS, type Packs } from '../../workflows/packs/packs.js';
import type { PhaseFacts } from '../../workflows/phases/phase.js';
import { DEFAULT_CHECKLIST } from '../../workflows/readiness/checklist.js';
import { newServiceItem, type ServiceItemFacts } from '../../workflows/service-items/service-item.js';
import { DIMENSIONS, type Dimension, newSite, type SiteFacts } from '../../workflows/sites/site.js';
import { type Standing, step, type Workflow } from '../../workflows/step.js';
import { newTask, type TaskFacts } from '../../workflows/tasks/task.js';

/** A year as the package has it, in the shape the rules read. */
export function yearFromPackage(year: number): CalendarYear {
  const found: CalendarYear = { year, notice: 'chinese-days', daysOff: {}, makeUpDays: {} };
  for (let date = `${year}-01-01`; yearOf(date) === year; date = addDays(date, 1)) {
    const { work, name } = getDayDetail(date);
    const holiday = name.split(',')[1];
    if (holiday === undefined) continue;
    if (!work) found.daysOff[date] = holiday;
    else if (weekday(date) > 5) found.makeUpDays[date] = holiday;
  }
  return found;
}

/** The published years 2025 and 2026; 2027 is not published. */
export const calendar = calendarOf([yearFromPackage(2025), yearFromPackage(2026)]);

/** A person with one post in one department. */
export function person(id: string, post: Post, department: string): Actor {
  return { kind: 'person', id, name: id, department, posts: [post] };
}

/** The people a campaign needs: the lead department's, the office's, a reviewer of no department that leads anything. */
export const people = {
  leader: person('leader', 'department_leader', 'lead'),
  liaison: person('liaison', 'department_liaison', 'lead'),
  colleague: person('colleague', 'department_liaison', 'lead'),
  supporter: person('supporter', 'department_liaison', 'support'),
  office: person('office', 'campaign_office', 'office'),
  reviewer: person('reviewer', 'reviewer', 'reviewers'),
  leadingGroup: person('leading-group', 'leading_group', 'government'),
};
export const theClock: Actor = { kind: 'clock', id: 'clock', name: 'clock', department: '', posts: [] };
export const theSystem: Actor = { kind: 'system', id: 'system', name: 'system', department: '', posts: [] };

/** The shipped pack, which campaigns go by, and one of our own that they could adopt. */
export const PACKS: Packs = {
  current: HANDBOOK_PACK,
  all: new Map([...DEFAULT_PACKS.all, ['ours@1', { ...HANDBOOK_PACK, key: 'ours' }]]),
};

/** The moment of the demonstration, 2 June 2026, 08:00, unless told otherwise. */
export function moment(given: Partial<Moment> = {}): Moment {
  const today = given.today ?? '2026-06-02';
  return {
    at: instantOf(today, '08:00'),
    today,
    actor: people.office,
    calendar,
    settings: DEFAULT_SETTINGS,
    packs: PACKS,
    ...given,
  };
}

/** One file that stands as evidence. */
export function evidence(given: Partial<Evidence> = {}): Evidence {
  const file = given.file ?? 'file-1';
  return {
    file,
    name: `${file}.pdf`,
    size: 1,
    sha256: file,
    type: 'application/pdf',
    by: 'liaison',
    byName: 'liaison',
    department: 'lead',
    at: instantOf('2026-06-01'),
    about: '',
    review: 'inReview',
    remark: '',
    ...given,
  };
}

/** A draft with all that ASSIGN asks for. */
export function aTask(given: Partial<TaskFacts> = {}): TaskFacts {
  return newTask({
    campaign: 'campaign',
    phase: 'phase',
    code: 'T-01',
    title: 'A task',
    requirement: 'Do it.',
    outcomes: ['It is done.'],
    leadDepartment: 'lead',
    due: exactDate('2026-06-10'),
    ...given,
  });
}

/** An indicator from 30 to 45 % between 1 May and 30 September, a figure each month, none entered. */
export function anIndicator(given: Partial<IndicatorFacts> = {}): IndicatorFacts {
  return newIndicator({
    campaign: 'campaign',
    code: 'IN-01',
    title: 'On-the-spot rate',
    definition: 'Cases done on the spot among all cases.',
    unit: '%',
    direction: 'atLeast',
    baseline: 30,
    targets: [{ by: exactDate('2026-09-30'), value: 45, words: '' }],
    every: 'month',
    owner: 'lead',
    startOn: '2026-05-01',
    ...given,
  });
}

/** A request at the counter of `lead`, registered on 2 June 2026, its answer promised for 5 June. */
export function anInquiry(given: Partial<InquiryFacts> = {}): InquiryFacts {
  return {
    ...newInquiry({
      campaign: 'campaign',
      code: 'FC-20260602-00001',
      lookup: 'ABCDEFGH2345',
      channel: 'counter',
      asker: { name: 'A citizen', contact: '13800000000' },
      subject: 'Where do I get a licence?',
      papers: [],
      receivedAt: instantOf('2026-06-02', '08:00'),
      pack: { key: HANDBOOK_PACK.key, version: HANDBOOK_PACK.version },
      firstResponder: { id: 'liaison', name: 'liaison', department: 'lead' },
      phone: '0775-1234567',
      promisedOn: '2026-06-05',
    }),
    ...given,
  };
}

/** A permit of `lead`, received on 1 June 2026, promised in five working days of twenty. */
export function aMatter(given: Partial<MatterFacts> = {}): MatterFacts {
  return {
    ...newMatter({
      campaign: 'campaign',
      code: 'MT-20260601-00001',
      lookup: 'ABCDEFGH2346',
      item: {
        key: 'licence',
        title: 'A licence',
        kind: 'permit',
        onTheSpot: false,
        promised: { n: 5, unit: 'workingDays' },
        statutory: { n: 20, unit: 'workingDays' },
        inCentre: true,
      },
      title: 'A licence for a shop',
      department: 'lead',
      handler: { id: 'liaison', name: 'liaison', department: 'lead' },
      applicant: { name: 'A citizen', contact: '13800000000' },
      papers: [],
      source: null,
      pack: { key: HANDBOOK_PACK.key, version: HANDBOOK_PACK.version },
      receivedAt: instantOf('2026-06-01', '08:00'),
    }),
    ...given,
  };
}

/** A permit of `lead` as it is drafted, promised in five working days of twenty. */
export function aServiceItem(given: Partial<ServiceItemFacts> = {}): ServiceItemFacts {
  return {
    ...newServiceItem({
      campaign: 'campaign',
      code: 'SI-0001',
      department: 'lead',
      title: 'A licence',
      kind: 'permit',
      onTheSpot: false,
      promised: { n: 5, unit: 'workingDays' },
      statutory: { n: 20, unit: 'workingDays' },
      legalBasis: 'Article 42.',
      inCentre: true,
      papers: ['Identity card', 'Form'],
      steps: ['Apply', 'Decide'],
      fee: '',
      place: 'Window 3',
      phone: '0775-1234567',
      pack: { key: HANDBOOK_PACK.key, version: HANDBOOK_PACK.version },
      startedOn: '2026-06-01',
    }),
    ...given,
  };
}

/** A nominated site, to be ready by 10 June. */
export function aSite(given: Partial<SiteFacts> = {}): SiteFacts {
  return newSite({
    campaign: 'campaign',
    key: 'hall',
    name: 'The hall',
    department: 'lead',
    readyBy: exactDate('2026-06-10'),
    ...given,
  });
}

/** The five dimensions, each scored, described and shown. */
export function shownDimensions(): SiteFacts['dimensions'] {
  return Object.fromEntries(
    DIMENSIONS.map((about) => [about, { score: 18, text: 'Seen.', evidence: [evidence({ file: about, about })] }]),
  ) as SiteFacts['dimensions'];
}

/** The same points for each dimension. */
export function scores(points: number): Record<Dimension, number> {
  return Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, points])) as Record<Dimension, number>;
}

/** A phase that the leading group opens. */
export function aPhase(given: Partial<PhaseFacts> = {}): PhaseFacts {
  return {
    campaign: 'campaign',
    key: 'rectification',
    order: 3,
    title: 'Phase three',
    goal: '',
    opensOn: '2026-06-01',
    closesOn: '2026-06-30',
    hardDate: '2026-06-30',
    autoOpen: false,
    waivers: [],
    openedOn: null,
    closedOn: null,
    ...given,
  };
}

/** A campaign whose inspection is on 26 June. */
export function aCampaign(given: Partial<CampaignFacts> = {}): CampaignFacts {
  return {
    title: 'A campaign',
    year: 2026,
    region: 'city',
    upperLevel: 'region',
    startOn: '2026-04-01',
    inspection: { date: '2026-06-26', by: 'region' },
    settings: DEFAULT_SETTINGS,
    checklist: DEFAULT_CHECKLIST,
    template: '',
    ...given,
  };
}

/** A record as it would stand in this state with these facts. */
export function standing<Facts extends object, Event extends { type: string }>(
  workflow: Workflow<Facts, Event>,
  state: string,
  facts: Facts,
  now: Moment = moment(),
): Standing<Facts> {
  return { id: 'record', state, facts, light: workflow.light(state, facts, now) };
}

/** Put an event that must be accepted; throws with the reasons when it is not. */
export function put<Facts extends object, Event extends { type: string }>(
  workflow: Workflow<Facts, Event>,
  record: Standing<Facts>,
  event: Event,
  now: Moment = moment(),
) {
  const outcome = step(workflow, record, event, now);
  if (!outcome.accepted) throw new Error(`${event.type} refused: ${JSON.stringify(outcome.reasons)}`);
  return { id: record.id, ...outcome };
}

/** Codes of the reasons against an event; empty when it is accepted. */
export function refusals<Facts extends object, Event extends { type: string }>(
  workflow: Workflow<Facts, Event>,
  record: Standing<Facts>,
  event: Event,
  now: Moment = moment(),
): string[] {
  const outcome = step(workflow, record, event, now);
  return outcome.accepted ? [] : outcome.reasons.map(({ code }) => code);
}

/** Every transition of a flat machine as `from EVENT to`; one without a target stays where it is. */
export function transitionsOf(machine: AnyStateMachine): string[] {
  return Object.entries(machine.states).flatMap(([from, node]) =>
    [...node.transitions].flatMap(([event, candidates]) =>
      candidates.map(({ target }) => `${from} ${event} ${target?.[0]?.key ?? from}`),
    ),
  );
}
