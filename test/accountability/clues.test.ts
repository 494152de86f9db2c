import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseFacts } from '../../workflows/accountability/case.js';
import { createTestApp, LEAD, type TestApp } from '../support/app.js';
import { matterForms, newReceivedMatter } from '../support/new-matter.js';

describe('a breach in the records', () => {
  let test: TestApp;
  let forms: ReturnType<typeof matterForms>;

  beforeAll(async () => {
    test = await createTestApp();
    forms = matterForms(test);
  });
  afterAll(() => test.close());

  /** The clues of a source, as they lie in the database. */
  const cluesOf = async (source: string) =>
    (await test.wiring.connection
      .collection('cases')
      .find({ 'clue.source.id': source })
      .toArray()) as unknown as (CaseFacts & { workflow: { state: string } })[];

  it('of a task that is overdue becomes one, and none while it is in time', async () => {
    const late = await test.newDraft({});
    await test.put('campaign_office', late, { type: 'ASSIGN' });
    await test.put('department_liaison', late, { type: 'ACKNOWLEDGE' });
    expect(await cluesOf(late)).toEqual([]);
    await forms.day('2026-06-11');
    await forms.day('2026-06-12');
    expect((await cluesOf(late)).map(({ clue }) => clue.breach)).toEqual(['overdue']);
  });

  it('of a matter becomes one clue with its facts, however often the night passes, and judges nobody', async () => {
    const id = await newReceivedMatter(test);
    await forms.put('department_liaison', id, 'ACCEPT', { on: '2026-06-12' });
    for (const day of ['2026-06-22', '2026-06-23', '2026-06-24']) await forms.day(day);
    const found = await cluesOf(id);
    expect(found).toMatchObject([
      {
        workflow: { state: 'clue' },
        code: '',
        receivedOn: '2026-06-23',
        subject: null,
        decision: null,
        clue: { breach: 'overdue', department: LEAD, reporter: null, facts: expect.anything() },
      },
    ]);
    expect(found[0]?.clue.facts).toContainEqual({ label: 'dueOn', value: '2026-06-22' });
  });
});
