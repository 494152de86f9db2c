/** The catalogue of the demonstration: forty items of seven departments, published in March, some shortened and some merged since. */
import type { Wiring } from '../../src/wiring.js';
import type { CivilDate } from '../../workflows/dates.js';
import type { Cast } from './people.js';

/** Working days, 0 = on the spot; a statutory limit with what lays it down, where there is one. */
type Line = [title: string, kind: string, promised: number, statutory: number, basis: string, papers: string];

interface Catalogue {
  department: string;
  place: string;
  phone: string;
  lines: Line[];
}

const LICENSING = '行政许可法第四十二条';
const NONE = [0, ''] as const;

const CATALOGUES: Catalogue[] = [
  {
    department: 'service-centre',
    place: '政务服务中心一楼综合窗口',
    phone: '0775-4563210',
    lines: [
      ['老年人优待证办理', 'service', 0, ...NONE, '身份证\n一寸照片'],
      ['残疾人证补领', 'service', 0, ...NONE, '身份证\n挂失声明'],
      ['个体工商户登记', 'filing', 1, ...NONE, '身份证\n经营场所证明'],
      ['窗口服务投诉答复', 'petition', 5, ...NONE, '投诉内容说明'],
      ['综合窗口预约延时服务', 'service', 0, ...NONE, ''],
    ],
  },
  {
    department: 'market-regulation-bureau',
    place: '政务服务中心二楼 3 号窗口',
    phone: '0775-4563221',
    lines: [
      ['食品经营许可（新办）', 'permit', 5, 20, LICENSING, '食品经营许可申请书\n营业执照复印件\n场所平面图'],
      ['食品经营许可变更', 'permit', 3, 20, LICENSING, '变更申请书\n许可证原件'],
      ['小餐饮登记', 'filing', 3, ...NONE, '登记申请书\n经营场所证明\n健康证明'],
      ['特种设备使用登记', 'permit', 5, 20, LICENSING, '使用登记表\n产品合格证\n监督检验证明'],
      ['企业设立登记', 'filing', 1, ...NONE, '设立登记申请书\n公司章程\n住所使用证明'],
      ['企业注销登记', 'filing', 1, ...NONE, '注销登记申请书\n清算报告'],
      ['营业执照补发', 'service', 0, ...NONE, '补发申请书\n身份证'],
      ['计量器具检定受理', 'service', 5, ...NONE, '检定申请表'],
    ],
  },
  {
    department: 'housing-bureau',
    place: '政务服务中心二楼 8 号窗口',
    phone: '0775-4563245',
    lines: [
      ['建筑工程施工许可', 'permit', 5, 7, '建筑法第八条', '施工许可申请表\n规划许可证\n施工合同'],
      ['商品房预售许可', 'permit', 7, 10, '城市商品房预售管理办法第八条', '预售申请表\n施工许可证\n资金监管协议'],
      ['商品房合同备案', 'filing', 2, ...NONE, '买卖合同\n身份证'],
      ['房屋租赁备案', 'filing', 3, ...NONE, '租赁合同\n房屋权属证明\n身份证'],
      ['建筑业企业资质变更', 'permit', 10, 20, LICENSING, '变更申请表\n营业执照复印件'],
      ['公共租赁住房申请', 'service', 7, ...NONE, '申请表\n户口簿\n收入证明'],
      ['物业维修资金使用备案', 'filing', 3, ...NONE, '使用方案\n业主表决结果'],
    ],
  },
  {
    department: 'public-security-bureau',
    place: '政务服务中心一楼公安专区',
    phone: '0775-4563110',
    lines: [
      ['居住证签注', 'service', 0, ...NONE, '居住证\n居住地址证明'],
      ['居住证申领', 'service', 5, 15, '居住证暂行条例第九条', '身份证\n照片\n居住地址证明'],
      ['印章刻制备案', 'filing', 1, ...NONE, '营业执照复印件\n法定代表人身份证'],
      ['旅馆业特种行业许可', 'permit', 10, 20, LICENSING, '申请表\n消防合格证明\n平面图'],
      ['临时身份证办理', 'service', 0, ...NONE, '户口簿\n照片'],
      [
        '大型群众性活动安全许可',
        'permit',
        5,
        7,
        '大型群众性活动安全管理条例第十四条',
        '申请书\n安全工作方案\n场所使用协议',
      ],
    ],
  },
  {
    department: 'human-resources-bureau',
    place: '政务服务中心三楼人社专区',
    phone: '0775-4563266',
    lines: [
      ['社保参保证明', 'service', 0, ...NONE, '身份证'],
      ['就业失业登记', 'filing', 2, ...NONE, '身份证\n终止劳动关系证明'],
      ['劳务派遣经营许可', 'permit', 10, 20, LICENSING, '申请书\n验资报告\n办公场所证明'],
      ['民办职业培训学校设立', 'permit', 15, 20, LICENSING, '设立申请书\n办学章程\n场地证明'],
      ['工伤认定', 'service', 30, 60, '工伤保险条例第二十条', '工伤认定申请表\n劳动合同\n诊断证明'],
      ['养老保险关系转移', 'service', 5, ...NONE, '身份证\n参保缴费凭证'],
    ],
  },
  {
    department: 'urban-management-bureau',
    place: '政务服务中心二楼 11 号窗口',
    phone: '0775-4563277',
    lines: [
      ['临时占用城市道路许可', 'permit', 5, 20, LICENSING, '申请表\n占用方案'],
      ['户外广告设置许可', 'permit', 7, 20, LICENSING, '申请表\n效果图\n场地使用协议'],
      ['建筑垃圾处置核准', 'permit', 5, 20, LICENSING, '申请表\n运输合同\n消纳场所证明'],
      ['占道经营投诉答复', 'petition', 5, ...NONE, '投诉内容说明'],
    ],
  },
  {
    department: 'tax-bureau',
    place: '办税服务厅',
    phone: '0775-4563288',
    lines: [
      ['开具纳税证明', 'service', 0, ...NONE, '身份证'],
      ['发票领用', 'service', 0, ...NONE, '发票领用簿\n经办人身份证'],
      ['对纳税人延期缴纳税款的核准', 'permit', 10, 20, '税收征收管理法实施细则第四十二条', '延期申请表\n资金情况说明'],
    ],
  },
];

/** Entered and not published: what they ask for is still said too vaguely. */
const DRAFTS: { department: string; line: Line }[] = [
  { department: 'finance-bureau', line: ['会计代理记账许可', 'permit', 7, 15, LICENSING, '申请表\n有关人员证明'] },
  { department: 'housing-bureau', line: ['既有住宅加装电梯备案', 'filing', 5, ...NONE, '设计图纸等材料'] },
];

const ENTERED_ON = '2026-03-02';
const SHORTENED_ON = '2026-05-12';
const WITHDRAWN_ON = '2026-05-20';

const SHORTENED = [
  { title: '食品经营许可（新办）', promised: 3, reason: '材料网上核验，压缩两个工作日。' },
  { title: '旅馆业特种行业许可', promised: 7, reason: '现场检查与受理同步进行。' },
];

const WITHDRAWN: { title: string; into: string | null; reason: string }[] = [
  { title: '食品经营许可变更', into: '食品经营许可（新办）', reason: '新办和变更合并为一个事项办理。' },
  { title: '印章刻制备案', into: '企业设立登记', reason: '企业开办一窗办结，不再单独办理。' },
  { title: '计量器具检定受理', into: null, reason: '改由检定机构直接受理。' },
];

const limits = ([, kind, promised, statutory, basis]: Line) => ({
  kind,
  ...(promised === 0 ? { onTheSpot: 'on' } : { promised: String(promised) }),
  ...(statutory === 0 ? {} : { statutory: String(statutory), legalBasis: basis }),
});

const bodyOf = ({ department, place, phone }: Omit<Catalogue, 'lines'>, line: Line) => ({
  department,
  title: line[0],
  ...limits(line),
  ...(place.startsWith('政务服务中心') ? { inCentre: 'on' } : {}),
  papers: line[5],
  steps: line[2] === 0 ? '当场受理\n当场办结' : '受理\n审查\n决定\n送达',
  venue: place,
  phone,
});

interface Stage {
  wiring: Wiring;
  cast: Cast;
  campaign: string;
}

async function enter({ wiring, cast, campaign }: Stage): Promise<void> {
  const add = (department: string, body: Record<string, string>) =>
    wiring.createServiceItem({ campaign, body, actor: cast.liaison(department) });
  for (const { lines, ...of } of CATALOGUES) {
    for (const line of lines) {
      const { id } = await add(of.department, bodyOf(of, line));
      await wiring.putServiceItemEvent({ id, type: 'PUBLISH', body: {}, actor: cast.head(of.department) });
    }
  }
  for (const { department, line } of DRAFTS) {
    await add(department, bodyOf({ department, place: '政务服务中心二楼综合窗口', phone: '' }, line));
  }
}

/** What happens to the catalogue on a day: entered and published, shortened, merged or abolished. */
export async function onTheTimetable(stage: Stage, day: CivilDate): Promise<void> {
  const { wiring, cast, campaign } = stage;
  if (day === ENTERED_ON) await enter(stage);
  if (day !== SHORTENED_ON && day !== WITHDRAWN_ON) return;
  const published = await wiring.items.published(campaign);
  const named = (title: string) => {
    const found = published.find(({ facts }) => facts.title === title);
    if (!found) throw new Error(`The demonstration has no published item ${title}.`);
    return found;
  };
  if (day === SHORTENED_ON) {
    for (const { title, promised, reason } of SHORTENED) {
      const { id, facts } = named(title);
      const catalogue = CATALOGUES.find(({ department }) => department === facts.department);
      const line = catalogue?.lines.find(([one]) => one === title);
      if (!catalogue || !line) continue;
      const body = { ...bodyOf(catalogue, line), promised: String(promised), reason };
      await wiring.putServiceItemEvent({ id, type: 'EDIT', body, actor: cast.head(facts.department) });
    }
    return;
  }
  for (const { title, into, reason } of WITHDRAWN) {
    const { id } = named(title);
    const withdrawal = into ? { withdrawal: 'merged', mergedInto: named(into).id } : { withdrawal: 'abolished' };
    await wiring.putServiceItemEvent({ id, type: 'WITHDRAW', body: { ...withdrawal, reason }, actor: cast.office });
  }
}
