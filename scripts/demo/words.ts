/** What departments write in the demonstration: results, not meetings; one text for each stretch of the way. */
import type { TaskFacts } from '../../workflows/tasks/task.js';
import { numberOf } from './scenario.js';

const BEGUN = [
  '底数已摸清，{outcome}的分工落实到人。',
  '{outcome}已开始办理，第一批材料收齐。',
  '对照要求列出清单，{outcome}先做的几项已动手。',
];
const HALF = [
  '{outcome}已完成过半，余下的逐项核对。',
  '{outcome}初稿已成，正在听取有关单位意见。',
  '清单中一半以上已经办成，{outcome}按时间推进。',
];
const NEARLY = [
  '{outcome}基本完成，正在核对佐证。',
  '{outcome}已成稿会签，余下收尾。',
  '{outcome}已见成效，补齐最后几项即可报结。',
];

/** Texts for tasks whose story is told on purpose, by percent reached. */
const TOLD: Record<string, [upTo: number, text: string][]> = {
  'ZW-01': [
    [15, '收回 31 个部门的事项清单，共 286 项。'],
    [30, '清理重复和取消事项 47 项，初定 21 个部门进驻。'],
    [41, '完成 23 个部门事项清理，初核进驻 18 个部门。'],
  ],
  'ZW-04': [
    [12, '大厅到 15 个部门的专线已通，网络设备到货。'],
    [20, '18 个部门接入，另有 6 家专线未通。'],
  ],
};

/** The words of a report at a percent. */
export function reportText(facts: TaskFacts, percent: number): string {
  const told = TOLD[facts.code]?.find(([upTo]) => percent <= upTo);
  if (told) return told[1];
  const words = percent < 40 ? BEGUN : percent < 75 ? HALF : NEARLY;
  const outcome = facts.outcomes[0] ?? facts.title;
  const text = words[numberOf(`${facts.code}${percent}`) % words.length] ?? '';
  return text.replace('{outcome}', `“${outcome.replace(/[。；]$/, '')}”`);
}

/** The outcome stated when a task is submitted. */
export function outcomeText(facts: TaskFacts): string {
  return facts.outcomes.map((outcome, i) => `${i + 1}. ${outcome.replace(/[。；]$/, '')}，已办成。`).join('\n');
}

/** What a site shows for each dimension. */
export const DIMENSION_TEXTS = {
  leadership: '主要负责人每周到大厅办公半天，议定的 6 件事办成 5 件。',
  publicity: '“三项制度”上墙，横幅 3 处，专栏 6 月更新。',
  window: '窗口首问登记、一次告知、限时办结；5 月办件 412 件，当场办结 61%。',
  rules: '三项制度实施办法细化到岗位，责任到人。',
  results: '平均办理用时由 4.6 个工作日减到 2.9 个工作日。',
} as const;
