/**
 * Duties of seed 000. The speech reports how the appraisal was held; each step of it is a task of the next round. The document
 * is printed in traditional characters, and some readings stand in brackets: quotes keep it as it is.
 */
import { type DutyRow, dutiesOf, endOf, every, notDutiesOf } from '../duty-rows.js';
import { OFFICE } from '../more-departments.js';
import type { NotDuty, TemplateIndicator, TemplateTask } from '../template.js';

export const DOCUMENT = { key: 'seed-000', title: '營造民主測評暨機關效能革命動員會議上的講話' };

const ROWS: DutyRow[] = [
  {
    code: 'CP-01',
    phase: 'preparation',
    title: '细分测评类别',
    place: '一 五是',
    quote: '今年又將測評類別細分到類個部門單位,使測評方法更加科學,覆蓋面進一步擴大。',
    requirement: '按职能差异把被测评单位分为执法、经济社会管理、窗口服务、党群、乡镇五类，类别留底，便于与往年比较。',
    outcomes: ['每个被测评单位都有类别'],
    due: { month: -1, day: 15, words: '' },
  },
  {
    code: 'CP-02',
    phase: 'preparation',
    title: '推选各界别代表',
    place: '导语',
    quote: '經(jīng)過層層推選全縣各個界別的名代表',
    requirement: '层层推选各界别代表，名单公布。',
    outcomes: ['代表名单已公布，各界别都有'],
    due: endOf(-1),
  },
  {
    code: 'CP-03',
    phase: 'appraisal',
    title: '召开民主测评大会，定性分析和量化评分',
    place: '导语',
    quote:
      '對個執(zhí)法部門、個經(jīng)濟社會管理部門、個窗口服務單位、個黨群部門和個鄉(xiāng)鎮(zhèn)的工作情況進行了認真地定性分析和量化評分。',
    requirement: '对五类单位逐个定性分析、量化评分，分类排名。',
    outcomes: ['每个单位有定性意见和量化得分，分类有名次'],
    due: { month: 0, day: 20, words: '' },
    weight: 3,
  },
  {
    code: 'CP-04',
    phase: 'appraisal',
    title: '测评结果向社会公布',
    place: '一 五是',
    quote: '堅持將民主測評結(jié)果向社會公布,',
    requirement: '测评结果按类别向社会公布。',
    outcomes: ['结果已公布，群众可查'],
    due: endOf(0),
    lead: 'publicity-department',
    weight: 2,
  },
  {
    code: 'CP-05',
    phase: 'appraisal',
    title: '名次靠后单位主要领导谈话',
    place: '一 五是',
    quote: '縣委分管領導親自對民主測評名次靠后單位的主要領導進行談話;',
    requirement: '分管领导与名次靠后单位的主要领导逐个谈话，有记录。',
    outcomes: ['应谈话的全部谈话'],
    due: { month: 1, day: 20, words: '' },
  },
  {
    code: 'CP-06',
    phase: 'rectification',
    title: '代表委员跟踪问效',
    place: '一 五是',
    quote: '除組織人大代表、政協(xié)委員進行跟蹤問效督查外,',
    requirement: '组织人大代表、政协委员对整改跟踪问效，每季度一次。',
    outcomes: ['问效发现的问题逐件整改'],
    due: endOf(10),
    recurs: every('quarter', '每季度一次'),
    weight: 2,
  },
  {
    code: 'CP-07',
    phase: 'rectification',
    title: '群众意见大的部门限期整改',
    place: '一 三是',
    quote: '縣營造辦對群眾意見較大、反映強烈的部門進行了跟蹤督促指導,責令限期整改,打造優(yōu)良作風平臺。',
    requirement: '对群众意见较大、反映强烈的部门跟踪督促，责令限期整改，到期验收。',
    outcomes: ['责令整改的逐件验收销号'],
    due: endOf(6),
    weight: 2,
  },
  {
    code: 'CP-08',
    phase: 'rectification',
    title: '开门纳谏，征求意见，解决问题',
    place: '一 三是',
    quote: '各部門、各單位開門納諫,征求意見,解決問題。',
    requirement: '各部门、各单位开门纳谏，意见逐条答复。',
    outcomes: ['意见逐条有答复'],
    due: endOf(4),
  },
  {
    code: 'CP-09',
    phase: 'rectification',
    title: '投诉点、举报箱、投诉电话登记可用',
    place: '一 二是',
    quote: '全縣共設立投訴點個,舉報箱個,公布投訴電話部。',
    requirement: '登记全部投诉点、举报箱和投诉电话，逐个核对可用，按渠道统计件数。',
    outcomes: ['渠道全部可用，件数有统计'],
    due: endOf(10),
    lead: 'complaints-centre',
    recurs: every('month', '每月统计一次'),
  },
  {
    code: 'CP-10',
    phase: 'rectification',
    title: '县长热线和接待室公开运行',
    place: '一 二是',
    quote: '并向社會公開了舉報投訴電話號碼。',
    requirement: '县长热线、信访接待室和举报接待室向社会公开，来电来访逐件登记。',
    outcomes: ['来电来访逐件办结'],
    due: endOf(10),
    lead: 'complaints-centre',
  },
  {
    code: 'CP-11',
    phase: 'preparation',
    title: '领导小组和办公室落实经费、场地、人员',
    place: '一 二是',
    quote: '成立縣營造工作領導小組和辦公室,落實經(jīng)費、辦公場地和人員,抽調(diào)專人開展日常工作。',
    requirement: '领导小组和办公室的经费、办公场地、人员到位。',
    outcomes: ['经费、场地、人员到位'],
    due: { month: -1, day: 20, words: '' },
  },
  {
    code: 'CP-12',
    phase: 'report',
    title: '主要负责人在下一轮大会上报告整改',
    place: '一 五是',
    quote: '還責令單位主要負責人在下一輪民主測評大會上對整改情況進行專題報告。',
    requirement: '名次靠后单位的主要负责人在下一轮民主测评大会上专题报告整改情况。',
    outcomes: ['报告的整改事项经代表评议通过'],
    due: { month: 11, day: 15, words: '' },
    weight: 2,
  },
];

const defaults = { document: DOCUMENT, phase: 'appraisal', lead: OFFICE, due: endOf(1) };

export const TASKS: TemplateTask[] = dutiesOf(defaults, ROWS);

/** Where the speech leaves the number out, so does the target: it counts from the first round on. */
export const INDICATORS: TemplateIndicator[] = [
  {
    code: 'IN-01',
    title: { zh: '责令整改按期验收率', en: 'Ordered rectifications accepted in time' },
    definition: '按期验收的责令整改件 ÷ 责令整改件。讲话没有写目标数，按应改尽改。',
    unit: '%',
    direction: 'atLeast',
    baseline: 0,
    targets: [{ by: endOf(10), value: 100, words: '' }],
    owner: OFFICE,
    origin: 'local',
    source: null,
  },
];

export const NOT_DUTIES: NotDuty[] = notDutiesOf([
  ['一 二是', '标题、总结成效', '二是建立健全工作機構,長效機制基本形成。', '通過對營造工作體制的進一步理順,'],
  [
    '一 五是',
    '标题、往年情况、总结成效',
    '五是明晰單位職能差異,民主測評更加科學。',
    '通過民主測評,單位之間工作差距進一步量化明晰,',
  ],
  [
    '全文',
    '总结成效',
    '在××年實行個部門單位一攬子測評的基礎上,××年將測評對象細分為重點執(zhí)法部門和社會管理服務部門單位大類個部門單位進行測評,',
    '整改力度、比學干勁明顯加大,有效解決了“工作無壓力,整改無動力,督查無威力”的問題,使營造工作步入了良性循環(huán)軌道。',
  ],
]);
