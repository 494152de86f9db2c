import { describe, expect, it } from '@jest/globals';
import { bullet } from '../../src/http/components/bullet.js';
import { contextualDate } from '../../src/http/components/contextual-date.js';
import { delta } from '../../src/http/components/figures.js';
import { field } from '../../src/http/components/form.js';
import { lightView } from '../../src/http/components/light.js';
import { drawMachine } from '../../src/http/components/machine-drawing.js';
import { pagination } from '../../src/http/components/pagination.js';
import { phaseStrip } from '../../src/http/components/phase-strip.js';
import { plannedOn, progressChart } from '../../src/http/components/progress-chart.js';
import { readinessCell } from '../../src/http/components/readiness-cell.js';
import { sparkline } from '../../src/http/components/sparkline.js';
import { translator } from '../../src/platform/i18n.js';

const t = translator('zh-CN');
const today = '2026-06-02';

describe('a contextual date', () => {
  const on = (due: string | null, workingDays: number | null, days: number) => {
    const { text, note } = contextualDate(t, 'zh-CN', { due, colour: 'red', today, workingDays, days });
    return `${text} ${note}`;
  };
  it('says how far away the day is', () => {
    expect(on('2026-05-29', -2, -4)).toBe('5月29日 逾期 2 个工作日');
    expect(on('2026-06-05', 3, 3)).toBe('6月5日 还有 3 个工作日');
    expect(on(today, 0, 0)).toBe('6月2日 今天到期');
  });
  it('counts days where no working day lies between, or where the calendar is not published', () => {
    expect(on('2026-05-31', 0, -1)).toBe('5月31日 逾期 1 天');
    expect(on('2027-01-15', null, 227)).toBe('2027年1月15日 还有 227 天');
  });
  it('asks for a date that is not set', () => {
    expect(on(null, null, 0)).toBe('未定时限 请定');
  });
});

describe('a bullet bar', () => {
  it('is as long as what is done and marked where it should be', () => {
    expect(bullet(t, { percent: 41, planned: 62 })).toEqual({
      label: '完成 41%，应完成 62%',
      done: 61.5,
      mark: { x: 92, halo: 91 },
      behind: true,
    });
  });
  it('keeps bar and mark inside the box', () => {
    expect(bullet(t, { percent: 130, planned: 100 })).toMatchObject({ done: 150, mark: { x: 148 } });
    expect(bullet(t, { percent: -5, planned: 0 })).toMatchObject({ done: 0, mark: { x: 0 } });
  });
  it('is behind only beyond the margin, and never without a plan', () => {
    expect(bullet(t, { percent: 50, planned: 60, margin: 10 }).behind).toBe(false);
    expect(bullet(t, { percent: 0, planned: null })).toMatchObject({ behind: false, mark: null });
  });
});

describe('a figure', () => {
  it('says which way it moved and whether that is good', () => {
    expect(delta(t, { now: 3, before: 2, since: 'yesterday', better: 'down' })).toEqual({
      text: '比昨天 +1',
      tone: 'bad',
    });
    expect(delta(t, { now: 1, before: 2, since: 'yesterday', better: 'down' })).toEqual({
      text: '比昨天 −1',
      tone: 'good',
    });
    expect(delta(t, { now: 2, before: 2, since: 'lastWeek', better: 'up' })).toEqual({ text: '与上周相同' });
  });
});

describe('the phase strip', () => {
  it('draws a bar only in the phase that runs', () => {
    const { items } = phaseStrip(t, [
      { text: 'a', sub: '', status: 'done', percent: { time: 100, done: 100 } },
      { text: 'b', sub: '', status: 'now', percent: { time: 68, done: 52 } },
    ]);
    expect(items[0]?.bar).toBeUndefined();
    expect(items[1]?.bar).toEqual({ label: '时间过去 68%，任务完成 52%', done: 208, today: 270 });
  });
});

describe('the progress chart', () => {
  const planned = [
    { on: '2026-04-01', percent: 0 },
    { on: '2026-06-30', percent: 90 },
  ];
  const facts = { id: 'c', from: '2026-04-01', to: '2026-06-30', today, planned, projected: 91 };

  it('reads the plan between its points', () => {
    expect(
      ['2026-03-01', '2026-04-01', '2026-05-16', '2026-06-30', '2026-08-01'].map((d) => plannedOn(planned, d)),
    ).toEqual([0, 0, 45, 90, 90]);
  });
  it('says in words what it draws', () => {
    const chart = progressChart(t, 'zh-CN', { ...facts, actual: [{ on: today, percent: 52 }] });
    expect(chart.title).toBe('序时进度：计划 62%，实际 52%，落后 10 个百分点');
    expect(chart.desc).toContain('从4月1日到6月30日');
  });
  it('draws from edge to edge of its box and puts the higher label above, the lower one below', () => {
    const actual = [
      { on: '2026-04-01', percent: 0 },
      { on: today, percent: 52 },
    ];
    const chart = progressChart(t, 'zh-CN', { ...facts, actual });
    expect(chart.planned).toBe('M34 140 354 24.8');
    const [plan, real] = chart.said;
    expect(plan?.y).toBeLessThan(real?.y ?? 0);
    expect(progressChart(t, 'zh-CN', { ...facts, actual: [{ on: today, percent: 80 }] }).said[1]?.anchor).toBe('end');
    expect(chart.ticks.map((tick) => tick.text)).toEqual(['4月1日', '5月1日', '6月1日', '6月30日']);
  });
  it('stands without anything reported and outside its days', () => {
    const chart = progressChart(t, 'zh-CN', { ...facts, today: '2026-03-01', actual: [] });
    expect(chart).toMatchObject({ actual: null, ahead: null, dot: null, today: null, said: [] });
  });
});

describe('a sparkline', () => {
  it('uses its whole height, also when nothing moves', () => {
    expect(sparkline(t, [1, 3]).path).toBe('M3 15 69 3');
    expect(sparkline(t, [4, 4]).dot).toEqual({ x: 69, y: 15 });
  });
});

describe('the drawing of a machine', () => {
  const drawing = drawMachine(t, {
    id: 'm',
    line: ['draft', 'active', 'closed'],
    states: ['draft', 'active', 'closed', 'suspended'].map((id) => ({ id, label: id })),
    edges: [
      { from: 'draft', to: 'active', label: 'a' },
      { from: 'active', to: 'active', label: 'loop' },
      { from: 'active', to: 'closed', label: 'b' },
      { from: 'active', to: 'closed', label: 'c' },
      { from: 'closed', to: 'active', label: 'back' },
      { from: 'active', to: 'suspended', label: 'd' },
    ],
    current: 'active',
  });
  it('puts the ordinary way on one line and the rest below', () => {
    const [draft, active, closed, suspended] = drawing.nodes;
    expect(new Set([draft?.y, active?.y, closed?.y]).size).toBe(1);
    expect(suspended?.x).toBe(active?.x);
    expect(suspended?.y).toBeGreaterThan(active?.y ?? 0);
    expect(drawing.nodes.filter((node) => node.current).map((node) => node.label)).toEqual(['active']);
  });
  it('joins events between the same states and leaves loops off', () => {
    expect(drawing.edges.map((edge) => edge.label)).toEqual(['a', 'b、c', 'back', 'd']);
  });
  it('says where the record is', () => {
    expect(drawing.label).toBe('办理流程：当前在“active”');
  });
  it('keeps every box inside the drawing and apart from the others', () => {
    for (const { x, y, w, h } of drawing.nodes) {
      expect(x >= 0 && y >= 0 && x + w <= drawing.width && y + h <= drawing.height).toBe(true);
    }
    expect(new Set(drawing.nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(drawing.nodes.length);
  });
});

describe('pagination', () => {
  const pages = (page: number, total: number) => pagination(t, { page, perPage: 50, total, href: (n) => `?page=${n}` });
  const shown = (page: number, total: number) =>
    pages(page, total)
      .pages.map((p) => (p.gap ? '…' : p.current ? `[${p.number}]` : String(p.number)))
      .join(' ');

  it('shows the ends and what lies beside', () => {
    expect(shown(1, 500)).toBe('[1] 2 … 10');
    expect(shown(5, 500)).toBe('1 … 4 [5] 6 … 10');
    expect(shown(3, 500)).toBe('1 2 [3] 4 … 10');
    expect(shown(10, 500)).toBe('1 … 9 [10]');
  });
  it('fills a gap of one page with that page', () => {
    expect(shown(4, 500)).toBe('1 2 3 [4] 5 … 10');
  });
  it('is nothing for one page, and stays within the pages there are', () => {
    expect(pages(1, 12)).toEqual({ summary: '第 1–12 条，共 12 条', pages: [] });
    expect(pages(1, 0).summary).toBe('第 0–0 条，共 0 条');
    expect(pages(99, 120)).toMatchObject({ summary: '第 101–120 条，共 120 条', previous: '?page=2' });
    expect(pages(99, 120).next).toBeUndefined();
  });
});

describe('a readiness cell', () => {
  it('reads its meaning aloud, not only its number', () => {
    expect(readinessCell(t, { state: 'un', points: 0, href: '/x' })).toEqual({
      state: 'un',
      text: '0',
      label: '未达到，0 分',
      href: '/x',
    });
    expect(readinessCell(t, { state: 'no', points: 0 })).toEqual({ state: 'no', text: '–', label: '未核' });
  });
});

describe('a light', () => {
  it('has a word of its own, or the one it is given', () => {
    expect(lightView(t, 'yellow')).toEqual({ colour: 'yellow', text: '滞后' });
    expect(lightView(t, 'none', { text: '待签收', why: 'x' })).toEqual({ colour: 'none', text: '待签收', why: 'x' });
  });
});

describe('a field', () => {
  const options = [
    { value: 'a', text: 'A', chosen: true },
    { value: 'b', text: 'B' },
  ];
  const spec = { name: 'x', label: 'X' };

  it('keeps what was typed and says what is wrong with it', () => {
    const state = { typed: { x: 'typed' }, errors: { x: 'wrong' }, idPrefix: 'r1-' };
    expect(field({ ...spec, type: 'text', value: 'stored' }, state)).toMatchObject({
      id: 'r1-x',
      value: 'typed',
      error: 'wrong',
    });
  });
  it('keeps what was chosen, also when nothing was', () => {
    const chosen = (type: string, typed: Record<string, unknown>) =>
      field({ ...spec, type, options }, { typed })
        .options?.filter((o) => o.chosen)
        .map((o) => o.value);
    expect(chosen('radios', { x: 'b' })).toEqual(['b']);
    expect(chosen('checkboxes', { x: ['a', 'b'] })).toEqual(['a', 'b']);
    expect(chosen('checkboxes', {})).toEqual([]);
    expect(field({ ...spec, type: 'checkbox', chosen: true }, { typed: {} }).chosen).toBe(false);
  });
  it('never sends a password back', () => {
    expect(field({ ...spec, type: 'password' }, { typed: { x: 'secret' } }).value).toBe('');
  });
});
