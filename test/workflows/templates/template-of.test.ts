/** A campaign saved as a template: opened again on the same day it is the same plan, and on another day a sensible one. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CampaignFacts } from '../../../workflows/campaigns/campaign.js';
import { addDays, exactDate, type FuzzyDate, lastDayOfMonth } from '../../../workflows/dates.js';
import { DEFAULT_SETTINGS } from '../../../workflows/moment.js';
import { DEFAULT_CHECKLIST } from '../../../workflows/readiness/checklist.js';
import { newSite } from '../../../workflows/sites/site.js';
import { newTask } from '../../../workflows/tasks/task.js';
import { instantiate, TEMPLATES } from '../../../workflows/templates/index.js';
import { relativeTo, resolveDate } from '../../../workflows/templates/relative-date.js';
import type { PlannedCampaign } from '../../../workflows/templates/template.js';
import { type RunCampaign, templateOf } from '../../../workflows/templates/template-of.js';
import { rounds } from '../../support/hunt.js';

const START = '2026-04-01';

/** What stands in the database of a campaign that was opened from a plan. */
function run(plan: PlannedCampaign): RunCampaign {
  const facts: CampaignFacts = {
    title: plan.title.zh,
    year: 2026,
    region: '',
    upperLevel: '',
    startOn: plan.startOn,
    inspection: { date: plan.inspection.on, by: plan.inspection.by.zh },
    settings: DEFAULT_SETTINGS,
    checklist: DEFAULT_CHECKLIST,
    template: plan.template,
  };
  return {
    facts,
    phases: plan.phases.map(({ title, atStart: _, ...phase }) => ({
      ...phase,
      campaign: 'c',
      title: title.zh,
      autoOpen: true,
      waivers: [],
      openedOn: null,
      closedOn: null,
    })),
    tasks: plan.tasks.map(({ parent, assignOn: _, checkpoints, ...task }) => ({
      id: `id-${task.code}`,
      state: 'draft',
      facts: newTask({
        ...task,
        campaign: 'c',
        parent: parent === null ? null : `id-${parent}`,
        checkpoints: checkpoints.map((one) => ({ ...one, passedOn: null, note: '' })),
      }),
    })),
    sites: plan.sites.map(({ title, visit, ...site }) => ({
      state: 'nominated',
      facts: newSite({ ...site, campaign: 'c', name: title.zh, visitOn: visit }),
    })),
    indicators: plan.indicators,
    departments: plan.departments,
    office: plan.office,
  };
}

const named = { key: 'saved', title: '存下的', document: { key: '', title: '' } };
/** What a plan says, without what a template says in two languages and from when a task is handed out. */
const said = ({ phases, tasks, sites, indicators, inspection }: PlannedCampaign) => ({
  phases: phases.map(({ title, ...phase }) => ({ ...phase, title: title.zh })),
  tasks: tasks.map(({ assignOn: _, checkpoints, ...task }) => ({
    ...task,
    checkpoints: checkpoints.map(({ title, due }) => [title, due]),
  })),
  sites: sites.map(({ title, ...site }) => ({ ...site, title: title.zh })),
  indicators,
  inspection: inspection.on,
});

describe('a campaign saved as a template', () => {
  it.each(Object.keys(TEMPLATES))('is the same plan when it is opened on the same day: %s', (key) => {
    const plan = instantiate(TEMPLATES[key]!, { startOn: START });
    const again = instantiate(templateOf(run(plan), named), { startOn: START });
    expect(said(again)).toEqual(said(plan));
    expect(again.departments.map((one) => one.key).sort()).toEqual(plan.departments.map((one) => one.key).sort());
    expect(again.mainPhase).toBe(plan.mainPhase);
  });

  it('opens also where nobody is said to have named a site', () => {
    const plan = run(instantiate(TEMPLATES['third-phase-rectification']!, { startOn: START }));
    const sites = plan.sites.map((site) => ({ ...site, facts: { ...site.facts, nominatedBy: '' } }));
    expect(sites.length).toBeGreaterThan(0);
    const again = instantiate(templateOf({ ...plan, sites }, named), { startOn: START });
    expect(again.departments.map(({ key }) => key)).not.toContain('');
  });

  it('leaves out what was cancelled, with its parts, and what nobody leads goes to the office', () => {
    const plan = instantiate(TEMPLATES['third-phase-rectification']!, { startOn: START });
    const of = run(plan);
    const tasks = of.tasks.map((task) =>
      task.facts.code === 'ZW-00'
        ? { ...task, state: 'cancelled' }
        : task.facts.code === 'DC-01'
          ? { ...task, facts: { ...task.facts, leadDepartment: null } }
          : task,
    );
    const again = instantiate(templateOf({ ...of, tasks }, named), { startOn: START });
    expect(again.tasks.some(({ code, parent }) => code === 'ZW-00' || parent === 'ZW-00')).toBe(false);
    expect(again.tasks.find(({ code }) => code === 'DC-01')?.leadDepartment).toBe(plan.office);
  });

  it('keeps the order that somebody gave it', () => {
    const plan = instantiate(TEMPLATES['three-years']!, { startOn: START });
    const of = run(plan);
    const tasks = of.tasks.map((task) =>
      task.facts.code === 'XN-02' ? { ...task, facts: { ...task.facts, order: 500 } } : task,
    );
    const again = instantiate(templateOf({ ...of, tasks }, named), { startOn: '2027-01-04' });
    expect(again.tasks.filter(({ order }) => order !== null).map(({ code, order }) => [code, order])).toEqual([
      ['XN-02', 500],
    ]);
  });

  it('keeps nothing of what came of it', () => {
    const plan = instantiate(TEMPLATES['three-years']!, { startOn: START });
    const of = run(plan);
    const tasks = of.tasks.map((task) => ({
      ...task,
      facts: {
        ...task.facts,
        percent: 60,
        reporters: ['李四的账号'],
        outcome: '办成了',
        lastReport: { text: '推进', percent: 60, problem: '', nextStep: '', on: START, by: '李四' },
      },
    }));
    expect(JSON.stringify(templateOf({ ...of, tasks }, named))).not.toMatch(/李四|办成了/);
  });
});

const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2026-01-01', n));
const monthOf = (date: string) => Number(date.slice(5, 7));
const numberOf = (date: string) => Number(date.slice(8));
/** Dates as people word them; what a form says is true of the days it is given for. */
const dates = fc.tuple(day, fc.integer({ min: 0, max: 40 }), fc.nat(9)).map(([from, n, form]): FuzzyDate => {
  const m = monthOf(from);
  const first = `${from.slice(0, 8)}01`;
  const last = lastDayOfMonth(Number(from.slice(0, 4)), m);
  const to = addDays(from, n);
  const one = (text: string) => ({ from, to: from, text });
  const forms: FuzzyDate[] = [
    one(''),
    one(`${m}月${numberOf(from)}日`),
    one(`${m}月${numberOf(from)}日前`),
    { from: last, to: last, text: `${m}月底之前` },
    { from: `${from.slice(0, 8)}11`, to: `${from.slice(0, 8)}20`, text: `${m}月中旬` },
    { from: first, to: last, text: `${m}月份` },
    { from, to, text: `${m}月${numberOf(from)}日至${monthOf(to)}月${numberOf(to)}日` },
    { from, to, text: '' },
    { from: last, to: last, text: '年底前' },
    { from: first, to: last, text: `${from.slice(0, 4)}年${m}月底前` },
  ];
  return forms[form] as FuzzyDate;
});

describe('a date counted from the start', () => {
  it('is the same date in the same words when it is put back on the same start', () => {
    fc.assert(
      fc.property(day, dates, (startOn, date) => {
        expect(resolveDate(relativeTo(startOn, date), startOn)).toEqual(date);
      }),
      { numRuns: rounds(2_000) },
    );
  });

  it('says nothing untrue on another start: each month, day, year and quarter in its words is that of its days', () => {
    fc.assert(
      fc.property(day, dates, day, (startOn, date, other) => {
        const moved = resolveDate(relativeTo(startOn, date), other);
        const same = moved.from.slice(0, 7) === date.from.slice(0, 7);
        if (!same) expect(moved.text).not.toMatch(/[年季]/);
        for (const [, number] of moved.text.matchAll(/(\d+)月/g)) {
          expect([monthOf(moved.from), monthOf(moved.to)]).toContain(Number(number));
        }
        for (const [, number] of moved.text.matchAll(/(\d+)日/g)) {
          expect([numberOf(moved.from), numberOf(moved.to)]).toContain(Number(number));
        }
        if (/月底|月份/.test(moved.text)) {
          expect(moved.to).toBe(lastDayOfMonth(Number(moved.to.slice(0, 4)), monthOf(moved.to)));
        }
      }),
      { numRuns: rounds(2_000) },
    );
  });

  it('stays the end of a month where nothing names the day', () => {
    fc.assert(
      fc.property(day, day, (date, other) => {
        const end = lastDayOfMonth(Number(date.slice(0, 4)), monthOf(date));
        for (const text of ['', `${monthOf(end)}月底前`]) {
          const moved = resolveDate(relativeTo(date, { ...exactDate(end), text }), other);
          expect(moved.to).toBe(lastDayOfMonth(Number(moved.to.slice(0, 4)), monthOf(moved.to)));
        }
      }),
    );
  });

  it.each([
    ['4月30日', '2026-04-30', '2026-03-02', '2027-01-05', ['2027-02-28', '']],
    ['4月30日', '2026-04-30', '2026-03-02', '2026-04-01', ['2026-05-30', '5月30日']],
    ['年底前', '2026-12-31', '2026-03-02', '2026-04-01', ['2027-01-31', '']],
    ['2027年1月底前', '2027-01-31', '2026-03-02', '2027-03-01', ['2028-01-31', '']],
    ['第三季度', '2026-09-30', '2026-06-01', '2026-09-01', ['2026-12-31', '']],
  ])('%s of %s, counted from %s and put on %s', (text, date, startOn, other, [to, words]) => {
    const moved = resolveDate(relativeTo(startOn, { ...exactDate(date), text }), other);
    expect([moved.to, moved.text]).toEqual([to, words]);
  });

  it('names no thirty-first in a month that has none', () => {
    const date = { from: '2026-12-26', to: '2026-12-31', text: '12月26日至12月31日' };
    const moved = (other: string) => resolveDate(relativeTo('2026-11-01', date), other);
    expect(moved('2027-01-01')).toEqual({ from: '2027-02-26', to: '2027-02-28', text: '' });
    expect(moved('2026-12-01')).toEqual({ from: '2027-01-26', to: '2027-01-31', text: '1月26日至1月31日' });
  });
});
