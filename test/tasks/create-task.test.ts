/** Numbers of new tasks: given in order, by one process without counting the group each time, by two without a clash. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordStore } from '../../src/records/record-store.js';
import { runningNumbers } from '../../src/records/running-number.js';
import { createTask } from '../../src/tasks/create-task.js';
import { taskModel } from '../../src/tasks/task.model.js';
import type { TaskPlan } from '../../workflows/tasks/task.js';
import { createTestApp, type TestApp } from '../support/app.js';

let product: TestApp;
beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

const plan = (title: string): TaskPlan => ({
  title,
  requirement: '',
  outcomes: [],
  origin: 'local',
  leadDepartment: null,
  coDepartments: [],
  weight: 1,
  readinessItem: '',
  due: null,
  checkpoints: [],
  reportEvery: 0,
});

/** The use case as one process has it, and how often it has looked up the last number. */
function aProcess() {
  const { records } = product.wiring;
  const counted = { times: 0 };
  const { model } = recordStore('task', taskModel(product.wiring.connection));
  const watched = new Proxy(model, {
    get(target, name) {
      if (name === 'findOne') counted.times += 1;
      return Reflect.get(target, name, target);
    },
  });
  const create = createTask({
    records: { ...records, runningNumbers: (_kind, digits) => runningNumbers(watched, digits) },
    hardDateOf: async () => null,
  });
  const add = async (group: string, title: string, key: string | null = null) => {
    const given = { campaign: product.campaign, phase: product.phase, group, parent: null, plan: plan(title) };
    const { record } = await create(given, product.actor('campaign_office'), key);
    return (record.facts as unknown as { code: string }).code;
  };
  return { add, counted };
}

describe('the number of a new task', () => {
  it('follows the last one, and the group is counted once', async () => {
    const { add, counted } = aProcess();
    const codes: string[] = [];
    for (let n = 1; n <= 5; n += 1) codes.push(await add('NA', `第${n}项`));
    expect(codes).toEqual(['NA-01', 'NA-02', 'NA-03', 'NA-04', 'NA-05']);
    expect(counted.times).toBe(1);
  });

  it('is that of nobody else when two processes give numbers in turn, or at once', async () => {
    const [one, two] = [aProcess(), aProcess()];
    const codes = [
      await one.add('NB', '甲'),
      await two.add('NB', '乙'),
      await one.add('NB', '丙'),
      await two.add('NB', '丁'),
    ];
    expect(codes).toEqual(['NB-01', 'NB-02', 'NB-03', 'NB-04']);
    const more = await Promise.all([one.add('NB', '戊'), two.add('NB', '己')]);
    expect([...more].sort()).toEqual(['NB-05', 'NB-06']);
  });

  it('is not used up by what was made before', async () => {
    const { add } = aProcess();
    expect(await add('NC', '一', 'the-same-press')).toBe('NC-01');
    expect(await add('NC', '一', 'the-same-press')).toBe('NC-01');
    expect(await add('NC', '二')).toBe('NC-02');
  });
});
