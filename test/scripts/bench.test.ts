import { describe, expect, it } from '@jest/globals';
import { QUICK, type Row } from '../../scripts/bench/measure.js';
import { runBench, SECTIONS } from '../../scripts/bench/run-bench.js';
import { testDatabaseUri } from '../support/database.js';

const TINY = {
  ...QUICK,
  small: 60,
  large: 120,
  rounds: 1,
  requests: 8,
  times: 20,
  due: 40,
  ledgerRows: 80,
  fewMatters: 60,
  matters: 120,
  near: 20,
};

describe('the benchmark', () => {
  it('measures every figure beside its baseline and tells each as it comes', async () => {
    const told: Row[] = [];
    // `recover` kills the database of the whole product, as start.test.ts does; `upload-stall` has a test of its own.
    const sections = SECTIONS.filter((section) => section !== 'recover' && section !== 'upload-stall');
    const rows = await runBench(testDatabaseUri(), TINY, sections, { row: (one) => told.push(one), say: () => {} });
    expect(told).toEqual(rows);
    expect(rows.map(({ name }) => name)).toEqual([
      'step',
      'buttons-per-row',
      'task-event',
      'task-list',
      'task-page',
      'department-dashboard',
      'overview',
      'clock-sweep',
      'contact-register',
      'ledger-export',
      'ledger-import',
      'matter-sweep',
      'quarter-indicators',
      'overview-growth',
      'department-growth',
    ]);
    for (const { ours, baseline, ratio } of rows) {
      expect(ours).toBeGreaterThan(0);
      expect(baseline).toBeGreaterThan(0);
      expect(Number.isFinite(ratio)).toBe(true);
    }
  }, 240_000);
});
