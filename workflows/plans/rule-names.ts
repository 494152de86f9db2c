/**
 * The rules that conclude a field from what the document says, each with an example from a published document. What is
 * concluded by a rule is shown with the rule's name, so that the office can judge it.
 */

/** One sentence of a document and what the rule makes of it. */
export interface RuleExample {
  /** What the rule does, for the table in the manual. */
  does: string;
  /** The published document the example is from; empty where none of those at hand has one. */
  document: string;
  /** Words of that document, or of one that could be. */
  quote: string;
}

export const RULES = {
  onlyOne: {
    does: 'The only unit that is named leads.',
    document: 'guobanfa_2020_24_yingshang_huanjing.txt',
    quote: '（国家知识产权局负责）',
  },
  firstLeads: {
    does: 'The document says that the unit named first leads; that holds from there on.',
    document: 'guofa_2019_3_zonghe_baoshuiqu_21.txt',
    quote: '（税务总局、财政部、海关总署负责，排在第一位的部门为牵头部门，下同）',
  },
  together: {
    does: 'In “甲会同乙” the first unit leads.',
    document: 'guofa_2019_3_zonghe_baoshuiqu_21.txt',
    quote: '会同有关部门建立完善促进综合保税区发展的部门协调机制',
  },
  sharedPlace: {
    does: 'A place that only the first name of a list prints holds for those behind it.',
    document: '',
    quote: '（省科技厅、工业和信息化厅按职责分工负责）',
  },
  heading: {
    does: 'A bracket on the heading of a group holds for its items that have none.',
    document: '',
    quote: '（一）优化审批流程。（市发改委牵头）1.减材料。压减申请材料。2.减环节。合并审批环节。',
  },
  convenes: {
    does: 'Who is to call the others together leads: “由甲召集有关部门”.',
    document: '001_27e43f4b0fd2340a.txt',
    quote: '建议由市政府分管领导召集有关部门开会协调',
  },
  subject: {
    does: 'The unit that is told to act is the subject of the sentence: “干部作风组要拿出一个方案”.',
    document: '001_27e43f4b0fd2340a.txt',
    quote: '干部作风组要拿出一个方案',
  },
  namesOnly: {
    does: 'A bracket at the end of an item that holds nothing but names of units says who is responsible.',
    document: '',
    quote: '加快项目落地。（省发展改革委、省财政厅）',
  },
  carriedDown: {
    does: 'An empty cell under a filled one of a merged column means the same.',
    document: '',
    quote: '1\t接通网络\t市信息办\n2\t开通监察\t',
  },
  yearOfCampaign: {
    does: 'A date without a printed year is in the year of the campaign, or in that of the date before it in the sentence.',
    document: '001_27e43f4b0fd2340a.txt',
    quote: '6月下旬,办公室要组织对全市贯彻落实“三项制度”情况进行督查',
  },
  firstClause: {
    does: 'An item that begins with a sentence of its own is called by it.',
    document: 'guobanfa_2020_24_yingshang_huanjing.txt',
    quote: '（三）深入推进“多规合一”。',
  },
} as const satisfies Record<string, RuleExample>;

export type RuleName = keyof typeof RULES;
