import { describe, expect, it } from '@jest/globals';
import { scoreAll, TARGETS } from '../../scripts/plans/score.js';

describe('documents broken down', () => {
  const scores = scoreAll();

  it('are measured against answers written by hand from each of the texts', () => {
    expect(new Set(scores.map(({ document }) => document)).size).toBe(7);
  });

  it.each(scores.map((one) => [`${one.document} ${one.field}`, one] as const))(
    'reach their target: %s',
    (_name, one) => {
      const target = TARGETS[one.field];
      expect({ wrong: one.wrong.slice(0, 5), good: one.precision >= target && one.recall >= target }).toMatchObject({
        good: true,
      });
    },
  );
});
