/** Every kind of record with a running number, by twelve at once in each of two processes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvalidForm } from '../../src/platform/errors.js';
import { idFrom, newId } from '../../src/platform/ids.js';
import { recordStore } from '../../src/records/record-store.js';
import { runningNumbers, withNextNumber } from '../../src/records/running-number.js';
import { taskModel } from '../../src/tasks/task.model.js';
import { newTask } from '../../workflows/tasks/task.js';
import { createTestApp, LEAD, type TestApp, theSystem } from '../support/app.js';

let one: TestApp;
let two: TestApp;
beforeAll(async () => {
  one = await createTestApp();
  two = await createTestApp({ uri: one.uri });
}, 60_000);
afterAll(async () => {
  await two.close();
  await one.close();
});

const AT_ONCE = 12;
const plan = (title: string) => ({
  title,
  requirement: '',
  outcomes: [],
  origin: 'local' as const,
  leadDepartment: null,
  coDepartments: [],
  weight: 1,
  readinessItem: '',
  due: null,
  checkpoints: [],
  reportEvery: 0,
});

type Product = TestApp['wiring'];
const codeOf = ({ facts }: { facts: object }) => (facts as { code: string }).code;

/** Creating one of a kind, as a page does. */
const CREATES: Record<string, (wiring: Product, test: TestApp, i: number) => Promise<string>> = {
  task: async (wiring, test, i) => {
    const given = { campaign: test.campaign, phase: test.phase, group: 'ZW', parent: null, plan: plan(`任务${i}`) };
    return codeOf((await wiring.createTask(given, test.actor('campaign_office'))).record);
  },
  indicator: async (wiring, test, i) => {
    const body = {
      title: `指标${i}`,
      definition: '怎样计算',
      unit: '%',
      direction: 'atLeast',
      baseline: '1',
      targets: '2026-06-30 2',
      every: 'month',
      owner: LEAD,
    };
    return codeOf(
      await wiring.createIndicator({ campaign: test.campaign, body, actor: test.actor('campaign_office') }),
    );
  },
};

describe('a running number', () => {
  it.each(Object.entries(CREATES))(
    'is one of its own for each of twelve at once in two processes (%s)',
    async (_kind, create) => {
      const made = Array.from({ length: AT_ONCE }, (_, i) => [
        create(one.wiring, one, i),
        create(two.wiring, one, i + 100),
      ]);
      const codes = await Promise.all(made.flat());
      expect(new Set(codes).size).toBe(2 * AT_ONCE);
      const last = Math.max(...codes.map((code) => Number(/\d+$/.exec(code)?.[0])));
      expect(last).toBeLessThanOrEqual(3 * AT_ONCE);
    },
  );

  it('goes on past the end of its digits, where a longer code comes before a shorter one by its text', async () => {
    const { model } = recordStore('task', taskModel(one.wiring.connection));
    const { campaign, phase } = one;
    const create = (code: string) =>
      one.wiring.records.create({
        kind: 'task',
        id: newId(),
        facts: newTask({ ...plan(code), campaign, phase, code }),
        actor: theSystem,
      });
    for (const code of ['QX-98', 'QX-98-07', 'QX-1']) await create(code);
    const codes: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      // Each time as a process that has just been started.
      const { record } = await runningNumbers(model, 2)(campaign, 'QX-', create);
      codes.push(codeOf(record));
    }
    expect(codes).toEqual(['QX-99', 'QX-100', 'QX-101', 'QX-102']);
  });

  it('is given to the next when it came to nothing, and no fault is tried again', async () => {
    const numbers = one.wiring.records.runningNumbers('task', 2);
    const codes: string[] = [];
    const failing = numbers(one.campaign, 'QY-', async (code) => {
      codes.push(code);
      throw new InvalidForm([{ code: 'required', field: 'title' }]);
    });
    await expect(failing).rejects.toBeInstanceOf(InvalidForm);
    await numbers(one.campaign, 'QY-', async (code) => {
      codes.push(code);
      return { repeated: false };
    });
    expect(codes).toEqual(['QY-01', 'QY-01']);
  });

  it('numbers what is no record as well: versions of a plan and saved templates', async () => {
    const { connection } = one.wiring;
    const kept = connection.collection<{ _id: string; n: number }>('numbered-things');
    await kept.createIndex({ n: 1 }, { unique: true });
    const highest = async () => (await kept.find().sort({ n: -1 }).limit(1).toArray())[0]?.n ?? 0;
    const add = (i: number) =>
      withNextNumber(highest, async (n) => {
        await kept.insertOne({ _id: idFrom('numbered', String(i)), n });
        return n;
      });
    const numbers = await Promise.all(Array.from({ length: 24 }, (_, i) => add(i)));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
  });
});
