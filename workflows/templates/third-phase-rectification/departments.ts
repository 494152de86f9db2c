/** The bodies of the city that the campaign names or that its duties need. */
import type { Category, Level, TemplateDepartment } from '../template.js';

type Row = [key: string, name: string, shortName: string, english: string, category: Category, parent?: string];

const at = (level: Level, rows: Row[]): TemplateDepartment[] =>
  rows.map(([key, name, shortName, english, category, parent = null]) => ({
    key,
    name,
    shortName,
    english,
    category,
    level,
    parent,
  }));

const OFFICE = 'efficiency-office';

export const DEPARTMENTS: TemplateDepartment[] = [
  ...at('city', [
    [OFFICE, '市作风效能建设活动领导小组办公室', '市作风效能办', 'Campaign Office', 'office'],
    ['city-organs-group', '市直机关工作组', '市直机关组', 'City Organs Group', 'workingGroup', OFFICE],
    ['cadre-conduct-group', '干部作风工作组', '干部作风组', 'Cadre Conduct Group', 'workingGroup', OFFICE],
    ['supervision-group', '监督工作组', '监督组', 'Supervision Group', 'workingGroup', OFFICE],
    ['township-group', '乡镇工作组', '乡镇组', 'Townships Group', 'workingGroup', OFFICE],
    ['government-office', '市人民政府办公室', '市政府办', 'City Government Office', 'economyAndSociety'],
    ['service-centre', '市政务服务中心', '市政务服务中心', 'Government Service Centre', 'windowService'],
    ['establishment-office', '市委机构编制委员会办公室', '市编办', 'Establishment Office', 'partyAndMasses'],
    ['legal-affairs-office', '市人民政府法制办公室', '市法制办', 'Legal Affairs Office', 'lawEnforcement'],
    ['data-office', '市信息化工作办公室', '市信息办', 'Information Office', 'economyAndSociety'],
    ['supervision-bureau', '市监察局', '市监察局', 'Supervision Bureau', 'partyAndMasses'],
    ['publicity-department', '市委宣传部', '市委宣传部', 'Publicity Department', 'partyAndMasses'],
    ['finance-bureau', '市财政局', '市财政局', 'Finance Bureau', 'economyAndSociety'],
    ['housing-bureau', '市住房和城乡建设局', '市住建局', 'Housing and Construction Bureau', 'economyAndSociety'],
    ['urban-management-bureau', '市城市管理局', '市城管局', 'Urban Management Bureau', 'lawEnforcement'],
    ['public-security-bureau', '市公安局', '市公安局', 'Public Security Bureau', 'lawEnforcement'],
    ['market-regulation-bureau', '市市场监督管理局', '市市场监管局', 'Market Regulation Bureau', 'lawEnforcement'],
    ['human-resources-bureau', '市人力资源和社会保障局', '市人社局', 'Human Resources Bureau', 'windowService'],
    ['tax-bureau', '市税务局', '市税务局', 'Tax Bureau', 'windowService'],
  ]),
  ...at('county', [
    ['pingnan', '平南县', '平南县', 'Pingnan County', 'county'],
    ['guiping', '桂平市', '桂平市', 'Guiping City', 'county'],
    ['gangbei', '港北区', '港北区', 'Gangbei District', 'county'],
    ['gangnan', '港南区', '港南区', 'Gangnan District', 'county'],
    ['qintang', '覃塘区', '覃塘区', 'Qintang District', 'county'],
  ]),
  ...at('township', [
    ['qiaoxu', '桥圩镇', '桥圩镇', 'Qiaoxu Town', 'township', 'gangnan'],
    ['batang', '八塘镇', '八塘镇', 'Batang Town', 'township', 'gangnan'],
  ]),
];

const keysWhere = (test: (department: TemplateDepartment) => boolean) => DEPARTMENTS.filter(test).map(({ key }) => key);

/** 各部门单位: everybody but the office and its working groups. */
export const EVERY_DEPARTMENT = keysWhere(({ category }) => category !== 'office' && category !== 'workingGroup');

export const COUNTIES = keysWhere(({ category }) => category === 'county');

export const WORKING_GROUPS = keysWhere(({ category }) => category === 'workingGroup');

/** 十几个部门各搞一版板报: the twelve that the office designates. */
export const BOARD_DEPARTMENTS = [
  'service-centre',
  'establishment-office',
  'legal-affairs-office',
  'data-office',
  'supervision-bureau',
  'finance-bureau',
  'housing-bureau',
  'urban-management-bureau',
  'public-security-bureau',
  'market-regulation-bureau',
  'human-resources-bureau',
  'tax-bureau',
];

/** 落实“三项制度”现场参观点: the city departments shown as examples. */
export const SITE_DEPARTMENTS = ['human-resources-bureau', 'market-regulation-bureau'];
