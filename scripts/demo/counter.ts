/** What people asked at the counters of the demonstration in the last days of May, and what came of it. */
import type { Wiring } from '../../src/wiring.js';
import { addWorkingDays, type Calendar } from '../../workflows/calendar.js';
import type { CivilDate } from '../../workflows/dates.js';
import type { Cast } from './people.js';

/** A step on a later working day: who does what. */
interface Step {
  after: number;
  by: 'liaison' | 'head' | 'office';
  type: string;
  body: Record<string, string>;
}

interface Asked {
  on: CivilDate;
  department: string;
  askerName: string;
  askerContact: string;
  subject: string;
  papers: string;
  channel: 'counter' | 'phone';
  /** Working days until the promised answer. */
  promise: number;
  steps: Step[];
}

const HEAD = { colleague: 'head' };
const answer = (after: number, text: string, by: Step['by'] = 'liaison'): Step => ({
  after,
  by,
  type: 'ANSWER',
  body: { answer: text },
});

const ASKED: Asked[] = [
  {
    on: '2026-05-25',
    department: 'service-centre',
    askerName: '韦大山',
    askerContact: '13807750001',
    subject: '个体工商户营业执照怎么办，要带哪些材料',
    papers: '',
    channel: 'counter',
    promise: 1,
    steps: [answer(0, '带身份证和经营场所证明到三号窗口，当场可以办。')],
  },
  {
    on: '2026-05-25',
    department: 'service-centre',
    askerName: '覃玉珍',
    askerContact: '13807750002',
    subject: '养老保险转移到外地的手续',
    papers: '身份证复印件',
    channel: 'counter',
    promise: 3,
    steps: [
      {
        after: 0,
        by: 'liaison',
        type: 'GIVE_NOTICE',
        body: { missing: '转移申请表\n参保缴费凭证', procedure: '补齐后交五号窗口，三个工作日办结。' },
      },
    ],
  },
  {
    on: '2026-05-26',
    department: 'service-centre',
    askerName: '李国华',
    askerContact: '13807750003',
    subject: '小区门口占道经营没有人管',
    papers: '现场照片三张',
    channel: 'phone',
    promise: 5,
    steps: [
      { after: 0, by: 'liaison', type: 'HAND_OVER', body: { ...HEAD, why: '涉及几个单位，请领导牵头。' } },
      { after: 1, by: 'head', type: 'BOUNCE', body: { reason: '执法职责不在中心。' } },
      { after: 1, by: 'liaison', type: 'HAND_OVER', body: { ...HEAD, why: '来访人再次来电，请协调。' } },
      { after: 2, by: 'head', type: 'BOUNCE', body: { reason: '应由城管部门牵头。' } },
    ],
  },
  {
    on: '2026-05-27',
    department: 'housing-bureau',
    askerName: '梁伟',
    askerContact: '',
    subject: '商品房预售许可证办到哪一步了',
    papers: '',
    channel: 'phone',
    promise: 2,
    steps: [{ after: 0, by: 'liaison', type: 'HAND_OVER', body: { ...HEAD, why: '由分管领导掌握进度。' } }],
  },
  {
    on: '2026-05-28',
    department: 'housing-bureau',
    askerName: '黄秀芳',
    askerContact: '13807750005',
    subject: '旧房改造能不能申请补助',
    papers: '房产证复印件\n申请书',
    channel: 'counter',
    promise: 3,
    steps: [],
  },
  {
    on: '2026-05-29',
    department: 'service-centre',
    askerName: '莫先生',
    askerContact: '13807750006',
    subject: '想查十年前的婚姻登记档案',
    papers: '身份证复印件',
    channel: 'counter',
    promise: 3,
    steps: [
      {
        after: 0,
        by: 'liaison',
        type: 'REFER',
        body: {
          unitName: '市民政局婚姻登记处',
          address: '中山路 18 号一楼',
          phone: '0775-4560018',
          reason: '婚姻登记档案由民政部门保管。',
        },
      },
    ],
  },
  {
    on: '2026-06-01',
    department: 'service-centre',
    askerName: '陆小红',
    askerContact: '13807750007',
    subject: '食品经营许可证变更地址',
    papers: '营业执照复印件\n新地址租赁合同',
    channel: 'counter',
    promise: 4,
    steps: [],
  },
];

/** Requests under way: id → what is still to happen. */
export type UnderWay = { id: string; asked: Asked }[];

/** What happens at the counters on a day: who comes, and the next steps of those who came before. */
export async function atTheCounter(
  { wiring, cast, campaign, calendar }: { wiring: Wiring; cast: Cast; campaign: string; calendar: Calendar },
  underWay: UnderWay,
  day: CivilDate,
): Promise<void> {
  for (const asked of ASKED.filter(({ on }) => on === day)) {
    const { on, department, promise, steps, ...sent } = asked;
    const body = { ...sent, promisedOn: addWorkingDays(calendar, day, promise), phone: '0775-4563210' };
    const actor = cast.liaison(department);
    const { id } = await wiring.registerInquiry({
      campaign,
      body,
      actor,
      idempotencyKey: `demo-${on}-${sent.askerName}`,
    });
    underWay.push({ id, asked });
  }
  for (const { id, asked } of underWay) {
    const { on, department, steps } = asked;
    for (const { type, body, by } of steps.filter(({ after }) => addWorkingDays(calendar, on, after) === day)) {
      const actor = by === 'office' ? cast.office : by === 'head' ? cast.head(department) : cast.liaison(department);
      const sent = body.colleague ? { ...body, colleague: cast.head(department).id } : body;
      await wiring.putInquiryEvent({ id, type, body: sent, actor });
    }
  }
}
