/** 三（六）（七） and the publicity that the speech reports as done: getting ready, the office itself, banners and boards. */
import { setDay } from '../relative-date.js';
import type { TemplateTask } from '../template.js';
import { BOARD_DEPARTMENTS, EVERY_DEPARTMENT, SITE_DEPARTMENTS, WORKING_GROUPS } from './departments.js';
import { quoted } from './speech.js';

const phase = 'rectification';
const office = 'efficiency-office';
const publicityDepartment = 'publicity-department';
const publicity = { phase, readinessItem: 'publicity', origin: 'local' } as const;
const doneSoFar = '我们进行了作风效能演讲比赛、公益广告、征文比赛等,继续营造浓厚的作风效能建设氛围。';
const boards = '指定十几个部门各搞一版板报,送到这里来汇展、评比,评完之后放在这里。';

const PUBLICITY: TemplateTask[] = [
  {
    ...publicity,
    code: 'XC-01',
    title: '横幅宣传突出“三项制度”',
    requirement: '主要路口和办事大厅的横幅突出“三项制度”。',
    outcomes: ['主要路口和办事大厅横幅更新到位'],
    lead: publicityDepartment,
    with: ['urban-management-bureau'],
    due: setDay(2, 5),
    assigned: setDay(1, 25),
    source: quoted('一是横幅宣传方面要把“三项制度”突现出来;'),
  },
  {
    ...publicity,
    code: 'XC-02',
    title: '更新作风效能办大堂宣传专栏',
    requirement: '第一版可以不换，其余内容突出第三阶段工作。',
    outcomes: ['专栏更新，内容为第三阶段的做法和结果'],
    lead: office,
    due: setDay(2, 5),
    assigned: setDay(1, 25),
    source: quoted('二是作风效能办大堂里面的宣传专栏要更新,第一版可以不换,但内容要突出第三阶段工作;'),
  },
  {
    ...publicity,
    code: 'XC-03',
    title: '板报汇展评比',
    requirement: '指定的部门各出一版，送作风效能办汇展、评比，评完留展。',
    outcomes: ['各版板报展出，评比结果公布'],
    lead: office,
    with: [publicityDepartment],
    due: setDay(2, 16),
    assigned: setDay(1, 29),
    checkpoints: [{ key: 'judged', title: '评比', due: setDay(2, 15) }],
    weight: 2,
    source: quoted(boards),
    forEach: {
      departments: BOARD_DEPARTMENTS,
      title: '{department}围绕落实“三项制度”出一版板报',
      requirement: '内容必须是本单位的，不能照抄，不能是空洞的理论。',
      outcomes: ['板报送展，写的是本单位的做法和办理结果'],
      reportEvery: 0,
    },
  },
  {
    ...publicity,
    code: 'XC-04',
    title: '通知重点部门单位准备宣传内容',
    requirement: '围绕落实“三项制度”、规范行政审批等问题，各部门按题准备。',
    outcomes: ['重点部门单位宣传内容备齐可用'],
    lead: office,
    due: setDay(2, 4),
    assigned: setDay(1, 25),
    source: quoted('三是要通知重点部门单位围绕落实“三项制度”、规范行政审批等问题准备一些宣传内容,'),
  },
  {
    ...publicity,
    code: 'XC-05',
    title: '审看板报内容',
    requirement: '逐版审看：是不是本单位的事，有没有照抄，是不是空洞的理论；不合格的退回重做。',
    outcomes: ['展出的板报全部是本单位内容，无照抄'],
    lead: publicityDepartment,
    with: [office],
    due: setDay(2, 12),
    assigned: setDay(2, 1),
    source: quoted('板报内容一定是本单位的东西,不能照抄别人的,也不能是空洞的理论。'),
  },
  {
    ...publicity,
    code: 'XC-06',
    title: '举办作风效能演讲比赛',
    requirement: '讲身边事、讲办成的事，各县市区和市直部门参加。',
    outcomes: ['评出优秀演讲并在窗口单位巡讲'],
    lead: 'cadre-conduct-group',
    with: [publicityDepartment],
    due: setDay(0, 28),
    source: quoted(doneSoFar),
  },
  {
    ...publicity,
    code: 'XC-07',
    title: '发布作风效能公益广告',
    requirement: '电视、网站、公交站亭发布，公布投诉电话。',
    outcomes: ['公益广告上线，投诉电话有来电登记'],
    lead: publicityDepartment,
    due: setDay(1, 8),
    source: quoted(doneSoFar),
  },
  {
    ...publicity,
    code: 'XC-08',
    title: '开展作风效能征文比赛',
    requirement: '写本单位整改的事和群众的评价。',
    outcomes: ['评出获奖作品并公开刊登'],
    lead: publicityDepartment,
    due: setDay(1, 20),
    source: quoted(doneSoFar),
  },
];

const OFFICE_ITSELF: TemplateTask[] = [
  {
    code: 'BG-07',
    phase,
    title: '加强作风效能办自身建设和管理',
    requirement: '岗位、值守、台账、办件时限先在办公室落实。',
    outcomes: ['办公室收到的事项按时限答复，台账与实际一致'],
    lead: office,
    due: setDay(2, 26),
    reportEvery: 10,
    origin: 'local',
    source: quoted('但也要不断加强自身建设和管理,'),
  },
  {
    code: 'BG-08',
    phase,
    title: '加强各组间相互配合，形成合力',
    requirement: '各组要报的材料一次报、大家用，重复要的停掉。',
    outcomes: ['同一数据不再向单位重复要，各组共用一本台账'],
    lead: office,
    with: WORKING_GROUPS,
    due: setDay(2, 18),
    reportEvery: 10,
    origin: 'local',
    source: quoted('加强各组间的相互配合,进一步形成共同推进工作的合力。'),
  },
];

const READY = quoted('(六)做好迎接自治区检查的相关准备工作');
const ready = { phase, readinessItem: 'reports', origin: 'mandated', source: READY } as const;

const GETTING_READY: TemplateTask[] = [
  {
    ...ready,
    code: 'YJ-01',
    title: '备好迎检汇报材料',
    requirement: '用系统里已有的进展和结果，不再向单位另要材料。',
    outcomes: ['汇报中的数据逐条能查到出处'],
    lead: office,
    due: setDay(2, 23),
    assigned: setDay(1, 25),
    checkpoints: [{ key: 'draft', title: '汇报初稿', due: setDay(2, 16) }],
    weight: 2,
  },
  {
    ...ready,
    code: 'YJ-02',
    title: '各部门单位迎检自查',
    requirement: '对照检查表自查，缺什么补什么。',
    outcomes: ['自查问题逐条补齐'],
    lead: office,
    due: setDay(2, 22),
    assigned: setDay(2, 1),
    weight: 2,
    forEach: {
      departments: EVERY_DEPARTMENT,
      title: '{department}迎检自查',
      requirement: '对照检查表逐项自查，问题当天列出、限时补齐。',
      outcomes: ['自查问题逐条补齐，有佐证'],
    },
  },
  {
    ...ready,
    code: 'YJ-03',
    title: '确定迎检参观路线',
    requirement: '路线经过验收合格的现场参观点，时间算到分钟，有备选。',
    outcomes: ['路线实地走通，各点有人讲、有数据查'],
    lead: office,
    with: ['city-organs-group', 'township-group', ...SITE_DEPARTMENTS],
    due: setDay(2, 22),
    assigned: setDay(2, 1),
    checkpoints: [{ key: 'drill', title: '路线实地走一遍', due: setDay(2, 18) }],
    weight: 2,
  },
  {
    ...ready,
    code: 'YJ-04',
    title: '核对迎检佐证',
    requirement: '抽查任务，当场调出佐证，缺的、旧的限时补。',
    outcomes: ['抽查的任务佐证当场可调出'],
    lead: 'supervision-group',
    with: [office],
    due: setDay(2, 24),
    assigned: setDay(2, 1),
  },
];

export const PUBLICITY_TASKS: TemplateTask[] = [...PUBLICITY, ...OFFICE_ITSELF, ...GETTING_READY];
