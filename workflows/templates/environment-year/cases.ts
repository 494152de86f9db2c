/** Seed 003, 三: complaints are sought out, and what harms the environment is pursued. */
import { type DutyRow, endOf, every } from '../duty-rows.js';

export const CASES: DutyRow[] = [
  {
    code: 'CC-01',
    title: '改进方法，畅通投诉渠道',
    place: '三 1',
    quote: '1、改进工作方式方法,切实转变工作作风,有效畅通投诉渠道。',
    outcomes: ['投诉渠道全部可用，受理数有统计'],
    lead: 'complaints-centre',
  },
  {
    code: 'CC-02',
    title: '每季度走访重点企业',
    place: '三 1',
    quote: '一是要变坐等投诉为“出门”主动询诉,每季度进行一次重点企业走访,',
    outcomes: ['走访反映的诉求逐件办结'],
    lead: 'complaints-centre',
    recurs: every('quarter', '每季度进行一次重点企业走访'),
    weight: 2,
  },
  {
    code: 'CC-03',
    title: '每半年全面走访企业',
    place: '三 1',
    quote: '每半年进行一次企业全面走访,',
    outcomes: ['走访反映的诉求逐件办结'],
    lead: 'complaints-centre',
    recurs: every('halfYear', '每半年进行一次企业全面走访'),
  },
  {
    code: 'CC-04',
    title: '重点行业和规模企业座谈',
    place: '三 1',
    quote: '每年召开一次重点行业和规模企业座谈会;',
    outcomes: ['座谈提出的问题逐件有答复'],
    lead: 'complaints-centre',
    recurs: every('year', '每年召开一次重点行业和规模企业座谈会'),
  },
  {
    code: 'CC-05',
    title: '县乡联动式接访',
    place: '三 1',
    quote: '二是变被动受诉为自觉“开门”接诉,除正常受理的投诉外,每年不少于两次集中开展县乡联动式接访活动;',
    outcomes: ['接访件逐件办结'],
    lead: 'complaints-centre',
    recurs: every('year', '每年不少于两次集中开展县乡联动式接访活动', 2),
    weight: 2,
  },
  {
    code: 'CC-06',
    title: '“进门”帮诉，收集诉源',
    place: '三 1',
    quote:
      '三是变单一自诉为“进门”积极帮诉,加强优化办、效能办、投诉中心、招商局、园区办、行政服务中心和各项目引办、帮办部门单位的沟通联系,及时反映和收集诉源,帮助服务对象转达和反映诉求。',
    outcomes: ['收集的诉源逐件登记转办'],
    lead: 'complaints-centre',
    with: ['investment-bureau', 'parks-office', 'service-centre'],
  },
  {
    code: 'CC-07',
    title: '多渠道收集投诉信息',
    place: '三 1',
    quote: '同时,通过投诉热线、网上投诉和明查暗访等手段,广泛收集和掌握投诉信息,拓宽案源渠道。',
    outcomes: ['各渠道收到的投诉有统计'],
    lead: 'complaints-centre',
    recurs: every('month', '每月统计一次'),
  },
  {
    code: 'CC-08',
    title: '加大受理、协调和查办力度',
    place: '三 2',
    quote: '2、突出重点,加大受理、协调和查办工作力度,遏制影响行政效能和损害发展环境行为的发生。',
    outcomes: ['受理的案件按期查结'],
    lead: 'supervision-bureau',
    weight: 2,
  },
  ...(
    [
      [
        '行政不作为',
        '一是解决行政不作为。重点查处行政机关单位不履行或不正确履行职责,对群众和企业反映的热点、难点问题不采取有效措施及时予以解决的问题;',
      ],
      [
        '行政乱作为',
        '二是解决行政乱作为。重点查处行政行为不规范、执法不严、办事不公、乱检查、乱摊派、乱收费、乱罚款的问题;',
      ],
      [
        '服务态度差',
        '三是解决服务态度差。重点查处“门难进、脸难看、话难听、事难办”的衙门作风,以及为基层、为企业、为群众服务不周到,尤其是对群众、对企业进行刁难甚至辱骂等行为;',
      ],
      ['办事效率低下', '四是解决办事效率低下。重点查处推诿、扯皮、作风拖拉疲沓、不兑现承诺、不落实整改措施的问题;'],
      ['为政不廉', '五是解决为政不廉。重点查处以权谋私、弄权勒索、“吃、拿、卡、要”和与民争利的问题;'],
      [
        '事业责任心不强',
        '六是解决干部事业责任心不强。重点查处机关干部不想干事、干不好事、得过且过、不思进取、贪图安逸享乐的问题;',
      ],
      [
        '党纪政令不畅',
        '七是解决党纪政令不畅。重点查处“上有政策、下有对策”、阳奉阴违及讲条件、找原因、不与上级组织保持一致,甚至另搞一套或大打折扣的问题。',
      ],
    ] as const
  ).map(
    ([problem, quote], i): DutyRow => ({
      code: `CC-${String(i + 9).padStart(2, '0')}`,
      title: `重点查处${problem}`,
      place: '三 2',
      quote,
      outcomes: ['这一类问题的案件逐件有处理结果'],
      lead: 'supervision-bureau',
    }),
  ),
  {
    code: 'CC-16',
    title: '实名投诉举报和奖励机制',
    place: '三 3',
    quote: '3、倡导“实名制”投诉举报,建立真实性、有效性的投诉举报奖励机制,以降低行政成本,提高查办工作的效率和质量。',
    outcomes: ['实名举报有登记，奖励有兑现'],
    lead: 'complaints-centre',
    due: endOf(3),
  },
  {
    code: 'CC-17',
    title: '优秀个案评选和错案责任追究',
    place: '三 3',
    quote:
      '同时,积极开展“优秀个案评选”活动,认真推行“错案责任追究制”,努力提高受理、协调和查办工作人员的业务素质与工作水平。',
    outcomes: ['优秀个案已评出，错案逐件追责'],
    lead: 'supervision-bureau',
    due: endOf(10),
  },
];
