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
const dates = fc.tuple(day, fc.integer({ min: 0, max: 40 })).map(([from, n]): FuzzyDate => {
  const to = addDays(from, n);
  return { from, to, text: `${Number(from.slice(5, 7))}月底前` };
});

describe('a date counted from the start', () => {
  it('is the same date when it is put back on the same start', () => {
    fc.assert(
      fc.property(day, dates, (startOn, date) => {
        fc.pre(date.from >= startOn || date.from.slice(0, 7) !== startOn.slice(0, 7));
        fc.pre(date.to >= startOn || date.to.slice(0, 7) !== startOn.slice(0, 7));
        expect(resolveDate(relativeTo(startOn, date), startOn)).toEqual(date);
      }),
    );
  });

  it('stays the end of a month, and its words go with it, whatever month it falls in', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), day, (startOn, later, other) => {
        const at = addDays(startOn, later * 30);
        const end = lastDayOfMonth(Number(at.slice(0, 4)), Number(at.slice(5, 7)));
        const relative = relativeTo(startOn, { ...exactDate(end), text: `${Number(end.slice(5, 7))}月底前` });
        const moved = resolveDate(relative, other);
        expect(moved.to).toBe(lastDayOfMonth(Number(moved.to.slice(0, 4)), Number(moved.to.slice(5, 7))));
        expect(moved.text).toBe(`${Number(moved.to.slice(5, 7))}月底前`);
      }),
    );
  });
});
