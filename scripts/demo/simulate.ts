/** The demonstration's past, day by day: the same use cases that people call, by the cast, at simulated hours. */
import { Readable } from 'node:stream';
import type { OpenedCampaign } from '../../src/campaigns/open-campaign.js';
import { inBatches } from '../../src/platform/in-batches.js';
import type { TaskRecord } from '../../src/tasks/task.query.js';
import type { Wiring } from '../../src/wiring.js';
import { addWorkingDays, type Calendar, isWorkingDay } from '../../workflows/calendar.js';
import { addDays, type CivilDate, instantOf } from '../../workflows/dates.js';
import type { Actor } from '../../workflows/moment.js';
import { DIMENSIONS } from '../../workflows/sites/site.js';
import { plannedPercent } from '../../workflows/tasks/light.js';
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { type CasesUnderWay, heldToAccount } from './cases.js';
import { atTheCounter, type UnderWay } from './counter.js';
import { liveDuties } from './duties.js';
import { pdf, png } from './files.js';
import { addMeasured, MEASURED_FROM } from './indicators.js';
import { type MattersUnderWay, underTimeLimits } from './matters.js';
import type { Cast } from './people.js';
import { onOrdinaryDays, type RoutineUnderWay } from './routine.js';
import { conductOf, numberOf, SITE_STORY, TOLD_EVENTS } from './scenario.js';
import { onTheTimetable } from './service-items.js';
import { DIMENSION_TEXTS, outcomeText, reportText } from './words.js';

/** The days on which the reviewer looked at readiness by hand, so that the trend shows. */
const CHECKS = new Set(['2026-04-28', '2026-05-22', '2026-05-29']);
/** The days on which it matters to the present who has read what. */
const READ_FROM = '2026-05-29';

interface Stage {
  wiring: Wiring;
  cast: Cast;
  opened: OpenedCampaign;
  calendar: Calendar;
  assignOn: Map<string, CivilDate>;
}

type TaskCommand = { type: string } & Record<string, unknown>;

const put = (wiring: Wiring, id: string, { type, ...body }: TaskCommand, actor: Actor) =>
  wiring.putTaskEvent({ id, type, body, actor });

/** A file of the demonstration goes the way of every upload. */
async function attach({ wiring }: Stage, task: TaskRecord, name: string, about: string, actor: Actor): Promise<void> {
  const content = pdf(['Sanxiang demonstration', `${task.facts.code} ${about || 'outcome'}`, wiring.clock.today()]);
  const file = await wiring.evidenceStore.save(Readable.from([content]), `${name}.pdf`);
  await wiring.attachEvidence({ kind: 'task', id: task.id, files: [file], about, actor });
}

/** A working day `days` after another; the past never runs into a year that is not published. */
const after = (calendar: Calendar, date: CivilDate, days: number) => addWorkingDays(calendar, date, days);

async function passCheckpoints(stage: Stage, task: TaskRecord, today: CivilDate): Promise<void> {
  const { facts } = task;
  const conduct = conductOf(facts.code);
  if (conduct.silentFrom && today >= conduct.silentFrom) return;
  const lag = conduct.pace < 0.75 ? 6 : numberOf(`${facts.code}c`) % 3 === 0 ? 1 : 0;
  for (const { key, title, due, evidenceRequired, passedOn } of facts.checkpoints) {
    if (passedOn || today < after(stage.calendar, due.to, lag - 1)) continue;
    const actor = stage.cast.liaison(facts.leadDepartment ?? '');
    if (evidenceRequired) await attach(stage, task, title, key, actor);
    await put(stage.wiring, task.id, { type: 'PASS_CHECKPOINT', checkpoint: key, note: '' }, actor);
  }
}

async function report(stage: Stage, task: TaskRecord, today: CivilDate): Promise<void> {
  const { facts } = task;
  const conduct = conductOf(facts.code);
  if (conduct.silentFrom && today >= conduct.silentFrom) return;
  const last = facts.lastReport?.on ?? facts.acknowledgedOn ?? today;
  const every = facts.reportEvery > 0 ? facts.reportEvery : 6;
  // A little before the period ends, each on a day of its own.
  const wait = Math.max(1, every - 1 - (numberOf(`${facts.code}${last}`) % 2));
  if (today < after(stage.calendar, last, wait)) return;
  const percent = Math.min(conduct.upTo, Math.round(plannedPercent(facts, today) * conduct.pace));
  if (percent <= facts.percent && facts.lastReport) return;
  const actor = stage.cast.liaison(facts.leadDepartment ?? '');
  await put(stage.wiring, task.id, { type: 'REPORT', text: reportText(facts, percent), percent }, actor);
  if (percent < 60) return;
  for (const department of facts.coDepartments) {
    if (facts.parts.some((part) => part.department === department && part.done)) continue;
    const text = '配合事项已办，材料已交牵头部门。';
    await put(stage.wiring, task.id, { type: 'REPORT', text, done: true }, stage.cast.liaison(department));
  }
}

function readyToSubmit(facts: TaskFacts): boolean {
  const parts = facts.coDepartments.every((id) => facts.parts.some((part) => part.department === id && part.done));
  const passed = facts.checkpoints.every(({ passedOn }) => passedOn !== null);
  return parts && passed && facts.subtasks.every(({ open }) => !open);
}

async function submit(stage: Stage, task: TaskRecord, today: CivilDate): Promise<void> {
  const { facts } = task;
  if (!facts.due || !facts.leadDepartment) return;
  const { submitBefore } = conductOf(facts.code);
  if (today < after(stage.calendar, facts.due.to, -submitBefore) || !readyToSubmit(facts)) return;
  const shown = facts.evidence.some(
    ({ about, review }) => about === '' && review !== 'rejected' && review !== 'withdrawn',
  );
  const sentBack = facts.evidence.length > 0 && facts.submittedOn === null && shown;
  if (!shown || sentBack) {
    const again = sentBack ? '（补充）' : '';
    await attach(stage, task, `${facts.title}办理结果${again}`, '', stage.cast.liaison(facts.leadDepartment));
  }
  await put(
    stage.wiring,
    task.id,
    { type: 'SUBMIT', outcome: outcomeText(facts) },
    stage.cast.head(facts.leadDepartment),
  );
}

async function review(stage: Stage, task: TaskRecord, today: CivilDate, redone: Set<string>): Promise<void> {
  const { facts } = task;
  const { reviewAfter, redo } = conductOf(facts.code);
  if (!facts.submittedOn || today < after(stage.calendar, facts.submittedOn, reviewAfter)) return;
  const { reviewer, office } = stage.cast;
  const actor = facts.leadDepartment === reviewer.department ? office : reviewer;
  if (redo && !redone.has(task.id)) {
    redone.add(task.id);
    await put(stage.wiring, task.id, { type: 'REDO', reason: '佐证只有安排，没有结果，请补充办成的材料。' }, actor);
    return;
  }
  const onTime = facts.lateDays === 0;
  const body = { type: 'ACCEPT', onTime, quality: true, quantity: true, remark: onTime ? '' : '逾期办结，记入台账。' };
  await put(stage.wiring, task.id, body, actor);
}

/** What the people of a task do on a working day, in the order of the hours. */
async function work(stage: Stage, task: TaskRecord, today: CivilDate, redone: Set<string>): Promise<void> {
  const { facts, state } = task;
  const { wiring, cast, calendar } = stage;
  if (state === 'draft') {
    const on = stage.assignOn.get(facts.code);
    if (on && today >= on) await put(wiring, task.id, { type: 'ASSIGN' }, cast.office);
    return;
  }
  if (state === 'assigned' && facts.assignedOn && facts.leadDepartment) {
    const told = TOLD_EVENTS.some((one) => one.task === facts.code && one.event.type === 'RETURN' && one.on >= today);
    const { acknowledgeAfter } = conductOf(facts.code);
    const due = after(calendar, facts.acknowledgeBy ?? facts.assignedOn, acknowledgeAfter - 2);
    if (!told && today >= due) await put(wiring, task.id, { type: 'ACKNOWLEDGE' }, cast.liaison(facts.leadDepartment));
    return;
  }
  if (state === 'submitted') return review(stage, task, today, redone);
  if (state !== 'active') return;
  await passCheckpoints(stage, task, today);
  await report(stage, (await wiring.tasks.byIds([task.id]))[0] ?? task, today);
  await submit(stage, (await wiring.tasks.byIds([task.id]))[0] ?? task, today);
}

async function prepareSites({ wiring, cast, opened, calendar }: Stage, today: CivilDate): Promise<void> {
  for (const [key, { from, dimensions, ready }] of Object.entries(SITE_STORY)) {
    const id = opened.sites[key];
    if (!id || today < from) continue;
    const { state, facts } = await wiring.records.load<import('../../workflows/sites/site.js').SiteFacts>('site', id);
    const actor = cast.liaison(facts.department);
    const perform = (event: TaskCommand) => wiring.records.perform({ kind: 'site', id, event, actor });
    if (state === 'nominated') await perform({ type: 'PREPARE', contact: actor.name });
    if (state !== 'preparing') continue;
    const done = DIMENSIONS.filter((dimension) => facts.dimensions[dimension].score !== null).length;
    const next = DIMENSIONS[done];
    // One dimension every other working day.
    if (next && done < dimensions && today >= after(calendar, from, done * 2)) {
      const score = 15 + (numberOf(`${key}${next}`) % 5);
      await perform({ type: 'DESCRIBE', dimension: next, score, text: DIMENSION_TEXTS[next] });
      for (const n of [1, 2]) {
        const file = await wiring.evidenceStore.save(
          Readable.from([png(numberOf(`${key}${next}${n}`))]),
          `${facts.name}-${done + 1}-${n}.png`,
        );
        await wiring.evidenceStore.claim([file.file]);
        const { id: by, name: byName, department } = actor;
        const shared = { by, byName, department, at: wiring.clock.now(), about: next, review: 'inReview', remark: '' };
        await perform({ type: 'ATTACH', evidence: { ...file, ...shared } });
      }
    }
    if (ready && today >= ready && done === DIMENSIONS.length) {
      await wiring.records.perform({ kind: 'site', id, event: { type: 'REPORT_READY' }, actor });
    }
  }
}

async function told(stage: Stage, today: CivilDate): Promise<void> {
  for (const { on, task, by, event } of TOLD_EVENTS) {
    const id = stage.opened.tasks[task];
    if (on !== today || !id) continue;
    const lead = (await stage.wiring.tasks.byIds([id]))[0]?.facts.leadDepartment ?? '';
    const { cast } = stage;
    const actor = by === 'lead' ? cast.liaison(lead) : by === 'head' ? cast.head(lead) : cast[by];
    await put(stage.wiring, id, event, actor);
  }
}

/** Phases follow their days: earlier ones are closed when they end. */
async function movePhases({ wiring, cast, opened }: Stage, today: CivilDate): Promise<void> {
  for (const { key, closesOn, atStart, opensOn } of opened.plan.phases) {
    const id = opened.phases[key];
    if (!id || atStart !== 'closed') continue;
    const { state } = await wiring.records.load('phase', id);
    const perform = (event: TaskCommand) => wiring.records.perform({ kind: 'phase', id, event, actor: cast.leader });
    if (state === 'planned' && today >= opensOn) await perform({ type: 'OPEN' });
    if (state === 'open' && today > closesOn) {
      const redTasks = await wiring.tasks.redOf(opened.campaign, key);
      await perform({ type: 'CLOSE', redTasks, openFindings: 0 });
    }
  }
}

/** Live through every day up to and including the morning of `until`. Calls `said` once a month. */
export async function simulate(
  wiring: Wiring,
  cast: Cast,
  opened: OpenedCampaign,
  until: CivilDate,
  said: (day: CivilDate) => void,
): Promise<void> {
  const calendar = await wiring.calendars.calendar();
  const assignOn = new Map(opened.plan.tasks.map(({ code, assignOn: on }) => [code, on]));
  const stage: Stage = { wiring, cast, opened, calendar, assignOn };
  const redone = new Set<string>();
  const underWay: UnderWay = [];
  const limited: MattersUnderWay = [];
  const cases: CasesUnderWay = [];
  const routine: RoutineUnderWay = [];
  const at = async (day: CivilDate, time: string) => {
    const instant = instantOf(day, time);
    if (instant > wiring.clock.now()) await wiring.clock.moveTo(instant);
  };
  const startOn = opened.plan.startOn;
  for (let day = wiring.clock.today(); day <= until; day = addDays(day, 1)) {
    // Of the phases that are history only the mornings are lived.
    if (day >= startOn) {
      await at(day, '00:00');
      await wiring.snapshots.take(day);
      await wiring.records.sweepClock();
    }
    await at(day, '08:00');
    await wiring.jobs.runDueWork();
    if (day === until) return;
    if (day.endsWith('-01')) said(day);
    if (!isWorkingDay(calendar, day)) continue;
    await movePhases(stage, day);
    const current = opened.plan.phases.filter(({ opensOn }) => opensOn <= day).map(({ key }) => key);
    await at(day, '10:30');
    for (const phase of current) {
      const tasks = await wiring.tasks.ofPhase(opened.campaign, phase);
      // Parts before the whole, so that a parent can be reported the day its last part is closed.
      await inBatches(tasks.reverse(), (task) => work(stage, task, day, redone));
    }
    await at(day, '15:40');
    await told(stage, day);
    await onTheTimetable({ wiring, cast, campaign: opened.campaign }, day);
    await atTheCounter({ wiring, cast, campaign: opened.campaign, calendar }, underWay, day);
    await underTimeLimits({ wiring, cast, campaign: opened.campaign, calendar }, limited, day);
    await heldToAccount({ wiring, cast, campaign: opened.campaign }, cases, day);
    await onOrdinaryDays({ wiring, cast, campaign: opened.campaign, calendar }, routine, day);
    if (day === MEASURED_FROM) await addMeasured(wiring, opened.campaign, cast.office);
    if (day >= startOn) {
      await prepareSites(stage, day);
      await liveDuties({ wiring, cast, campaign: opened.campaign }, day);
    }
    if (CHECKS.has(day)) {
      const campaign = await wiring.campaigns.byId(opened.campaign);
      await wiring.readiness.runCheck({ campaign, trigger: 'manual', before: null, by: cast.reviewer.id });
    }
    await wiring.records.relay.drain();
    // People read what they were sent; what came since the last working day still waits.
    if (day >= READ_FROM)
      for (const person of cast.everyone) await wiring.inbox.readAll(person, instantOf(day, '08:30'));
  }
}
