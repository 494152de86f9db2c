import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isCivilDate } from '../../../workflows/dates.js';
import { DEFAULT_CHECKLIST } from '../../../workflows/readiness/checklist.js';
import { instantiate, TEMPLATES } from '../../../workflows/templates/index.js';
import { SPEECH } from '../../../workflows/templates/third-phase-rectification/speech.js';

const seed = readFileSync(new URL('../../fixtures/seeds/001.txt', import.meta.url), 'utf8');
const template = TEMPLATES['third-phase-rectification']!;
const plan = instantiate(template, { startOn: '2026-04-01' });
const task = (code: string) => plan.tasks.find((one) => one.code === code)!;
const mainTasks = plan.tasks.filter(({ phase }) => phase === plan.mainPhase);
/** Without the subtasks that only repeat a duty for each department. */
const duties = mainTasks.filter(({ code }) => !/-\d\d-\d\d$/.test(code));

describe('the third-phase campaign', () => {
  it('breaks the speech down into at least 35 tasks besides those repeated for each department', () => {
    expect(duties.length).toBeGreaterThanOrEqual(35);
    expect(new Set(plan.tasks.map(({ code }) => code)).size).toBe(plan.tasks.length);
  });

  it('has the dates of the speech when it starts on 1 April 2026', () => {
    const dueOf = (code: string) => task(code).due;
    expect(dueOf('XD-03')).toEqual({ from: '2026-06-10', to: '2026-06-10', text: '6月10日前' });
    expect(dueOf('PY-03')).toEqual({ from: '2026-06-11', to: '2026-06-12', text: '6月11日或12日' });
    expect(dueOf('JL-01')).toEqual({ from: '2026-06-11', to: '2026-06-20', text: '6月中旬' });
    expect(dueOf('JL-03')).toEqual({ from: '2026-06-11', to: '2026-06-30', text: '6月中下旬' });
    expect(dueOf('DC-01')).toEqual({ from: '2026-06-21', to: '2026-06-30', text: '6月下旬' });
    expect(dueOf('AJ-04')).toEqual({ from: '2026-06-30', to: '2026-06-30', text: '6月底之前' });
    const circular = task('AJ-04').checkpoints.find(({ key }) => key === 'circulated');
    expect(circular?.due.to).toBe('2026-06-30');
    expect(plan.inspection.on).toBe('2026-06-26');
    expect(plan.phases.map(({ opensOn, closesOn }) => [opensOn, closesOn])).toEqual([
      ['2026-01-05', '2026-02-10'],
      ['2026-02-11', '2026-03-31'],
      ['2026-04-01', '2026-06-30'],
      ['2026-07-01', '2026-07-31'],
    ]);
  });

  it('gives the six measures of the service centre six different owners under one parent', () => {
    const measures = plan.tasks.filter(({ parent }) => parent === 'ZW-00');
    expect(measures).toHaveLength(6);
    expect(new Set(measures.map(({ leadDepartment }) => leadDepartment)).size).toBe(6);
  });

  it('asks every department for a booklet with both parts and for its plans, and twelve for a board', () => {
    const everybody = plan.departments.filter(({ category }) => category !== 'office' && category !== 'workingGroup');
    const leadsOf = (code: string) =>
      plan.tasks.filter(({ parent }) => parent === code).map(({ leadDepartment }) => leadDepartment);
    const keys = everybody.map(({ key }) => key).sort();
    expect(leadsOf('SX-01').sort()).toEqual(keys);
    expect(leadsOf('SX-02').sort()).toEqual(keys);
    expect(leadsOf('XC-03')).toHaveLength(12);
    expect(task('SX-01-01').checkpoints).toHaveLength(2);
    expect(task('SX-01-02').title).toBe('市政务服务中心“三项制度”小册子');
  });

  it('promises nothing before a task is handed out or after its phase, and no subtask after its parent', () => {
    for (const { code, parent, assignOn, due, hardDate, checkpoints } of plan.tasks) {
      const dates = [due, ...checkpoints.map((checkpoint) => checkpoint.due)];
      expect({ code, late: dates.filter(({ to }) => to > hardDate || to > due.to) }).toEqual({ code, late: [] });
      expect({ code, early: dates.filter(({ to }) => to < assignOn) }).toEqual({ code, early: [] });
      if (parent) expect({ code, after: due.to > task(parent).due.to }).toEqual({ code, after: false });
    }
  });

  it('names an owner, a requirement and results that are more than a meeting or a paper for every task', () => {
    for (const { code, title, requirement, outcomes, leadDepartment, coDepartments, weight } of plan.tasks) {
      expect({ code, complete: Boolean(title && requirement && leadDepartment && outcomes.length) }).toEqual({
        code,
        complete: true,
      });
      expect(coDepartments).not.toContain(leadDepartment);
      expect(new Set(coDepartments).size).toBe(coDepartments.length);
      expect(Number.isInteger(weight) && weight >= 1).toBe(true);
      for (const outcome of outcomes) expect(outcome).not.toMatch(/^(召开|印发|上报|下发)/);
    }
  });

  it('uses only keys of departments, phases and readiness items that exist, and every readiness item', () => {
    const departments = new Set(template.departments.map(({ key }) => key));
    const items = new Set(DEFAULT_CHECKLIST.items.map(({ key }) => key));
    const used = new Set(plan.tasks.map(({ readinessItem }) => readinessItem).filter(Boolean));
    for (const { leadDepartment, coDepartments } of plan.tasks) {
      for (const key of [leadDepartment, ...coDepartments]) expect(departments.has(key)).toBe(true);
    }
    expect(used).toEqual(items);
    expect(plan.departments).toHaveLength(template.departments.length);
    expect(template.departments.length).toBeLessThanOrEqual(26);
    for (const [index, { parent }] of plan.departments.entries()) {
      if (parent) expect(plan.departments.slice(0, index).some(({ key }) => key === parent)).toBe(true);
    }
  });

  it('prepares its exemplary sites by 10 June, two of them in city departments', () => {
    expect(plan.sites.length).toBeGreaterThanOrEqual(5);
    for (const { readyBy } of plan.sites) expect(readyBy).toMatchObject({ to: '2026-06-10', text: '6月10日前' });
  });

  it('leaves no closed phase empty, and says where a task was reconstructed', () => {
    for (const { key, atStart } of plan.phases) {
      const tasks = plan.tasks.filter(({ phase }) => phase === key);
      if (atStart === 'closed') expect(tasks.length).toBeGreaterThanOrEqual(4);
      if (key === plan.mainPhase) continue;
      for (const { source, requirement } of tasks) {
        expect(source).toBeNull();
        expect(requirement).toContain('补记');
      }
    }
  });
});

describe('the trail from a task to the speech', () => {
  it('keeps the speech word for word', () => {
    for (const { text } of SPEECH.paragraphs) expect(seed).toContain(text);
  });

  it('quotes every task of the phase word for word, with what stands before and after', () => {
    for (const { code, source } of mainTasks) {
      expect({ code, found: source !== null && seed.includes(source.before + source.quote + source.after) }).toEqual({
        code,
        found: true,
      });
      expect(source!.quote.length).toBeGreaterThan(4);
    }
  });

  it('makes a task of every sentence of part three, or says why not', () => {
    const third = seed.slice(seed.indexOf('三、下一步'), seed.indexOf('- 上一篇'));
    const covered = new Uint8Array(third.length);
    const mark = (quote: string) => {
      const at = third.indexOf(quote);
      if (at >= 0) covered.fill(1, at, at + quote.length);
      return at >= 0;
    };
    for (const { source } of duties) mark(source!.quote);
    for (const { quote, reason } of template.notDuties) {
      expect(reason).not.toBe('');
      expect(mark(quote)).toBe(true);
    }
    const sentences = third.matchAll(/[^。;?\n]+[。;?]?/g);
    const missed = [...sentences].filter(
      ({ index, 0: text }) => !covered.slice(index, index + text.length).includes(1),
    );
    expect(missed.map(([text]) => text)).toEqual([]);
    // Clauses too: what no quote covers is listed here, so that a duty cannot hide in half a sentence.
    const gaps: string[] = [];
    for (let at = 0; at < third.length; at += 1) {
      if (covered[at]) continue;
      const end = covered.indexOf(1, at);
      const gap = third.slice(at, end < 0 ? undefined : end).trim();
      if (gap) gaps.push(gap);
      if (end < 0) break;
      at = end;
    }
    expect(gaps).toEqual([]);
  });
});

describe('opening the campaign in another year', () => {
  it.each(['2027-04-01', '2026-03-02', '2027-12-01', '2028-02-29'])(
    'gives existing dates for a start on %s',
    (startOn) => {
      const other = instantiate(template, { startOn });
      const dates = [
        ...other.tasks.flatMap(({ due, assignOn, checkpoints, hardDate }) => [
          due.from,
          due.to,
          assignOn,
          hardDate,
          ...checkpoints.flatMap((checkpoint) => [checkpoint.due.from, checkpoint.due.to]),
        ]),
        ...other.sites.flatMap(({ readyBy, visit }) => [readyBy.from, readyBy.to, visit.from, visit.to]),
        ...other.phases.flatMap(({ opensOn, closesOn }) => [opensOn, closesOn]),
        other.inspection.on,
      ];
      expect(dates.filter((date) => !isCivilDate(date))).toEqual([]);
      for (const { code, due, hardDate, assignOn } of other.tasks) {
        expect({ code, fits: due.from <= due.to && due.to <= hardDate && assignOn <= due.to }).toEqual({
          code,
          fits: true,
        });
      }
      expect(other.phases.find(({ key }) => key === other.mainPhase)?.opensOn).toBe(startOn);
    },
  );

  it('words the dates for the months it falls in', () => {
    const march = instantiate(template, { startOn: '2026-03-02' });
    expect(march.tasks.find(({ code }) => code === 'JL-01')?.due).toEqual({
      from: '2026-05-11',
      to: '2026-05-20',
      text: '5月中旬',
    });
  });

  it('refuses a start that is no day', () => {
    expect(() => instantiate(template, { startOn: '2026-02-30' })).toThrow(RangeError);
  });
});
