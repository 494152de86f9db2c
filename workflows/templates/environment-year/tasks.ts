/** Duties of seed 003, clause by clause; the bodies it names lead, everything else lies with the office. */
import { type DutyRow, dutiesOf, endOf, every, notDutiesOf } from '../duty-rows.js';
import { EVERY_DEPARTMENT, OFFICE } from '../more-departments.js';
import type { NotDuty, TemplateIndicator, TemplateTask } from '../template.js';
import { CASES } from './cases.js';

export const DOCUMENT = { key: 'seed-003', title: '关于开展“环境创优年”活动进一步加强机关效能建设工作的意见' };

const PUBLICITY: DutyRow[] = [
  {
    code: 'XJ-01',
    title: '动员大会和责任状',
    place: '一 1',
    quote:
      '1、组织召开“环境创优年”活动动员大会,搅动思想,更新观念,明确目标,落实任务,出台措施,签订“责任状”,促进“环境创优年”活动取得实效。',
    outcomes: ['各部门签订责任状，任务落实到部门'],
    due: endOf(0),
    forEach: {
      departments: EVERY_DEPARTMENT,
      title: '{department}“环境创优年”责任状',
      requirement: '主要负责人签订责任状，写明目标任务和措施。',
      outcomes: ['责任状已签订，目标任务已列入本单位计划'],
    },
  },
  {
    code: 'XJ-02',
    title: '标语、横幅、灯箱和媒体宣传',
    place: '一 1',
    quote: '同时,精心制作相关标语、警句,充分利用横幅、户外灯箱和广电媒体等形式大力宣传,营造声势,渲染气氛。',
    outcomes: ['宣传点位和刊播次数有记录'],
    lead: 'publicity-department',
    due: endOf(1),
  },
  {
    code: 'XJ-03',
    title: '“环境创优年，我该做什么”大讨论',
    place: '一 2',
    quote:
      '2、认真开展“环境创优年,我该做什么”大讨论活动。通过剖析现状,找准症结,理清思路,破解难题,增强干部群众的忧患意识和紧迫感,激发责任感和能动性。',
    outcomes: ['查出的症结有清单，难题有破解办法'],
    due: endOf(2),
  },
  {
    code: 'XJ-04',
    title: '“三个一”活动',
    place: '一 2',
    quote:
      '在全县行政执法机关、经济管理部门和公共服务单位开展“三个一”活动,即在县有线电视台安排一次创优经济发展环境服务承诺讲话,组织一次依法行政法规知识竞赛,开展一次“我为﹡﹡创优发展环境作贡献”演讲比赛,使全县上下真正树立“处处讲效能,人人是环境,事事关乎﹡﹡发展”的理念。',
    outcomes: ['服务承诺已播出，竞赛和演讲比赛有结果'],
    lead: 'publicity-department',
    due: endOf(5),
    checkpoints: [
      { key: 'pledge', title: '服务承诺讲话', due: endOf(2), evidenceRequired: false },
      { key: 'quiz', title: '法规知识竞赛', due: endOf(4), evidenceRequired: false },
      { key: 'contest', title: '演讲比赛', due: endOf(5), evidenceRequired: false },
    ],
  },
  {
    code: 'XJ-05',
    title: '先进单位和十佳卫士评选',
    place: '一 2',
    quote:
      '通过开展“创优环境先进单位”、“创优环境十佳卫士”评选等活动,充分激发广大干部群众参与效能建设和优化经济发展环境工作的积极性。',
    outcomes: ['评选结果已公布并表彰'],
    due: endOf(10),
  },
  {
    code: 'XJ-06',
    title: '宣传好经验，通报、曝光典型案例',
    place: '一 3',
    quote:
      '积极宣传和推介优化发展环境工作中的新做法、实举措、好经验,对影响和损害机关效能建设及经济发展环境的人和事进行通报批评,加大对典型案例的追踪、曝光和查处工作力度。',
    outcomes: ['好经验有推介，典型案例有查处和曝光'],
    lead: 'publicity-department',
    with: ['supervision-bureau'],
    recurs: every('quarter', '每季度一批'),
  },
  {
    code: 'XJ-07',
    title: '鼓励撰稿，加大对外宣传',
    place: '一 3',
    quote: '鼓励广大干部、职工和新闻工作者积极撰稿,加大对外宣传报道工作力度。',
    outcomes: ['对外刊播的稿件有登记'],
    lead: 'publicity-department',
  },
];

const MEASURES: DutyRow[] = [
  {
    code: 'GF-01',
    title: '审核印制行政事业性收费标准',
    place: '二 1',
    quote:
      '1、根据国家、省、市、县最新调整出台的收费规定,审核印制我县行政事业性收费标准,规范收费行为,促进全县收费工作法制化和规范化。',
    outcomes: ['收费标准已公布，按标准收费'],
    lead: 'finance-bureau',
    due: endOf(3),
  },
  {
    code: 'GF-02',
    title: '巩固审批事项清理成果，严把设定关',
    place: '二 1',
    quote:
      '同时,巩固去年我县对行政审批事项的清理成果,加强监督,坚决按照县政府出台的《﹡﹡县行政审批管理暂行办法》,严把行政审批事项设定关,切实查处违法、违纪、违规行为。',
    outcomes: ['没有违规新设的审批事项，违规的已查处'],
    lead: 'legal-affairs-office',
    with: ['supervision-bureau'],
  },
  {
    code: 'GF-03',
    title: '业务科室（站所）民主评议行风',
    place: '二 2',
    quote:
      '2、在县直部分单位业务职能科室(站所)中继续开展民主评议行风工作,努力提高为企业、为基层、为群众服务的水平与质量,促进机关和干部作风的转变及工作效率、质量的提高。',
    outcomes: ['评议结果已公布，意见已整改'],
    due: endOf(9),
  },
  {
    code: 'GF-04',
    title: '部门形象评议',
    place: '二 2',
    quote: '同时,根据市、县的工作安排部署,继续在全县开展优化经济发展环境部门形象评议活动,创新方法,完善举措,务求实效,',
    outcomes: ['评议结果已公布，排名靠后的已整改'],
    due: endOf(10),
  },
  {
    code: 'GF-05',
    title: '明查暗访，查处突出问题',
    place: '二 3',
    quote:
      '3、积极开展干部和机关作风整治活动,通过明查暗访和督查等手段,依照有关文件,重点查处一批在机关效能方面存在突出问题的人和事。',
    outcomes: ['查处的人和事逐件有结果'],
    lead: 'supervision-bureau',
    recurs: every('quarter', '每季度一次明查暗访'),
    weight: 2,
  },
  {
    code: 'GF-06',
    title: '效能建设考评方案',
    place: '二 3',
    quote:
      '同时修改和完善《﹡﹡县2007年度机关效能建设工作考评方案》,明确目标、量化内容、细化标准、强化措施,促进考评验收工作更具规范性、可操作性和约束力。',
    outcomes: ['考评按量化标准进行，结果可核'],
    due: endOf(2),
  },
  {
    code: 'GF-07',
    title: '执行奖惩办法和处理办法',
    place: '二 4',
    quote:
      '4、大力宣传、严格执行《﹡﹡县优化经济发展环境奖惩暂行办法》和《﹡﹡县关于违反优化经济发展环境行为的暂行处理办法》,着力抓好典型案件和重大违纪违规行为的查处工作,',
    outcomes: ['奖惩和处理逐件有记录'],
    lead: 'supervision-bureau',
  },
];

const LEADERSHIP: DutyRow[] = [
  {
    code: 'LD-01',
    title: '机构延伸到乡镇和部门，三级责任人到位',
    place: '四 1',
    quote:
      '1、机关效能建设和优化经济发展环境的组织机构要向各乡镇、部门单位延伸,并落实到位,由“一把手”负总责,分管纪检监察工作的领导具体负责,并有专人具体抓。',
    outcomes: ['各乡镇、部门的总责、具体负责和专人都有名单'],
    due: endOf(1),
  },
  {
    code: 'LD-02',
    title: '制定措施，兑现奖惩',
    place: '四 1',
    quote: '要制定措施,明确目标任务,强化责任,兑现奖惩,推动机构网络体系的构建和工作扎实有效地开展。',
    outcomes: ['奖惩已兑现'],
  },
  {
    code: 'LD-03',
    title: '建立监督机制',
    place: '四 2',
    quote: '2、建立健全机关效能建设和优化经济发展环境监督机制。',
    outcomes: ['监督员队伍在履职'],
    due: endOf(2),
  },
  {
    code: 'LD-04',
    title: '聘请兼职义务监督员',
    place: '四 2',
    quote: '从本乡镇、本部门单位中聘请兼职义务监督员,推行投诉、举报或反映后经查属实的奖励机制,鼓励其履行职责,大胆监督;',
    outcomes: ['兼职监督员名册和反映件有登记'],
    due: endOf(2),
  },
  {
    code: 'LD-05',
    title: '聘请专职监督员',
    place: '四 2',
    quote: '从人大代表、政协委员、退休老干部和社区群众中聘请专职监督员,支付一定的报酬,调动其监督工作的积极性。',
    outcomes: ['专职监督员名册和报酬发放有登记'],
    due: endOf(2),
  },
  {
    code: 'LD-06',
    title: '监督员管理制度',
    place: '四 2',
    quote: '同时制定相应的制度,加强管理,兑现奖励和报酬,充分发挥监督队伍的作用。',
    outcomes: ['奖励和报酬已兑现'],
    due: endOf(3),
  },
  {
    code: 'LD-07',
    title: '优化办提升为正科级单位，充实队伍',
    place: '四 3',
    quote: '提升县优化办为正科级行政单位,加快其人员的流动与交流,',
    outcomes: ['机构已批复，人员已到位'],
    lead: 'establishment-office',
    due: endOf(4),
  },
];

const defaults = { document: DOCUMENT, phase: 'carrying-out', lead: OFFICE, due: endOf(10) };

export const TASKS: TemplateTask[] = dutiesOf(defaults, [...PUBLICITY, ...MEASURES, ...CASES, ...LEADERSHIP]);

export const NOT_DUTIES: NotDuty[] = notDutiesOf([
  [
    '各部分',
    '标题',
    '一、更新观念,大力宣传,积极营造效能建设和优化环境的浓厚氛围',
    '二、规范管理,强化举措,着力完善效能建设和优化环境的各项措施',
    '三、讲究方法,突出重点,全力查处影响效能建设和优化环境的人与事',
    '四、加强领导,有效监督,努力锻造一支务实高效的效能建设和优化环境队伍',
  ],
  [
    '全文',
    '目的和途径，不另成任务',
    '3、充分利用《﹡﹡通讯》、《﹡﹡政务》、《优化投资环境简报》等内部刊物和县有线电视台《﹡﹡新闻》等节目,',
    '努力在我县打造出一个快捷、高效、优质、充满生机与活力的经济发展环境。',
    '全面提高广大干部群众遵纪循规和爱护经济发展环境的自觉性。',
    '3、为更好地开展“环境创优年”活动,',
    '让这支队伍始终充满正气与锐气、生机与活力,真正成为有战斗力的机关效能建设和创优发展环境队伍。',
  ],
]);

const visits = (code: string, zh: string, en: string, quote: string, value: number): TemplateIndicator => ({
  code,
  title: { zh, en },
  definition: '全年累计次数，以走访、接访记录为准。',
  unit: '次',
  direction: 'atLeast',
  baseline: 0,
  targets: [{ by: endOf(10), value, words: quote }],
  owner: 'complaints-centre',
  origin: 'mandated',
  source: { document: DOCUMENT.title, place: '三 1', before: '', quote, after: '' },
});

/** Quotas that the document counts in the year. */
export const INDICATORS: TemplateIndicator[] = [
  visits('IN-01', '重点企业走访', 'Visits to key enterprises', '每季度进行一次重点企业走访', 4),
  visits('IN-02', '企业全面走访', 'Rounds of all enterprises', '每半年进行一次企业全面走访', 2),
  visits('IN-03', '县乡联动接访', 'Joint reception days', '每年不少于两次集中开展县乡联动式接访活动', 2),
];
