/** The exemplary sites: shown ready by the 10th of the third month, then accepted on the five dimensions. */
import type { TemplateSite } from '../template.js';

const dates = {
  readyBy: { month: 2, day: 10, words: '{month}月10日前' },
  visit: { month: 2, from: 11, to: 15, words: '{month}月10日之后' },
};

export const SITES: TemplateSite[] = [
  {
    key: 'qiaoxu-hall',
    title: { zh: '桥圩镇便民服务大厅', en: 'Qiaoxu Town Service Hall' },
    department: 'qiaoxu',
    nominatedBy: 'township-group',
    reason: '乡镇作风效能建设的亮点。',
    ...dates,
  },
  {
    key: 'batang-hall',
    title: { zh: '八塘镇便民服务大厅', en: 'Batang Town Service Hall' },
    department: 'batang',
    nominatedBy: 'township-group',
    reason: '乡镇作风效能建设的亮点。',
    ...dates,
  },
  {
    key: 'pingnan-centre',
    title: { zh: '平南县政务服务中心', en: 'Pingnan County Service Centre' },
    department: 'pingnan',
    nominatedBy: 'efficiency-office',
    reason: '办得不错，做法要在全市推广。',
    ...dates,
  },
  {
    key: 'city-centre',
    title: { zh: '市政务服务中心办证大厅', en: 'City Service Centre Hall' },
    department: 'service-centre',
    nominatedBy: 'efficiency-office',
    reason: '第一项重点工作，自治区督查必看。',
    ...dates,
  },
  {
    key: 'human-resources-hall',
    title: { zh: '市人社局“三项制度”现场参观点', en: 'Human Resources Bureau, Three Systems Site' },
    department: 'human-resources-bureau',
    nominatedBy: 'city-organs-group',
    reason: '窗口服务量大，首问登记和限时办结有基础。',
    ...dates,
  },
  {
    key: 'market-regulation-hall',
    title: { zh: '市市场监管局“三项制度”现场参观点', en: 'Market Regulation Bureau, Three Systems Site' },
    department: 'market-regulation-bureau',
    nominatedBy: 'city-organs-group',
    reason: '执法和审批两头都有，制度细化到岗位。',
    ...dates,
  },
];
