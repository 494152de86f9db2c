/**
 * What is asked before a higher level inspects: items, points, and by which rule each is judged. Nothing is typed in
 * for a check; it reads what tasks and sites already say (HANDBOOK 3, seed 001: 主要是看各项具体工作的推进情况).
 */

/**
 * How an item is judged. Every rule looks at the tasks that carry the item's key; `ownership` looks at every other task
 * the department leads as well, `sites` at its exemplary sites. `booklet` and `plans` look at the department's own booklet and
 * plans instead, where it has any.
 */
export type ReadinessRule = 'tasks' | 'ownership' | 'sites' | 'booklet' | 'plans';

/** How a published score sheet marks an item: for people to read; software judges by what tasks and sites say. */
export interface ScoringRule {
  /** As printed: 少一次扣0.5分，扣完为止. */
  text: string;
  /** Points to be won by it; null where it only takes away. */
  points: number | null;
  /** Taken away each time. */
  deduct: { points: number; per: string } | null;
  /** 一票否决: failing it fails the whole. */
  veto: boolean;
}

export interface ChecklistItem {
  /** The value that tasks carry as `readinessItem`. */
  key: string;
  title: { zh: string; en: string };
  question: { zh: string; en: string };
  /** Points. */
  max: number;
  rule: ReadinessRule;
  /** Working days before the inspection by which it should stand. */
  dueBuffer: number;
  /** Percent of the points looked at from which the item counts as met. */
  metFrom: number;
  /** Working days that one task (one dimension of a site) of this item takes from nothing to done; an estimate to rank by. */
  effort: number;
  /** What a score sheet prints beside the item; absent where the item comes from none. */
  printed?: {
    /** （一）1. */
    number: string;
    section: string;
    /** Names of the departments that mark it. */
    departments: string[];
    rules: ScoringRule[];
  };
}

/** The sum of a checklist that says no other. */
export const FULL_MARKS = 100;

export interface Checklist {
  key: string;
  title: { zh: string; en: string };
  /** What its items must add up to; absent = 100. */
  total?: number;
  /** The score aimed at, percent. */
  target: number;
  items: ChecklistItem[];
}

/** To two decimals, as score sheets print points. */
export const pointsSum = (points: readonly number[]): number =>
  Math.round(100 * points.reduce((sum, one) => sum + one, 0)) / 100;

/** Keys of items under 一票否决. */
export function vetoItems({ items }: Checklist): string[] {
  return items.filter(({ printed }) => printed?.rules.some(({ veto }) => veto)).map(({ key }) => key);
}

/** The default: items from seed 001, weights as a starting point (HANDBOOK 3, default readiness template). */
export const DEFAULT_CHECKLIST: Checklist = {
  key: 'default-2026',
  title: { zh: '迎检检查表', en: 'Inspection checklist' },
  target: 85,
  items: [
    {
      key: 'plan',
      title: { zh: '方案与分解', en: 'Plan and breakdown' },
      question: {
        zh: '方案是否印发，任务是否全部分解到牵头部门并按期签收？',
        en: 'Is the plan issued, and is every task broken down, owned and acknowledged in time?',
      },
      max: 15,
      rule: 'ownership',
      dueBuffer: 15,
      metFrom: 85,
      effort: 0.5,
    },
    {
      key: 'booklet',
      title: { zh: '小册子', en: 'Booklet' },
      question: {
        zh: '落实“三项制度”小册子两部分是否齐全？',
        en: 'Does the Three Systems booklet hold both required parts?',
      },
      max: 10,
      rule: 'booklet',
      dueBuffer: 10,
      metFrom: 85,
      effort: 0.5,
    },
    {
      key: 'plans',
      title: { zh: '月季计划', en: 'Monthly plans' },
      question: {
        zh: '每月、每季度重点工作安排是否写明兑现日期，是否按期兑现？',
        en: 'Do the monthly and quarterly plans carry promised dates, and were they kept?',
      },
      max: 15,
      rule: 'plans',
      dueBuffer: 5,
      metFrom: 85,
      effort: 1,
    },
    {
      key: 'serviceCentre',
      title: { zh: '政务中心', en: 'Service centre' },
      question: {
        zh: '政务服务中心六项工作是否落实，进驻后是否实实在在审批、办证？',
        en: 'Are the six measures for the service centre in place, and does it really handle applications?',
      },
      max: 20,
      rule: 'tasks',
      dueBuffer: 5,
      metFrom: 85,
      effort: 15,
    },
    {
      key: 'sites',
      title: { zh: '现场点', en: 'Sites' },
      question: {
        zh: '现场参观点是否按五个体现准备并通过验收？',
        en: 'Are the exemplary sites prepared on the five dimensions and accepted?',
      },
      max: 10,
      rule: 'sites',
      dueBuffer: 5,
      metFrom: 85,
      effort: 1,
    },
    {
      key: 'massAppraisal',
      title: { zh: '万人评', en: 'Mass appraisal' },
      question: {
        zh: '万人评行风是否开展，群众意见是否整改？',
        en: 'Was the mass conduct appraisal held, and were its results acted on?',
      },
      max: 10,
      rule: 'tasks',
      dueBuffer: 3,
      metFrom: 85,
      effort: 8,
    },
    {
      key: 'cases',
      title: { zh: '个案查处', en: 'Cases' },
      question: {
        zh: '典型个案是否查处并全市通报？',
        en: 'Were typical cases handled and circulated throughout the city?',
      },
      max: 10,
      rule: 'tasks',
      dueBuffer: 1,
      metFrom: 85,
      effort: 10,
    },
    {
      key: 'publicity',
      title: { zh: '宣传', en: 'Publicity' },
      question: {
        zh: '横幅、专栏、板报是否更新，内容是否为本单位的？',
        en: 'Are banners, column and boards up to date, and is their content the department’s own?',
      },
      max: 5,
      rule: 'tasks',
      dueBuffer: 3,
      metFrom: 85,
      effort: 2,
    },
    {
      key: 'reports',
      title: { zh: '报告与路线', en: 'Reports and route' },
      question: {
        zh: '汇报材料、自查、佐证材料和参观路线是否备齐？',
        en: 'Are the report, the self-check, the evidence and the route ready?',
      },
      max: 5,
      rule: 'tasks',
      dueBuffer: 2,
      metFrom: 85,
      effort: 0.5,
    },
  ],
};
