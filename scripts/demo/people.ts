/** The demonstration's people: one account for each post that an inspection looks for, and two for every department. */

import { DEMO_PASSWORD } from '../../src/demo.js';
import { actorOf } from '../../src/people/account.model.js';
import { BY_SYSTEM } from '../../src/people/admin-log.js';
import type { People } from '../../src/people/people.js';
import { inBatches } from '../../src/platform/in-batches.js';
import type { Actor, Post } from '../../workflows/moment.js';
import type { TemplateDepartment } from '../../workflows/templates/template.js';

interface Person {
  login: string;
  name: string;
  department: string;
  posts: Post[];
  locale?: 'zh-CN' | 'en';
}

/** One account per post, as `npm start` prints them. */
export const ONE_PER_POST: Person[] = [
  { login: 'leader', name: '赵志远', department: 'government-office', posts: ['leading_group'] },
  { login: 'office', name: '陈静', department: 'efficiency-office', posts: ['campaign_office'] },
  { login: 'group', name: '韦国强', department: 'city-organs-group', posts: ['working_group'] },
  { login: 'centre', name: '黄丽萍', department: 'service-centre', posts: ['department_liaison'] },
  { login: 'centre-leader', name: '梁建华', department: 'service-centre', posts: ['department_leader'] },
  { login: 'reviewer', name: '周文斌', department: 'publicity-department', posts: ['reviewer'] },
  { login: 'supervisor', name: '覃秀兰', department: 'efficiency-office', posts: ['public_supervisor'] },
  { login: 'sysadmin', name: '罗维', department: 'data-office', posts: ['system_administrator'] },
  { login: 'secadmin', name: '莫晓明', department: 'data-office', posts: ['security_administrator'] },
  { login: 'auditor', name: '甘霖', department: 'supervision-bureau', posts: ['auditor'] },
];

const SURNAMES = '李王张刘陈杨黄吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭';
const GIVEN = ['建国', '晓燕', '志明', '丽娟', '文军', '海英', '永强', '春梅', '德胜', '雪峰', '国栋', '秋月', '俊杰'];

/** Names that differ and stay the same from one loading to the next. */
function nameOf(n: number): string {
  return `${SURNAMES[(n * 7) % SURNAMES.length]}${GIVEN[(n * 5) % GIVEN.length]}`;
}

/** A liaison and a leader for each department; working groups have members instead. */
function staff(departments: readonly TemplateDepartment[]): Person[] {
  const taken = new Set(ONE_PER_POST.map(({ department, posts }) => `${department}/${posts[0]}`));
  return departments.flatMap(({ key, category }, i): Person[] => {
    if (category === 'workingGroup') {
      const post = `${key}/working_group`;
      return taken.has(post) ? [] : [{ login: key, name: nameOf(i * 2), department: key, posts: ['working_group'] }];
    }
    const liaison = { login: `${key}-1`, name: nameOf(i * 2), department: key, posts: ['department_liaison' as const] };
    const leader = {
      login: `${key}-2`,
      name: nameOf(i * 2 + 1),
      department: key,
      posts: ['department_leader' as const],
    };
    return [liaison, leader].filter(({ department, posts }) => !taken.has(`${department}/${posts[0]}`));
  });
}

/** Whom the scenario acts as. */
export interface Cast {
  leader: Actor;
  office: Actor;
  reviewer: Actor;
  /** The account of each. */
  everyone: string[];
  /** Reports for a department. */
  liaison(department: string): Actor;
  /** Submits for it. */
  head(department: string): Actor;
}

/** Add every account; those that are there already are taken as they are. */
export async function addPeople(people: People, departments: readonly TemplateDepartment[]): Promise<Cast> {
  const actors = new Map<string, Actor>();
  await inBatches([...ONE_PER_POST, ...staff(departments)], async (person) => {
    const known = await people.accounts.byLogin(person.login);
    const account = known ?? (await people.accounts.add({ ...person, password: DEMO_PASSWORD }, BY_SYSTEM));
    for (const post of person.posts) actors.set(`${person.department}/${post}`, actorOf(account));
  });
  const one = (key: string): Actor => {
    const actor = actors.get(key);
    if (!actor) throw new Error(`The demonstration has nobody for ${key}.`);
    return actor;
  };
  const of = (department: string, post: Post) =>
    actors.get(`${department}/${post}`) ?? one(`${department}/working_group`);
  return {
    leader: one('government-office/leading_group'),
    office: one('efficiency-office/campaign_office'),
    reviewer: one('publicity-department/reviewer'),
    everyone: [...new Set([...actors.values()].map(({ id }) => id))],
    liaison: (department) => of(department, 'department_liaison'),
    head: (department) => of(department, 'department_leader'),
  };
}
