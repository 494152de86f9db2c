/** The one policy: pure, deny by default (DESIGN 6). The table is in policy-table.ts. */
import type { Actor } from '../../workflows/moment.js';
import type { Reason } from '../../workflows/step.js';
import type { Grant, Scope } from './grants.js';
import type { Action } from './policy-actions.js';
import { POLICY } from './policy-table.js';

export { ACTIONS, type Action, SITE_ACTIONS, type SiteAction } from './policy-actions.js';

/** Whose record it is; a record without any of these is nobody's, and only grants for `any` record reach it. */
export interface Subject {
  leadDepartment?: string | null;
  /** Departments that support a task or copy a site. */
  coDepartments?: readonly string[];
  department?: string | null;
  /** Account ids of the people whom the record names for what is asked. */
  named?: readonly string[];
  /** Account ids of the people whom no post helps here: only what names them counts. */
  barred?: readonly string[];
}

/** Department id → id of the department above it, null at the top. */
export type DepartmentTree = ReadonlyMap<string, string | null>;

export type Decision = { allowed: true } | { allowed: false; reason: Reason };

const NO_TREE: DepartmentTree = new Map();
const ALLOWED: Decision = { allowed: true };
const refused = (code: string): Decision => ({ allowed: false, reason: { code } });

/**
 * May `actor` (null = nobody signed in) do `action` with the record of `subject`? Without a subject only grants for any
 * record count, so a check that forgot the record refuses. `tree` is needed where a department sees its neighbours.
 */
export function may(
  actor: Actor | null,
  action: Action,
  subject: Subject = {},
  tree: DepartmentTree = NO_TREE,
): Decision {
  return decide(actor, action, (grant) => inScope(actor!, grant.scope, subject, tree));
}

/** May `actor` do `action` with some record or other? For the door of a route and for menus; the record is asked by `may`. */
export function mayEver(actor: Actor | null, action: Action): Decision {
  return decide(actor, action, () => true);
}

function decide(actor: Actor | null, action: Action, fits: (grant: Grant) => boolean): Decision {
  const entry = Object.hasOwn(POLICY, action) ? POLICY[action] : undefined;
  if (entry === undefined) return refused('policy.unknownAction');
  if (entry === 'everybody') return ALLOWED;
  if (actor?.kind !== 'person') return refused('policy.notSignedIn');
  if (entry === 'signedIn') return ALLOWED;
  const held = entry.grants.filter((grant) => grant.posts.some((post) => actor.posts.includes(post)));
  if (held.some(fits)) return ALLOWED;
  if (actor.posts.length === 0) return refused('policy.noPost');
  return refused(entry.refusal);
}

function inScope(actor: Actor, scope: Scope, subject: Subject, tree: DepartmentTree): boolean {
  const { leadDepartment, coDepartments = [], department, named = [], barred = [] } = subject;
  const mine = actor.department;
  if (scope === 'named') return named.includes(actor.id);
  if (barred.includes(actor.id)) return false;
  if (scope === 'any') return true;
  if (mine === '') return false;
  switch (scope) {
    case 'lead':
      return leadDepartment === mine;
    case 'part':
      return leadDepartment === mine || coDepartments.includes(mine);
    case 'own':
      return department === mine;
    case 'copying':
      return coDepartments.includes(mine);
    case 'near': {
      const near = nearDepartments(mine, tree);
      return [leadDepartment, department, ...coDepartments].some((id) => id != null && near.has(id));
    }
  }
}

/** A department, the one above it and all below it: a county sees its townships, a township its county. */
function nearDepartments(department: string, tree: DepartmentTree): Set<string> {
  const near = new Set([department]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [id, parent] of tree) {
      if (parent !== null && near.has(parent) && !near.has(id)) {
        near.add(id);
        grown = true;
      }
    }
  }
  const above = tree.get(department);
  if (above) near.add(above);
  return near;
}

/** Whose tasks a list may show: all, or those led or supported by one of `departments` (none = nothing). */
export type Visible = { all: true } | { all: false; departments: string[] };

/** The filter for lists that agrees with `may(actor, 'task.view', …)` row by row. */
export function visibleTo(actor: Actor | null, tree: DepartmentTree): Visible {
  if (may(actor, 'task.view').allowed) return { all: true };
  if (!actor?.department || !mayEver(actor, 'task.view').allowed) return { all: false, departments: [] };
  return { all: false, departments: [...nearDepartments(actor.department, tree)] };
}
