/** Duties of seed 002: it praises and criticises at length, and asks for little; what it asks for is owed all the year. */
import { type DutyRow, dutiesOf, endOf, every, notDutiesOf } from '../duty-rows.js';
import { EVERY_DEPARTMENT, OFFICE } from '../more-departments.js';
import type { NotDuty, TemplateTask } from '../template.js';

export const DOCUMENT = { key: 'seed-002', title: '在全县机关效能建设工作会议上的讲话' };

const SYSTEMS =
  '全面推行了“办事公开、首问负责、一次性告知、服务承诺、限时办结和责任追究”等多项制度,以制度管人管事的工作机制逐步形成。';

const [OPEN, FIRST, ONCE, PROMISE, LIMIT, ACCOUNT] = [
  ['办事公开', '办事依据、程序、时限、收费和结果全部公开，变更的及时更新。', '公开内容与实际一致'],
  ['首问负责', '首问有登记，转办有去向，不推不拒。', '首问登记件全部有去向'],
  ['一次性告知', '材料不全的一次告知，不让群众跑第二趟。', '没有因漏告知多跑的件'],
  ['服务承诺', '承诺公开，兑现有核对。', '承诺全部兑现'],
  ['限时办结', '逐件核对时限，逾期的说明原因并补办。', '没有无故逾期的件'],
  ['责任追究', '违反制度的逐件查清，按规定处理。', '应追究的逐件有结果'],
] as const;

const system = (
  code: string,
  [name, requirement, outcome]: readonly [string, string, string],
  period: 'month' | 'quarter',
): DutyRow => ({
  code,
  title: `落实${name}制度`,
  place: '一 二是',
  quote: SYSTEMS,
  requirement,
  outcomes: [outcome],
  recurs: every(period, period === 'month' ? '每月核对一次' : '每季度核对一次'),
});

const ROWS: DutyRow[] = [
  system('ZD-01', OPEN, 'quarter'),
  system('ZD-02', FIRST, 'month'),
  system('ZD-03', ONCE, 'month'),
  system('ZD-04', PROMISE, 'quarter'),
  system('ZD-05', LIMIT, 'month'),
  system('ZD-06', ACCOUNT, 'quarter'),
  {
    code: 'ZD-07',
    title: '各部门六项制度及实施办法齐全',
    place: '一 二是',
    quote: SYSTEMS,
    requirement: '六项制度都有本部门的实施办法，每年核对更新一次。',
    outcomes: ['各部门六项制度在执行'],
    due: endOf(2),
    forEach: {
      departments: EVERY_DEPARTMENT,
      title: '{department}六项制度实施办法',
      requirement: '办事公开、首问负责、一次性告知、服务承诺、限时办结、责任追究都有本单位的实施办法，并在执行。',
      outcomes: ['实施办法在执行，有执行记录'],
    },
  },
  {
    code: 'ZD-08',
    title: '政风行风评议',
    place: '一 四是',
    quote: '去年底在全县范围内组织的政风和行风评议中,社会各界和基层群众、服务对象对机关的总体评价好于往年。',
    requirement: '年底组织政风行风评议，总体评价好于往年。',
    outcomes: ['评议结果已公布，好于往年'],
    recurs: every('year', '年底组织一次'),
    weight: 2,
  },
  {
    code: 'ZD-09',
    title: '标准不变、要求不松、力度不减抓效能建设',
    place: '一',
    quote:
      '希望各个单位、各个部门要站在全局和战略的高度,进一步增强推进效能建设的责任感和紧迫感,在省市党委、政府要求的基础上,做到标准不变,要求不松、力度不减、气氛不冷,切实抓紧、抓好,务必抓出成效,推动崛起。',
    outcomes: ['效能建设各项指标不低于上年'],
    recurs: every('quarter', '每季度对照上年核对'),
    weight: 3,
  },
  {
    code: 'ZD-10',
    title: '整治推诿拖拉、有部署不落实',
    place: '一 二是、三是',
    quote: '致使许多工作有部署,但落实不到位。',
    requirement: '对有部署而未落实的事项逐件督办，推来推去的由办公室指定办理单位。',
    outcomes: ['督办事项逐件落实'],
    recurs: every('month', '每月督办一次'),
  },
  {
    code: 'ZD-11',
    title: '整治以会议、文件落实工作',
    place: '一 四是',
    quote: '以会议落实工作、以文件落实工作的现象仍然有不同程度存在。',
    requirement: '报结以结果为准，会议和文件不算结果。',
    outcomes: ['抽查的任务都有结果佐证'],
    recurs: every('quarter', '每季度抽查一次'),
  },
  {
    code: 'ZD-12',
    title: '查处不作为、乱作为、慢作为',
    place: '一 三是',
    quote: '还有的部门纪律不严,存在行政不作为或者乱作为、慢作为的情况,办事看人情,以感情代替政策,以关系决定亲疏。',
    requirement: '对不作为、乱作为、慢作为逐件查处。',
    outcomes: ['查处件逐件有结果'],
    lead: 'supervision-bureau',
    recurs: every('quarter', '每季度一批'),
  },
  {
    code: 'ZD-13',
    title: '解放思想有新突破',
    place: '二（一）',
    quote:
      '加强效能建设首先要从思想源头上入手,敢于冲破束缚发展的本位思想和墨守成规的守旧思想,积极开拓别人未曾涉足的“盲区”,勇于探索令人望而生畏的“难区”,奋力突破阻碍发展的“禁区”,',
    outcomes: ['各部门有突破的事项清单'],
  },
  {
    code: 'ZD-14',
    title: '强化加快发展意识，付诸行动',
    place: '二（一）',
    quote: '这应该成为我们每一个部门、每一个干部的共识,并付之于行动,付之于实践。',
    outcomes: ['各部门的行动有进展'],
  },
  {
    code: 'ZD-15',
    title: '领导干部真抓实干，机关提速增效',
    place: '二',
    quote: '需要各级领导干部进一步真抓实干,需要各级机关进一步提速增效。',
    outcomes: ['办理时限比上年缩短'],
  },
];

const defaults = { document: DOCUMENT, phase: 'year', lead: OFFICE, due: endOf(11) };

export const TASKS: TemplateTask[] = dutiesOf(defaults, ROWS);

export const NOT_DUTIES: NotDuty[] = notDutiesOf([
  ['一', '说明情况、查摆问题，不是任务', 'xx的事业靠全县每一个干部,每一个党员,靠我们每一个同志的智慧和汗水。'],
  [
    '二',
    '标题、说明道理',
    '二、突出工作重点,抓住关键环节,推动机关效能建设向纵深发展',
    '当前,全县上下盼崛起、谋崛起、干崛起的良好氛围浓厚。',
    '(一)必须在解放思想上有新突破。',
    '要强化加快发展意识。',
    '当前,发展竞争的态势空前激烈,松一松,缓一缓,就会散失机遇。',
    '解放思想就是要体现在胸怀大志,目光高远,成就一流业绩的气魄上;',
  ],
  [
    '全文',
    '目的、做法，落实在各任务里',
    '如何保持当前良好的发展势头,进一步调动方方面面的积极性,引导好广大人民群众的创业热情,加快奋力崛起,实现跨越式发展,',
    '善于从崛起的目标、改革的深度、开放的程度、创业的环境、发展的效果等方面,做好“结合”的文章、做好“试验”的文章、做好“创新”的文章,把解放思想落到实处,充分调动和激发全县上下加快发展的积极性、干事创业的精气神。',
    '体现在敢于实施大手笔、敢于谋求超常规发展、敢于走在前列的胆识上,',
  ],
]);
