/** Which people a message or a list is for: as a query of the database, and as a look at one account. */
import type { Post } from '../../workflows/moment.js';
import type { Account } from './account.model.js';

/** The people that a message or a list asks for; disabled ones are never among them. */
export interface PeopleWanted {
  department?: string;
  posts?: readonly Post[];
  person?: string;
}

export function queryOf({ department, posts, person }: PeopleWanted): Record<string, unknown> | null {
  if (department === undefined && posts === undefined && person === undefined) return null;
  return {
    ...(person !== undefined && { _id: person }),
    ...(department !== undefined && { 'posts.department': department }),
    ...(posts !== undefined && { 'posts.post': { $in: [...posts] } }),
  };
}

export function isWanted(account: Account, wanted: PeopleWanted): boolean {
  const { department, posts, person } = wanted;
  if (queryOf(wanted) === null || (person !== undefined && account.id !== person)) return false;
  if (department !== undefined && !account.posts.some((one) => one.department === department)) return false;
  return posts === undefined || account.posts.some(({ post }) => posts.includes(post));
}
