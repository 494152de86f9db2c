/** The four phases; months are counted from the one in which the third phase opens (April in 2026). */
import type { TemplatePhase } from '../template.js';

export const PHASES: TemplatePhase[] = [
  {
    key: 'mobilisation',
    title: { zh: '动员部署', en: 'Mobilisation' },
    goal: '思想发动到位，机构、人员、职责到位。',
    opens: { month: -3, day: 5 },
    closes: { month: -2, day: 10 },
    atStart: 'closed',
  },
  {
    key: 'selfExamination',
    title: { zh: '查摆问题', en: 'Finding the problems' },
    goal: '找准作风效能方面的突出问题，逐条列出清单，明确整改责任。',
    opens: { month: -2, day: 11 },
    closes: { month: -1, part: '月底前' },
    atStart: 'closed',
  },
  {
    key: 'rectification',
    title: { zh: '集中整改', en: 'Concentrated rectification' },
    goal: '以落实“三项制度”为龙头，四项重点工作取得实效，迎接自治区督查。',
    opens: { month: 0, day: 1 },
    closes: { month: 2, part: '月底前' },
    atStart: 'open',
  },
  {
    key: 'conclusion',
    title: { zh: '总结验收', en: 'Conclusion and acceptance' },
    goal: '逐项验收，回头看，形成长效机制。',
    opens: { month: 3, day: 1 },
    closes: { month: 3, part: '月底前' },
    atStart: 'planned',
  },
];
