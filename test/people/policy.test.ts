import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  ACTIONS,
  type Action,
  type DepartmentTree,
  may,
  mayEver,
  type Subject,
  visibleTo,
} from '../../src/people/policy.js';
import { POLICY } from '../../src/people/policy-table.js';
import { type Actor, POSTS, type Post } from '../../workflows/moment.js';
import { type Column, EXPECTED } from './policy-table.js';

const TREE: DepartmentTree = new Map([
  ['city', null],
  ['county', 'city'],
  ['town', 'county'],
  ['village', 'town'],
  ['other', 'city'],
]);
const SUBJECTS: Record<Column, Subject> = {
  own: { leadDepartment: 'county', department: 'county' },
  support: { leadDepartment: 'other', department: 'other', coDepartments: ['county'] },
  below: { leadDepartment: 'village', department: 'village' },
  foreign: { leadDepartment: 'other', department: 'other' },
  named: { leadDepartment: 'other', department: 'other', named: ['p'] },
};
const person = (posts: Post[], department = 'county'): Actor => ({
  kind: 'person',
  id: 'p',
  name: '李明',
  department,
  posts,
});

describe('the policy', () => {
  it.each(ACTIONS.map((action) => [action]))(
    'answers %s as the written table says, for every post and record',
    (action) => {
      const allowed = (column: Column) =>
        POSTS.filter((post) => may(person([post]), action, SUBJECTS[column], TREE).allowed).sort();
      const { own, support, below, foreign, named = foreign } = EXPECTED[action];
      for (const [column, posts = []] of Object.entries({ own, support, below, foreign, named })) {
        expect([column, allowed(column as Column)]).toEqual([column, [...posts].sort()]);
      }
    },
  );

  it('gives a barred person nothing by post, only what the record names them for', () => {
    const barred = ['p'];
    for (const action of ACTIONS.filter((one) => typeof POLICY[one] !== 'string')) {
      for (const subject of Object.values(SUBJECTS).filter(({ named }) => !named)) {
        const { allowed } = may(person([...POSTS]), action, { ...subject, barred }, TREE);
        expect([action, allowed]).toEqual([action, false]);
      }
    }
    const about = { ...SUBJECTS.own, barred, named: ['p'] };
    expect(may(person(['leading_group']), 'case.REQUEST_REVIEW', about).allowed).toBe(true);
  });

  it('opens the door of a route to whoever may do it with some record, and to nobody else', () => {
    for (const action of ACTIONS) {
      const some = new Set(Object.values(EXPECTED[action]).flat());
      expect([action, POSTS.filter((post) => mayEver(person([post]), action).allowed)]).toEqual([
        action,
        POSTS.filter((post) => some.has(post)),
      ]);
    }
  });

  it('lets a visitor see only what is public', () => {
    expect(ACTIONS.filter((action) => may(null, action).allowed)).toEqual(['public', 'styleguide.view']);
    expect(may(null, 'task.view')).toEqual({ allowed: false, reason: { code: 'policy.notSignedIn' } });
  });

  it('refuses the clock and the system like strangers, since they never come through a door', () => {
    for (const kind of ['clock', 'system'] as const) {
      const actor: Actor = { ...person([...POSTS]), kind };
      expect(may(actor, 'task.view', SUBJECTS.own, TREE).allowed).toBe(false);
    }
  });

  it('refuses a person without a post, with a reason of its own', () => {
    expect(may(person([]), 'campaign.view')).toEqual({ allowed: false, reason: { code: 'policy.noPost' } });
    expect(may(person([]), 'account.own').allowed).toBe(true);
  });

  it('refuses when the record was forgotten', () => {
    expect(may(person(['department_leader']), 'task.SUBMIT').allowed).toBe(false);
    expect(mayEver(person(['department_leader']), 'task.SUBMIT').allowed).toBe(true);
  });

  it('does not take a person without a department for the department of a record without one', () => {
    const nowhere = person(['department_leader'], '');
    expect(may(nowhere, 'task.SUBMIT', { leadDepartment: '' }, TREE).allowed).toBe(false);
    expect(may(nowhere, 'task.view', { leadDepartment: null }, TREE).allowed).toBe(false);
  });

  it('refuses an action it does not know', () => {
    for (const action of ['task.DELETE', 'constructor', '__proto__'] as unknown as Action[]) {
      expect(may(person([...POSTS]), action)).toEqual({ allowed: false, reason: { code: 'policy.unknownAction' } });
    }
  });

  it('has a text in both languages for every refusal', () => {
    const codes = Object.values(POLICY).flatMap((entry) => (typeof entry === 'string' ? [] : [entry.refusal]));
    const own = ['unknownAction', 'notSignedIn', 'noPost', 'notYourself', 'staleForm', 'foreignOrigin'];
    const wanted = new Set([...codes.map((code) => code.replace('policy.', '')), ...own]);
    for (const locale of ['zh-CN', 'en']) {
      const texts = JSON.parse(readFileSync(new URL(`../../locales/${locale}/policy.json`, import.meta.url), 'utf8'));
      expect(Object.keys(texts).sort()).toEqual([...wanted].sort());
    }
  });
});

describe('what lists may show', () => {
  it('shows all to the leading group, the office and reviewers, and nothing to the officers of the system', () => {
    for (const post of ['leading_group', 'campaign_office', 'reviewer'] as const) {
      expect(visibleTo(person([post]), TREE)).toEqual({ all: true });
    }
    for (const post of ['system_administrator', 'security_administrator', 'auditor', 'public_supervisor'] as const) {
      expect(visibleTo(person([post]), TREE)).toEqual({ all: false, departments: [] });
    }
    expect(visibleTo(null, TREE)).toEqual({ all: false, departments: [] });
  });

  it('shows a county itself, the city above and every township below, but no other county', () => {
    const seen = visibleTo(person(['department_liaison']), TREE);
    expect(seen).toEqual({ all: false, departments: expect.arrayContaining(['county', 'city', 'town', 'village']) });
    expect(seen.all === false && seen.departments).toHaveLength(4);
  });

  it('agrees with the policy row by row', () => {
    for (const post of POSTS) {
      for (const department of TREE.keys()) {
        const actor = person([post], department);
        const seen = visibleTo(actor, TREE);
        for (const leadDepartment of TREE.keys()) {
          const listed = seen.all || seen.departments.includes(leadDepartment);
          expect(may(actor, 'task.view', { leadDepartment }, TREE).allowed).toBe(listed);
        }
      }
    }
  });

  it('ends on a tree that goes round', () => {
    const round: DepartmentTree = new Map([
      ['a', 'b'],
      ['b', 'a'],
    ]);
    expect(visibleTo(person(['department_leader'], 'a'), round)).toEqual({ all: false, departments: ['a', 'b'] });
  });
});
