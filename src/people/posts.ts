/** Which posts one person may hold together: 三员分立. Pure. */
import { POSTS, type Post } from '../../workflows/moment.js';
import type { Reason } from '../../workflows/step.js';

/** The three who run the system. Nobody holds two of them, or one of them beside business. */
export const SYSTEM_POSTS = [
  'system_administrator',
  'security_administrator',
  'auditor',
] as const satisfies readonly Post[];

const systemPosts: ReadonlySet<Post> = new Set(SYSTEM_POSTS);

/** Posts that work on campaigns. */
export const BUSINESS_POSTS: readonly Post[] = POSTS.filter((post) => !systemPosts.has(post));

/** A post held in a department. */
export interface PostHeld {
  post: Post;
  department: string;
}

/** Why these posts cannot be held by one person of `department`; empty when they can. */
export function reasonsAgainstPosts(held: readonly PostHeld[], department: string): Reason[] {
  const reasons: Reason[] = [];
  const posts = new Set(held.map(({ post }) => post));
  if (posts.size !== held.length) reasons.push({ code: 'people.postTwice', field: 'posts' });
  const system = [...posts].filter((post) => systemPosts.has(post));
  if (system.length > 1) reasons.push({ code: 'people.threeOfficers', field: 'posts' });
  else if (system.length === 1 && posts.size > 1) reasons.push({ code: 'people.systemBesideBusiness', field: 'posts' });
  if (held.some((one) => one.department !== department)) {
    reasons.push({ code: 'people.oneDepartment', field: 'department' });
  }
  return reasons;
}
