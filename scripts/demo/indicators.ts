/** A few indicators of the demonstration, with the figures of two months; the speech itself states none. */

import type { Wiring } from '../../src/wiring.js';
import type { Actor } from '../../workflows/moment.js';

interface DemoIndicator {
  title: string;
  definition: string;
  unit: string;
  direction: 'atLeast' | 'atMost';
  baseline: string;
  targets: string;
  owner: string;
  /** Of April and May, as they were entered. */
  values: string[];
}

const ON_TIME = {
  title: '任务按期办结率',
  definition: '按期办结的任务占到期任务的比例，取自任务台账。',
  unit: '%',
  direction: 'atLeast' as const,
  baseline: '70',
  targets: '2026-06-30 95',
};
const INDICATORS: DemoIndicator[] = [
  {
    title: '当场办结率',
    definition: '当场办结件数占窗口全部办件数的比例。',
    unit: '%',
    direction: 'atLeast',
    baseline: '32',
    targets: '2026-05-31 40\n2026-06-30 45',
    owner: 'service-centre',
    values: ['35.2', '41.6'],
  },
  {
    title: '平均承诺时限',
    definition: '承诺件对外承诺办理时限的平均数。',
    unit: '个工作日',
    direction: 'atMost',
    baseline: '7.5',
    targets: '2026-06-30 4',
    owner: 'service-centre',
    values: ['6.8', '6.1'],
  },
  { ...ON_TIME, owner: 'service-centre', values: ['80', '86'] },
  { ...ON_TIME, owner: 'housing-bureau', values: ['72', '74'] },
];

const MONTHS = ['2026-04-30', '2026-05-31'];

/** Computed from what the departments handle, all of them together. */
const MEASURED = [
  {
    title: '全市即办件占比',
    definition: '即办件占办结件的比例，由系统按办件记录计算。',
    unit: '%',
    direction: 'atLeast',
    baseline: '25',
    targets: '2026-06-30 45',
    measure: 'onTheSpot',
  },
  {
    title: '全市办件按期办结率',
    definition: '承诺期限内办结的办件占办结件的比例，由系统按办件记录计算。',
    unit: '%',
    direction: 'atLeast',
    baseline: '80',
    targets: '2026-06-30 98',
    measure: 'onTime',
  },
  {
    title: '全市平均承诺时限',
    definition: '已公布事项承诺工作日的平均数，即办按零计，由系统按办事事项计算。',
    unit: '个工作日',
    direction: 'atMost',
    baseline: '6',
    targets: '2026-06-30 4',
    measure: 'averagePromise',
  },
  {
    title: '事项进驻率',
    definition: '进驻政务服务中心的事项占已公布事项的比例，由系统按办事事项计算。',
    unit: '%',
    direction: 'atLeast',
    baseline: '60',
    targets: '2026-06-30 90',
    measure: 'inCentre',
  },
];

/** From this day on they are computed: a story of a few days is enough to see how they move. */
export const MEASURED_FROM = '2026-05-25';

/** Lay down what is computed; the daily round enters the figures. */
export async function addMeasured(wiring: Wiring, campaign: string, office: Actor): Promise<void> {
  for (const of of MEASURED) {
    const body = { ...of, every: 'quarter', owner: 'service-centre', measuredOf: 'all' };
    await wiring.createIndicator({ campaign, body, actor: office });
  }
}

/** Lay them down in the office's name and enter what two months came to. */
export async function addIndicators(wiring: Wiring, campaign: string, office: Actor): Promise<void> {
  for (const { values, ...body } of INDICATORS) {
    const sent = { ...body, every: 'month' };
    const { id } = await wiring.createIndicator({ campaign, body: sent, actor: office });
    for (const [i, value] of values.entries()) {
      const entered = { period: MONTHS[i], value, note: '单位月报。' };
      await wiring.putIndicatorEvent({ id, type: 'ENTER_VALUE', body: entered, actor: office });
    }
  }
  await wiring.records.relay.drain();
}
