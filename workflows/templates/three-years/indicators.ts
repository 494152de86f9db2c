/** The quantified targets of seed 004, each with the sentence that states it. */
import type { Source } from '../../tasks/task.js';
import { endOf } from '../duty-rows.js';
import { OFFICE } from '../more-departments.js';
import type { TemplateIndicator } from '../template.js';
import { DOCUMENT } from './tasks.js';

const said = (place: string, quote: string): Source => ({
  document: DOCUMENT.title,
  place,
  before: '',
  quote,
  after: '',
});

const APPROVAL = '行政审批项目当场办结率要达到45%以上,承诺件平均时限压缩到4个工作日之内。';
const ITEMS = '力争使行政审批项目再减少8%左右,进中心办理的行政许可项目达到85%。';
const PARKS = '确保年内园区基础设施投入超过10亿元,其中开发区超过7亿元。';
const PROJECTS = '今年全市排定重点项目228个,其中总投资超10亿元的有3个、超5亿元的有8个、超亿元的有41个,';

export const INDICATORS: TemplateIndicator[] = [
  {
    code: 'IN-01',
    title: { zh: '行政审批项目当场办结率', en: 'Items decided on the spot' },
    definition: '当场办结的行政审批件数 ÷ 办结的行政审批总件数，按月由政务服务中心统计。',
    unit: '%',
    direction: 'atLeast',
    baseline: null,
    targets: [{ by: endOf(10), value: 45, words: '45%以上' }],
    owner: 'service-centre',
    origin: 'mandated',
    source: said('二（三）一', APPROVAL),
  },
  {
    code: 'IN-02',
    title: { zh: '承诺件平均时限', en: 'Average promised time' },
    definition: '承诺件承诺时限的平均值，按项目目录计算。',
    unit: '个工作日',
    direction: 'atMost',
    baseline: null,
    targets: [{ by: endOf(10), value: 4, words: '4个工作日之内' }],
    owner: 'service-centre',
    origin: 'mandated',
    source: said('二（三）一', APPROVAL),
  },
  {
    code: 'IN-03',
    title: { zh: '行政审批项目减少比例', en: 'Approval items taken off' },
    definition: '本轮清理取消的行政审批项目 ÷ 清理前的行政审批项目。',
    unit: '%',
    direction: 'atLeast',
    baseline: 0,
    targets: [{ by: endOf(10), value: 8, words: '再减少8%左右' }],
    owner: 'legal-affairs-office',
    origin: 'mandated',
    source: said('二（三）一', ITEMS),
  },
  {
    code: 'IN-04',
    title: { zh: '进中心办理的行政许可项目比例', en: 'Licences handled in the service centre' },
    definition: '进政务服务中心办理的行政许可项目 ÷ 全部行政许可项目。',
    unit: '%',
    direction: 'atLeast',
    baseline: null,
    targets: [{ by: endOf(10), value: 85, words: '达到85%' }],
    owner: 'service-centre',
    origin: 'mandated',
    source: said('二（三）一', ITEMS),
  },
  {
    code: 'IN-05',
    title: { zh: '园区基础设施投入', en: 'Spent on industrial parks' },
    definition: '开发区和工业集中区当年完成的基础设施投入。',
    unit: '亿元',
    direction: 'atLeast',
    baseline: 0,
    targets: [{ by: endOf(11), value: 10, words: '超过10亿元' }],
    owner: 'parks-office',
    origin: 'mandated',
    source: said('二（一）三', PARKS),
  },
  {
    code: 'IN-06',
    title: { zh: '其中：开发区基础设施投入', en: 'Of which the development zone' },
    definition: '开发区当年完成的基础设施投入。',
    unit: '亿元',
    direction: 'atLeast',
    baseline: 0,
    targets: [{ by: endOf(11), value: 7, words: '超过7亿元' }],
    owner: 'parks-office',
    origin: 'mandated',
    source: said('二（一）三', PARKS),
  },
  {
    code: 'IN-07',
    title: { zh: '开工的重点项目', en: 'Key projects begun' },
    definition: '排定的228个重点项目中已开工的个数。',
    unit: '个',
    direction: 'atLeast',
    baseline: 0,
    targets: [{ by: endOf(11), value: 228, words: '重点项目228个' }],
    owner: OFFICE,
    origin: 'mandated',
    source: said('二（一）二', PROJECTS),
  },
];
