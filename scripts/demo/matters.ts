/** Matters under a time limit in the demonstration: a dozen, in every state, as the departments handled them in May. */
import type { Wiring } from '../../src/wiring.js';
import { addWorkingDays, type Calendar } from '../../workflows/calendar.js';
import type { CivilDate } from '../../workflows/dates.js';
import type { Cast } from './people.js';

/** A step on a later working day: who does what. `on` in its body stands for that day. */
interface Step {
  after: number;
  by?: 'head';
  type: string;
  body?: Record<string, string>;
}

interface Came {
  on: CivilDate;
  department: string;
  applicant: string;
  title: string;
  kind: string;
  papers: string;
  /** Working days; 0 = on the spot. */
  promised: number;
  statutory?: number;
  steps: Step[];
}

const ACCEPT: Step = { after: 0, type: 'ACCEPT', body: { on: '' } };
const decide = (after: number, decisionText: string, basis: string, outcome = 'granted'): Step => ({
  after,
  type: 'DECIDE',
  body: { outcome, decisionText, basis },
});
const deliver = (after: number): Step => ({ after, type: 'DELIVER', body: { delivery: '窗口领取，本人签收。' } });

const CAME: Came[] = [
  {
    on: '2026-05-18',
    department: 'service-centre',
    applicant: '覃记粉店',
    title: '小餐饮登记（覃记粉店）',
    kind: 'filing',
    papers: '登记申请书\n经营场所证明',
    promised: 3,
    statutory: 10,
    steps: [ACCEPT, decide(2, '准予登记。', '小餐饮登记备案办法第八条'), deliver(3)],
  },
  {
    on: '2026-05-19',
    department: 'service-centre',
    applicant: '韦秀兰',
    title: '老年人优待证',
    kind: 'service',
    papers: '身份证复印件',
    promised: 0,
    steps: [decide(0, '当场发证。', '老年人权益保障办法第二十条'), deliver(0)],
  },
  {
    on: '2026-05-15',
    department: 'housing-bureau',
    applicant: '兴达置业有限公司',
    title: '商品房预售许可（兴达花园二期）',
    kind: 'permit',
    papers: '预售申请表\n土地使用证\n施工许可证',
    promised: 7,
    statutory: 10,
    steps: [
      { after: 1, type: 'ASK_FOR_PAPERS', body: { missing: '工程进度证明\n预售资金监管协议' } },
      { after: 3, type: 'SUPPLY', body: { papers: '工程进度证明\n预售资金监管协议' } },
      { after: 3, type: 'ACCEPT', body: { on: '' } },
      {
        after: 5,
        type: 'PAUSE',
        body: { reason: 'survey', writtenNotice: '现场勘验告知书〔2026〕6 号', expectedDays: '3' },
      },
      { after: 7, type: 'RESUME', body: { on: '' } },
      { after: 10, type: 'REQUEST_EXTENSION', body: { days: '3', reason: '监管账户信息需与银行核对。' } },
      { after: 10, by: 'head', type: 'GRANT_EXTENSION', body: { remark: '同意，抓紧核对。' } },
    ],
  },
  {
    on: '2026-05-20',
    department: 'housing-bureau',
    applicant: '宏图建筑公司',
    title: '建筑施工许可（第三小学教学楼）',
    kind: 'permit',
    papers: '施工许可申请表\n中标通知书',
    promised: 5,
    statutory: 7,
    steps: [ACCEPT],
  },
  {
    on: '2026-05-26',
    department: 'housing-bureau',
    applicant: '梁先生',
    title: '房屋租赁备案（建设路 12 号）',
    kind: 'filing',
    papers: '租赁合同\n房产证复印件',
    promised: 5,
    steps: [ACCEPT],
  },
  {
    on: '2026-05-27',
    department: 'service-centre',
    applicant: '贵安检测公司',
    title: '检验检测机构资质变更',
    kind: 'permit',
    papers: '变更申请书',
    promised: 10,
    statutory: 20,
    steps: [
      ACCEPT,
      {
        after: 2,
        type: 'PAUSE',
        body: { reason: 'expertReview', writtenNotice: '专家评审告知书〔2026〕11 号', expectedDays: '8' },
      },
    ],
  },
  {
    on: '2026-05-14',
    department: 'housing-bureau',
    applicant: '平山镇人民政府',
    title: '关于调整危房改造任务的请示',
    kind: 'instruction',
    papers: '请示文件',
    promised: 8,
    steps: [ACCEPT],
  },
  {
    on: '2026-05-28',
    department: 'service-centre',
    applicant: '陆师傅',
    title: '烟花爆竹零售许可',
    kind: 'permit',
    papers: '申请表',
    promised: 10,
    statutory: 20,
    steps: [{ after: 1, type: 'ASK_FOR_PAPERS', body: { missing: '安全评价报告\n负责人培训合格证\n店面平面图' } }],
  },
  {
    on: '2026-05-29',
    department: 'service-centre',
    applicant: '农晓梅',
    title: '幼儿园食堂食品经营许可',
    kind: 'permit',
    papers: '申请表\n平面布局图',
    promised: 8,
    statutory: 20,
    steps: [],
  },
  {
    on: '2026-05-25',
    department: 'service-centre',
    applicant: '黄先生',
    title: '个人车库改建',
    kind: 'permit',
    papers: '申请书',
    promised: 10,
    statutory: 20,
    steps: [
      {
        after: 1,
        type: 'NOT_ACCEPT',
        body: { ground: 'notOurs', reason: '属住建部门职权，已书面告知到市住建局窗口办理。' },
      },
    ],
  },
  {
    on: '2026-05-21',
    department: 'service-centre',
    applicant: '蓝小姐',
    title: '营业执照注销',
    kind: 'filing',
    papers: '注销申请书\n清税证明',
    promised: 4,
    steps: [ACCEPT, { after: 2, type: 'WITHDRAW', body: { reason: '申请人决定继续经营。' } }],
  },
  {
    on: '2026-05-22',
    department: 'housing-bureau',
    applicant: '谭女士',
    title: '反映小区物业收费的信访件',
    kind: 'petition',
    papers: '来信',
    promised: 15,
    steps: [
      ACCEPT,
      decide(5, '经核实，多收的公摊费用由物业公司退还，已逐户通知。', '信访工作条例第三十五条', 'answered'),
    ],
  },
];

/** Matters under way: id → what is still to happen. */
export type MattersUnderWay = { id: string; came: Came }[];

/** What comes in on a day, and the next steps of what came before. */
export async function underTimeLimits(
  { wiring, cast, campaign, calendar }: { wiring: Wiring; cast: Cast; campaign: string; calendar: Calendar },
  underWay: MattersUnderWay,
  day: CivilDate,
): Promise<void> {
  for (const came of CAME.filter(({ on }) => on === day)) {
    const { department, applicant, title, kind, papers, promised, statutory } = came;
    const limits = promised === 0 ? { onTheSpot: 'on' } : { promised: String(promised) };
    const body = { applicant, title, kind, papers, ...limits, ...(statutory ? { statutory: String(statutory) } : {}) };
    const actor = cast.liaison(department);
    const { id } = await wiring.registerMatter({
      campaign,
      body,
      actor,
      idempotencyKey: `demo-matter-${came.on}-${department}`,
    });
    underWay.push({ id, came });
  }
  for (const { id, came } of underWay) {
    const { on, department, steps } = came;
    for (const { type, body = {}, by } of steps.filter(({ after }) => addWorkingDays(calendar, on, after) === day)) {
      const actor = by === 'head' ? cast.head(department) : cast.liaison(department);
      await wiring.putMatterEvent({ id, type, body: 'on' in body ? { ...body, on: day } : body, actor });
    }
  }
}
