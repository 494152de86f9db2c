/**
 * The ordinary days of the demonstration: what five departments handle week after week, so that quarters can be measured and
 * rated. One of them is often late in the first quarter, gets a recommendation letter in April, and does better after it.
 */
import type { Wiring } from '../../src/wiring.js';
import { addWorkingDays, type Calendar } from '../../workflows/calendar.js';
import { addDays, type CivilDate } from '../../workflows/dates.js';
import { quarterDays } from '../../workflows/supervision/rating.js';
import type { Cast } from './people.js';
import { numberOf } from './scenario.js';

interface Line {
  department: string;
  /** What comes in, in turn; promised in working days, 0 = on the spot. */
  items: { title: string; kind: string; promised: number; basis: string }[];
  /** Of a hundred, how many come late; before and after the first of April. */
  late: [number, number];
}

const LINES: Line[] = [
  {
    department: 'service-centre',
    items: [
      { title: '老年人优待证', kind: 'service', promised: 0, basis: '老年人权益保障办法第二十条' },
      { title: '个体工商户登记', kind: 'filing', promised: 1, basis: '促进个体工商户发展条例第八条' },
      { title: '残疾人证补领', kind: 'service', promised: 0, basis: '残疾人证管理办法第十二条' },
    ],
    late: [0, 0],
  },
  {
    department: 'human-resources-bureau',
    items: [
      { title: '社保参保证明', kind: 'service', promised: 0, basis: '社会保险法第七十四条' },
      { title: '就业失业登记', kind: 'filing', promised: 2, basis: '就业服务与就业管理规定第六十一条' },
    ],
    late: [8, 0],
  },
  {
    department: 'public-security-bureau',
    items: [
      { title: '居住证签注', kind: 'service', promised: 0, basis: '居住证暂行条例第十条' },
      { title: '印章刻制备案', kind: 'filing', promised: 1, basis: '印铸刻字业暂行管理规则第六条' },
    ],
    late: [12, 8],
  },
  {
    department: 'market-regulation-bureau',
    items: [
      { title: '小餐饮登记', kind: 'filing', promised: 3, basis: '食品安全法第三十六条' },
      { title: '特种设备使用登记', kind: 'permit', promised: 5, basis: '特种设备安全法第三十三条' },
    ],
    late: [6, 4],
  },
  {
    department: 'housing-bureau',
    items: [
      { title: '房屋租赁备案', kind: 'filing', promised: 3, basis: '商品房屋租赁管理办法第十四条' },
      { title: '商品房合同备案', kind: 'filing', promised: 2, basis: '城市房地产管理法第四十五条' },
    ],
    late: [50, 10],
  },
];

const FROM = '2026-01-12';
/** What comes after it would still lie open on the day the demonstration begins. */
const UNTIL = '2026-05-15';
const RATED = '2026-Q1';
const FAILS = 'housing-bureau';

/** Under way: id → who does what on which day. */
export type RoutineUnderWay = { id: string; department: string; on: CivilDate; basis: string }[];

interface Stage {
  wiring: Wiring;
  cast: Cast;
  campaign: string;
  calendar: Calendar;
}

async function register({ wiring, cast, campaign, calendar }: Stage, underWay: RoutineUnderWay, day: CivilDate) {
  for (const { department, items, late } of LINES) {
    const n = numberOf(`${department}${day}`);
    if (n % 4 !== 0) continue;
    const item = items[(n >> 2) % items.length];
    if (!item) continue;
    const { title, kind, promised, basis } = item;
    const actor = cast.liaison(department);
    const limits = promised === 0 ? { onTheSpot: 'on' } : { promised: String(promised) };
    const body = { applicant: `申请人${n}`, title, kind, papers: '身份证复印件', ...limits };
    const idempotencyKey = `demo-routine-${day}-${department}`;
    const { id } = await wiring.registerMatter({ campaign, body, actor, idempotencyKey });
    if (promised > 0) await wiring.putMatterEvent({ id, type: 'ACCEPT', body: { on: day }, actor });
    const share = late[day < '2026-04-01' ? 0 : 1];
    const isLate = promised > 0 && numberOf(`late ${department}${day}`) % 100 < share;
    const on = promised === 0 ? day : addWorkingDays(calendar, day, isLate ? promised + 2 : promised - 1);
    underWay.push({ id, department, on: on < day ? day : on, basis });
  }
}

async function finish({ wiring, cast }: Stage, underWay: RoutineUnderWay, day: CivilDate) {
  for (const { id, department, basis } of underWay.filter(({ on }) => on === day)) {
    const actor = cast.liaison(department);
    const decided = { outcome: 'granted', decisionText: '予以办理。', basis };
    await wiring.putMatterEvent({ id, type: 'DECIDE', body: decided, actor });
    await wiring.putMatterEvent({ id, type: 'DELIVER', body: { delivery: '窗口领取。' }, actor });
  }
}

/** The ratings of the first quarter: published, and what follows for the one that failed. */
async function rated({ wiring, cast, campaign }: Stage, day: CivilDate) {
  const { to } = quarterDays(RATED);
  const put = (id: string, type: string, body: Record<string, string>, actor = cast.office) =>
    wiring.putRatingEvent({ id, type, body, actor, expectedRev: undefined, idempotencyKey: null });
  const ratings = await wiring.ratings.ofQuarter(campaign, RATED);
  if (day === addDays(to, 3)) for (const { id } of ratings) await put(id, 'PUBLISH', { remark: '' });
  const failed = ratings.find(({ facts }) => facts.department === FAILS && facts.grade === 'fail');
  if (!failed) return;
  const { parts } = failed.facts;
  const [{ good = 0, whole = 0 } = {}] = parts;
  if (day === '2026-04-08') {
    const text = `第一季度办结 ${whole} 件，其中 ${whole - good} 件超过承诺期限。\n建议逐件查明环节和原因，明确责任岗位，公布改进时限，并书面回复。`;
    await put(failed.id, 'SEND_LETTER', { text, replyBy: '2026-04-22' });
  }
  if (day === '2026-04-21') {
    const text = '已逐件核对：超期集中在复核环节，复核改为当日办结，窗口和复核各定一名责任人，四月起每周通报。';
    await put(failed.id, 'REPLY', { text }, cast.head(FAILS));
  }
  if (day === '2026-04-24') await put(failed.id, 'CLOSE', { note: '四月办件没有新的超期，措施已落实。' });
}

/** What an ordinary working day brings, finishes and, in April, is rated. */
export async function onOrdinaryDays(stage: Stage, underWay: RoutineUnderWay, day: CivilDate): Promise<void> {
  if (day >= FROM && day <= UNTIL) await register(stage, underWay, day);
  await finish(stage, underWay, day);
  if (day >= '2026-04-01' && day < '2026-05-01') await rated(stage, day);
}
