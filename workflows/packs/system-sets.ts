/**
 * Sets of systems that campaigns ask departments to adopt. 三项制度 means other trios elsewhere (HANDBOOK 2), so a campaign
 * says which set it means. Jiangsu's own trio is not among them: the handbook does not name its third system.
 */
import type { PackSystem, RulePack } from './pack.js';

export interface SystemSet {
  key: string;
  title: string;
  /** The document that names the set. */
  source: string;
  systems: PackSystem[];
}

/** The systems that several sets share have one key, so that what a department has adopted stays when the set changes. */
export const SYSTEM_SETS: readonly SystemSet[] = [
  {
    key: 'three-systems',
    title: '三项制度（首问负责制、限时办结制、责任追究制）',
    source: '种子文件001',
    systems: [
      { key: 'firstContact', title: '首问负责制' },
      { key: 'timeLimits', title: '限时办结制' },
      { key: 'accountability', title: '责任追究制' },
    ],
  },
  {
    key: 'six-systems',
    title: '六项制度（办事公开、首问负责、一次性告知、服务承诺、限时办结、责任追究）',
    source: '种子文件002',
    systems: [
      { key: 'openness', title: '办事公开制' },
      { key: 'firstContact', title: '首问负责制' },
      { key: 'oneTimeNotice', title: '一次性告知制' },
      { key: 'servicePromise', title: '服务承诺制' },
      { key: 'timeLimits', title: '限时办结制' },
      { key: 'accountability', title: '责任追究制' },
    ],
  },
  {
    key: 'five-systems',
    title: '五项制度（岗位责任、首问负责、一次告知、限时办结、责任追究）',
    source: '广西壮族自治区人民政府令第24号第五条',
    systems: [
      { key: 'postDuty', title: '岗位责任制' },
      { key: 'firstContact', title: '首问负责制' },
      { key: 'oneTimeNotice', title: '一次告知制' },
      { key: 'timeLimits', title: '限时办结制' },
      { key: 'accountability', title: '责任追究制' },
    ],
  },
];

const sameSystems = (a: readonly PackSystem[], b: readonly PackSystem[]) =>
  a.length === b.length && a.every(({ key }) => b.some((one) => one.key === key));

/** The sets a campaign can choose from; its own pack's comes first unless it is one of the shipped. */
export function systemSetsFor({ key, title, source, systems }: RulePack): SystemSet[] {
  const own = SYSTEM_SETS.find((set) => sameSystems(set.systems, systems));
  if (!own) return [{ key, title, source, systems }, ...SYSTEM_SETS.filter((set) => set.key !== key)];
  return [own, ...SYSTEM_SETS.filter((set) => set !== own)];
}
