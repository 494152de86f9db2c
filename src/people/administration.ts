/** What the officers do with accounts and departments: each step asks the policy, and nobody serves himself. */
import type { Actor, Post } from '../../workflows/moment.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import type { Account } from './account.model.js';
import type { Accounts, NewAccount } from './accounts.js';
import type { Links } from './links.js';
import { type Action, may } from './policy.js';
import { SYSTEM_POSTS } from './posts.js';

export function createAdministration({ accounts, links }: { accounts: Accounts; links: Links }) {
  function ask(actor: Actor, action: Action): void {
    const decision = may(actor, action);
    if (!decision.allowed) throw new Forbidden([decision.reason]);
  }
  function notOneself(actor: Actor, id: string): void {
    if (actor.id === id) throw new Forbidden([{ code: 'policy.notYourself' }]);
  }

  /** The last enabled holder of an officer's post stays: otherwise nobody could ever appoint another. */
  async function keepOfficers(id: string, kept: readonly Post[]): Promise<void> {
    const account = await accounts.byId(id);
    if (account.disabled) return;
    for (const post of SYSTEM_POSTS) {
      if (!account.posts.some((held) => held.post === post) || kept.includes(post)) continue;
      const [holders = []] = await accounts.people([{ posts: [post] }]);
      const others = holders.filter((one) => one.id !== id);
      if (others.length === 0) throw new InvalidForm([{ code: 'people.lastOfficer', field: 'posts' }]);
    }
  }

  const invite = async (account: Account) => `/link/${await links.make('password', account.id)}`;

  return {
    /**
     * Add a person without posts; the security administrator grants them. Returns the path of the one-time link with which
     * the person chooses a password; it is shown once.
     */
    async add(actor: Actor, account: Omit<NewAccount, 'id' | 'posts' | 'password'>) {
      ask(actor, 'admin.people.add');
      const added = await accounts.add(account, actor);
      return { account: added, link: await invite(added) };
    },

    /**
     * Grant posts. Only the security administrator does; as long as there is none, the system administrator appoints one
     * (and gives nothing else).
     */
    async setPosts(actor: Actor, id: string, rev: number, posts: Post[], department: string): Promise<Account> {
      notOneself(actor, id);
      if (!(await this.mayAppoint(actor)) || posts.length !== 1 || posts[0] !== 'security_administrator') {
        ask(actor, 'admin.people.posts');
      }
      await keepOfficers(id, posts);
      return accounts.setPosts(id, rev, posts, department, actor);
    },

    /** May this system administrator appoint the first security administrator? */
    async mayAppoint(actor: Actor): Promise<boolean> {
      return actor.posts.includes('system_administrator') && !(await accounts.anyWith('security_administrator'));
    },

    async setDisabled(actor: Actor, id: string, rev: number, disabled: boolean): Promise<Account> {
      ask(actor, 'admin.people.disable');
      notOneself(actor, id);
      if (disabled) await keepOfficers(id, []);
      return accounts.setDisabled(id, rev, disabled, actor);
    },

    /** Start a reset: the path of a one-time link. The administrator neither sees nor chooses a password. */
    async reset(actor: Actor, id: string): Promise<{ account: Account; link: string }> {
      ask(actor, 'admin.people.reset');
      notOneself(actor, id);
      const account = await accounts.byId(id);
      await accounts.noteReset(id, actor);
      return { account, link: await invite(account) };
    },
  };
}
export type Administration = ReturnType<typeof createAdministration>;
