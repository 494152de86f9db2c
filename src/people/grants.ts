/** The words of the policy table: who may, for which records. */
import type { Post } from '../../workflows/moment.js';

/**
 * Which records a grant is for: `any` record; `lead` = own department leads; `part` = leads or supports; `own` = the record's
 * own department; `copying` = among the departments that copy a site; `near` = leads, supports or owns, or the department
 * above or a department below does; `named` = the record names this very person for it.
 */
export type Scope = 'any' | 'lead' | 'part' | 'own' | 'copying' | 'near' | 'named';

/** The holders of these posts may, for the records in scope. */
export interface Grant {
  posts: readonly Post[];
  scope: Scope;
}

/** `everybody` needs no sign-in, `signedIn` no post; otherwise one grant must fit, and `refusal` is said when none does. */
export type Entry = 'everybody' | 'signedIn' | { grants: readonly Grant[]; refusal: string };

/** Who works in a department. */
export const DEPARTMENT = ['department_leader', 'department_liaison', 'working_group'] as const satisfies Post[];
/** Who looks at every department's work. */
export const OVERSIGHT = ['leading_group', 'campaign_office', 'reviewer'] as const satisfies Post[];
/** Everybody with a part in a campaign; the officers of the system have none. */
export const BUSINESS = [...OVERSIGHT, ...DEPARTMENT, 'public_supervisor'] as const satisfies Post[];

/** The holders of the posts, for the records in scope. */
export const grant = (scope: Scope, ...posts: Post[]): Grant => ({ posts, scope });
/** One of the grants must fit; `refusal` is said when none does. */
export const entry = (refusal: string, ...grants: Grant[]): Entry => ({ grants, refusal });
