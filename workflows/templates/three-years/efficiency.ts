/** Seed 004, 二（三）: approval and service, enforcement and fees, the conduct of offices. */
import { type DutyRow, endOf, every } from '../duty-rows.js';
import { EVERY_DEPARTMENT } from '../more-departments.js';

export const EFFICIENCY: DutyRow[] = [
  {
    code: 'XN-01',
    title: '完善制度、整治突出问题两手抓',
    place: '二（三）',
    quote:
      '要坚持一手抓制度完善,推进长效管理,一手抓重点整治,解决突出问题,着力加强机关作风建设和软环境建设,促进机关效能全面提升。',
    outcomes: ['制度有完善，突出问题有销号'],
  },
  {
    code: 'XN-02',
    title: '改进审批与服务',
    place: '二（三）一',
    quote: '一是要围绕改进审批与服务两个环节,着力提高服务效能。',
    outcomes: ['审批和服务指标达到目标'],
    lead: 'service-centre',
  },
  {
    code: 'XN-03',
    title: '清理审批项目，项目进中心',
    place: '二（三）一',
    quote:
      '在“三轮”审改的基础上,对现有行政许可项目和非行政许可审批项目继续进行清理,力争使行政审批项目再减少8%左右,进中心办理的行政许可项目达到85%。',
    outcomes: ['取消的项目有目录，进中心的项目有目录'],
    lead: 'legal-affairs-office',
    with: ['service-centre'],
    weight: 2,
  },
  {
    code: 'XN-04',
    title: '简化手续，压缩时限',
    place: '二（三）一',
    quote: '要进一步完善审批流程,简化审批手续,行政审批项目当场办结率要达到45%以上,承诺件平均时限压缩到4个工作日之内。',
    outcomes: ['当场办结率和平均时限达到目标'],
    lead: 'service-centre',
    weight: 3,
  },
  {
    code: 'XN-05',
    title: '严格执行首问责任、服务承诺、限时办结',
    place: '二（三）一',
    quote:
      '要严格执行首问责任制、服务承诺制、限时办结制等效能建设基本制度,坚决杜绝有承诺不兑现、限时不办结等有失政府诚信的现象。',
    outcomes: ['没有承诺不兑现、限时不办结的件'],
    recurs: every('quarter', '每季查一次'),
    weight: 2,
  },
  {
    code: 'XN-06',
    title: '规范执法与收费，推进依法行政',
    place: '二（三）二',
    quote: '二是要抓住规范执法与收费两个重点,大力推进依法行政。',
    outcomes: ['执法和收费问题逐项整改'],
    lead: 'legal-affairs-office',
  },
  {
    code: 'XN-07',
    title: '行政执法责任制和过错、错案责任追究制',
    place: '二（三）二',
    quote: '全面推行行政执法责任制,建立完善执法过错或错案责任追究制。',
    outcomes: ['执法责任落实到岗到人'],
    lead: 'legal-affairs-office',
  },
  {
    code: 'XN-08',
    title: '落实优惠政策和收费公示',
    place: '二（三）二',
    quote: '要认真落实各项优惠政策,落实收费公示制度,严格执行按照下限标准收费、收支两条线等制度。',
    outcomes: ['收费全部公示，按下限收取'],
    lead: 'finance-bureau',
  },
  {
    code: 'XN-09',
    title: '管理行业协会和中介机构收费',
    place: '二（三）二',
    quote: '要加强对行业协会和中介机构的管理,强化行业自律,坚决杜绝只收费不服务、多收费少服务现象。',
    outcomes: ['只收费不服务的逐个查处'],
  },
  {
    code: 'XN-10',
    title: '以企业和群众满意为标准改进机关作风',
    place: '二（三）三',
    quote: '三是要坚持以企业和群众满意为标准,全面加强机关作风建设。',
    outcomes: ['企业和群众满意度提高'],
  },
  {
    code: 'XN-11',
    title: '解决因循守旧、观念滞后的问题',
    place: '二（三）三',
    quote: '切实解决各级机关不同程度存在的因循守旧、不思进取,思想观念滞后于群众、滞后于基层、滞后于实践的问题。',
    outcomes: ['查出的问题逐项整改'],
  },
  {
    code: 'XN-12',
    title: '逐项整改企业和群众的意见',
    place: '二（三）三',
    quote:
      '要高度重视、正确看待、认真研究企业和群众对机关作风建设的意见和建议,从基层和群众反映突出的问题抓起,采取更加扎实、更有针对性的措施,逐项抓好整改,力求在关键环节、关键问题上取得突破。',
    outcomes: ['意见逐条有答复、有整改结果'],
    weight: 2,
  },
  {
    code: 'XN-13',
    title: '转变中层干部和基层站所作风',
    place: '二（三）三',
    quote:
      '要把转变机关中层干部和基层站所的工作作风作为效能建设的着力点,制定相应措施,加强督促检查,促进机关科室和基层站所切实履行职责,尽心搞好服务,提高服务效率。',
    outcomes: ['科室和站所的督查问题逐个整改'],
  },
  {
    code: 'XN-14',
    title: '“改进作风、创优服务”行动方案',
    place: '二（三）三',
    quote: '认真制订本部门、本科室、本站所“改进作风、创优服务”的行动方案,落实具体措施,明确纪律,抓好落实,',
    outcomes: ['各部门行动方案的措施都落实'],
    due: endOf(2),
    forEach: {
      departments: EVERY_DEPARTMENT,
      title: '{department}“改进作风、创优服务”行动方案',
      requirement: '制订行动方案，落实具体措施，明确纪律，抓好落实；科室、站所各有方案。',
      outcomes: ['方案中的措施有落实情况'],
    },
  },
];
