/** 三（三）: the service centre, centralised penalty power, the mass appraisal. */
import { setDay } from '../relative-date.js';
import type { TemplateTask } from '../template.js';
import { quoted } from './speech.js';

const phase = 'rectification';
const legal = 'legal-affairs-office';
const conduct = 'cadre-conduct-group';

const centre = { phase, readinessItem: 'serviceCentre', origin: 'mandated' } as const;

const SIX_MEASURES: TemplateTask[] = [
  {
    ...centre,
    code: 'ZW-01',
    title: '核准进入政务服务中心的部门和项目',
    requirement: '逐个部门、逐个项目核准，应进必进，名单对外公布。',
    outcomes: ['进驻部门和项目名单核准公布，名单内项目窗口可办'],
    lead: 'service-centre',
    with: ['establishment-office', legal],
    due: { month: 1, day: 29, words: '尽快' },
    checkpoints: [
      { key: 'sorted', title: '各部门事项清理完成', due: setDay(0, 30) },
      { key: 'agreed', title: '进驻名单会签', due: setDay(1, 20) },
    ],
    weight: 3,
    source: quoted('一是尽快核准进入政务服务中心的部门和项目。'),
  },
  {
    ...centre,
    code: 'ZW-02',
    title: '论证是否另外选点建设市政务服务中心',
    requirement: '测算现有场地容量，比较选点方案的面积、造价、工期，提出明确意见。',
    outcomes: ['市政府对是否另外选点作出决定'],
    lead: 'housing-bureau',
    with: ['finance-bureau', 'service-centre'],
    due: setDay(2, 12),
    checkpoints: [{ key: 'options', title: '选点比较方案', due: setDay(1, 22) }],
    weight: 2,
    source: quoted(
      '二是考虑该不该另外选点建设市政务服务中心的问题,因为现在办公的场地不够宽敞,再多几个部门进去就容不下来。',
    ),
  },
  {
    ...centre,
    code: 'ZW-03',
    title: '确保进驻部门单位正常运行',
    requirement: '进驻即授权到窗口，实实在在审批、办证，不能是摆设。',
    outcomes: ['进驻窗口每周有真实办件量，授权事项不出大厅办结'],
    lead: 'government-office',
    with: [
      'service-centre',
      'public-security-bureau',
      'market-regulation-bureau',
      'human-resources-bureau',
      'tax-bureau',
      'housing-bureau',
    ],
    due: setDay(2, 12),
    checkpoints: [
      { key: 'authorised', title: '进驻部门授权到窗口', due: setDay(1, 15) },
      { key: 'volume', title: '连续两周有办件量', due: setDay(2, 5) },
    ],
    weight: 3,
    source: quoted('三是确保每个部门单位进入服务中心之后就能正常运行,不能是一个摆设,一定是实实在在的审批、办证。'),
  },
  {
    ...centre,
    code: 'ZW-04',
    title: '建设电子政务网络',
    requirement: '接通进驻部门业务系统，让电子政务在办证大厅发挥应有的作用。',
    outcomes: ['进驻部门业务系统全部接通，窗口可网上受理、查询'],
    lead: 'data-office',
    with: ['service-centre', 'finance-bureau'],
    due: { month: 2, day: 19, words: '尽快' },
    checkpoints: [
      { key: 'lines', title: '大厅网络接通', due: setDay(1, 15) },
      { key: 'systems', title: '一半部门业务系统接通', due: setDay(2, 5) },
    ],
    weight: 3,
    source: quoted('四是尽快建设电子政务的网络,使电子政务在办证大厅发挥应有的作用。'),
  },
  {
    ...centre,
    code: 'ZW-05',
    title: '开通电子监察',
    requirement: '行政审批全过程纳入电子监察，超时自动提示。',
    outcomes: ['审批全过程可查，超时件有提示、有处理'],
    lead: 'supervision-bureau',
    with: ['data-office', 'service-centre'],
    due: setDay(2, 22),
    checkpoints: [{ key: 'trial', title: '电子监察试运行', due: setDay(2, 12) }],
    weight: 2,
    source: quoted('五是开通电子监察,加强对行政审批的监督。'),
  },
  {
    ...centre,
    code: 'ZW-06',
    title: '完善政务服务中心管理机构和管理制度',
    requirement: '机构、编制、窗口人员管理和考核逐项落实。',
    outcomes: ['机构和编制批复，窗口人员按制度管理、考核'],
    lead: 'establishment-office',
    with: ['service-centre', 'human-resources-bureau'],
    due: setDay(2, 15),
    checkpoints: [{ key: 'proposal', title: '机构编制意见报批', due: setDay(1, 29) }],
    weight: 2,
    source: quoted('六是进一步完善管理机构和管理制度。'),
  },
];

const SERVICE_CENTRE: TemplateTask[] = [
  {
    ...centre,
    code: 'ZW-00',
    title: '加大力度推进市本级政务服务中心建设',
    requirement: '六项措施分头落实，以真实办件量检验，不能是摆设。',
    outcomes: ['六项措施全部销号，办证大厅实质运行'],
    lead: 'service-centre',
    due: setDay(2, 24),
    weight: 5,
    source: quoted('第一项重点工作是政务服务中心建设。这个工作一定要加大力度推进。'),
    subtasks: SIX_MEASURES,
  },
  {
    ...centre,
    code: 'ZW-07',
    title: '协调落实政务服务中心建设的几方面工作',
    requirement: '由市政府分管领导召集有关部门协调，逐项定责任、定时限，务必按自治区的时间要求完成。',
    outcomes: ['协调事项逐项有决定并落实，自治区规定时间内完成'],
    lead: 'government-office',
    with: ['service-centre', 'establishment-office', legal, 'data-office', 'finance-bureau', 'housing-bureau'],
    due: { month: 2, day: 5, words: '自治区规定时间' },
    assigned: setDay(1, 25),
    weight: 2,
    source: quoted(
      '为了尽快把这几方面工作落到实处,建议由市政府分管领导召集有关部门开会协调,务必按自治区的时间要求完成任务。',
    ),
  },
];

const penalty = { phase, origin: 'mandated' } as const;
const afterRegion = '自治区召开会议布置之后,要及时向市领导汇报,参照先进市的做法开展这项工作。';

const PENALTY_POWER: TemplateTask[] = [
  {
    ...penalty,
    code: 'CF-00',
    title: '推进相对集中行政处罚权改革',
    requirement: '自治区布置之后，汇报、学习、开展依次跟上。',
    outcomes: ['集中行使的处罚权事项和执法队伍到位'],
    lead: legal,
    with: ['urban-management-bureau'],
    due: setDay(2, 26),
    weight: 3,
    source: quoted('第三项重点工作是推进相对集中行政处罚权改革工作。'),
    subtasks: [
      {
        ...penalty,
        code: 'CF-01',
        title: '及时向市领导汇报相对集中行政处罚权改革',
        requirement: '自治区会议布置之后及时汇报，附先进市做法和本市建议。',
        outcomes: ['市领导明确改革意见'],
        lead: legal,
        due: { month: 1, day: 29, words: '自治区会议布置之后' },
        source: quoted(afterRegion),
      },
      {
        ...penalty,
        code: 'CF-02',
        title: '参照先进市做法开展相对集中行政处罚权工作',
        requirement: '对照先进市列出集中的事项、机构和步骤，分步实施。',
        outcomes: ['首批事项集中行使，原单位停止行使'],
        lead: legal,
        with: ['urban-management-bureau', 'establishment-office'],
        due: setDay(2, 19),
        checkpoints: [{ key: 'list', title: '集中事项清单商定', due: setDay(2, 5) }],
        weight: 2,
        source: quoted('参照先进市的做法开展这项工作。'),
      },
      {
        ...penalty,
        code: 'CF-03',
        title: '相对集中行政处罚权动员部署',
        requirement: '必要时专门召开会议，部署到每个执法单位。',
        outcomes: ['各执法单位认领移交事项和日期'],
        lead: 'urban-management-bureau',
        with: [legal],
        due: { month: 2, day: 24, words: '必要时' },
        assigned: setDay(2, 1),
        source: quoted('必要的话,专门召开一个会议作动员部署。'),
      },
    ],
  },
];

const appraisal = { phase, readinessItem: 'massAppraisal', origin: 'mandated' } as const;
const mobilise = { month: 2, from: 11, to: 12 };

const MASS_APPRAISAL: TemplateTask[] = [
  {
    ...appraisal,
    code: 'PY-00',
    title: '开展万人评行风',
    requirement: '评什么、谁来评、评后怎么改，一次安排清楚。',
    outcomes: ['评议结果公布，群众意见逐条整改'],
    lead: conduct,
    due: setDay(2, 25),
    weight: 3,
    source: quoted('第四项重点工作是万人评行风。'),
    subtasks: [
      {
        ...appraisal,
        code: 'PY-01',
        title: '确定评议办法和评议部门',
        requirement: '分类评议，样本面向企业、群众和服务对象，写明计票办法。',
        outcomes: ['评议部门、样本、计票办法确定并公布'],
        lead: conduct,
        due: setDay(1, 29),
        assigned: setDay(1, 6),
        weight: 2,
        source: quoted('怎么评,评哪些部门?'),
      },
      {
        ...appraisal,
        code: 'PY-02',
        title: '拟定万人评行风方案和会议材料',
        requirement: '方案、动员会材料、评议表一并备齐。',
        outcomes: ['方案审定，评议表可直接发放'],
        lead: conduct,
        with: ['efficiency-office'],
        due: setDay(2, 5),
        assigned: setDay(1, 18),
        source: quoted('干部作风组要拿出一个方案,拟好会议材料。'),
      },
      {
        ...appraisal,
        code: 'PY-03',
        title: '召开万人评行风动员大会',
        requirement: '参评部门和评议代表参加，当场说明怎么评。',
        outcomes: ['参评部门全部动员到位，评议表发到评议代表'],
        lead: conduct,
        with: ['efficiency-office', 'supervision-group'],
        due: mobilise,
        assigned: setDay(1, 25),
        checkpoints: [{ key: 'held', title: '动员大会召开', due: mobilise }],
        weight: 2,
        source: quoted('计划6月11日或12日召开一个动员大会进行动员,营造氛围。'),
      },
      {
        ...appraisal,
        code: 'PY-04',
        title: '营造万人评行风氛围',
        requirement: '报纸、电视、网站公布评议办法和参评部门，群众知道怎么评。',
        outcomes: ['评议办法和参评渠道公布，群众能直接参评'],
        lead: 'publicity-department',
        with: [conduct],
        due: { month: 2, part: '中旬', words: '' },
        assigned: setDay(2, 1),
        source: quoted('召开一个动员大会进行动员,营造氛围。'),
      },
    ],
  },
];

export const KEY_WORK_TASKS: TemplateTask[] = [...SERVICE_CENTRE, ...PENALTY_POWER, ...MASS_APPRAISAL];
