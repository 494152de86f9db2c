/** Every place where a password is checked. All are throttled alike, and none tells whether an account exists. */
import { InvalidForm, NotFound } from '../platform/errors.js';
import { type Account, normalLogin } from './account.model.js';
import type { Accounts } from './accounts.js';
import type { Links } from './links.js';
import { hashPassword, passwordFits, type ScryptCost } from './password.js';
import type { SetUp } from './set-up.js';
import type { Throttle } from './throttle.js';

interface SignInDeps {
  accounts: Accounts;
  links: Links;
  setUp: SetUp;
  tried: Throttle;
  cost: ScryptCost;
}

export function createSignIn({ accounts, links, setUp, tried, cost }: SignInDeps) {
  // A login nobody has costs as much time as one with a wrong password.
  let decoy: Promise<string> | null = null;
  const anyHash = () => {
    decoy ??= hashPassword('a password that nobody has', cost);
    return decoy;
  };

  /** Does the password fit the account, which may not be there? Disabled and password-less accounts never fit. */
  async function fits(account: Account | null, password: string): Promise<boolean> {
    const stored = account === null ? '' : await accounts.hashOf(account.id);
    const fitting = await passwordFits(password, stored === '' ? await anyHash() : stored);
    return fitting && stored !== '' && account !== null && !account.disabled;
  }

  return {
    /**
     * The account whose login and password these are. Throws {@link InvalidForm} for every wrong combination alike, and
     * TooManyTries when account or address is locked.
     */
    async signIn({ login, password, address }: { login: string; password: string; address: string }): Promise<Account> {
      const normal = normalLogin(login);
      const found = await tried({ login: normal, address }, async () => {
        const account = await accounts.byLogin(normal);
        return (await fits(account, password)) && account !== null ? account : false;
      });
      if (!found) throw new InvalidForm([{ code: 'people.signInFailed', field: 'login' }], { login });
      return found;
    },

    /** Change one's own password; the old one must be given. Throws {@link InvalidForm} and TooManyTries. */
    async changePassword(change: {
      account: Account;
      /** The revision its page showed. */
      rev: number;
      old: string;
      password: string;
      address: string;
    }): Promise<Account> {
      const { account, rev, old, password, address } = change;
      const known = await tried({ login: account.login, address }, async () => fits(account, old));
      if (!known) throw new InvalidForm([{ code: 'people.oldPasswordWrong', field: 'old' }]);
      return accounts.setPassword(account.id, password, account, { expected: rev });
    },

    /** Whose password a one-time link sets. Throws {@link NotFound} when it is unknown, used or too old. */
    async lookAtLink(token: string, address: string): Promise<Account> {
      const found = await tried({ address }, async () => (await links.look('password', token)) ?? false);
      const account = found && found.account !== null && (await accounts.find(found.account));
      if (!account || account.disabled) throw new NotFound('link');
      return account;
    },

    /** Choose a password through a one-time link; a password that will not do leaves the link usable. */
    async useLink({ token, password }: { token: string; password: string }): Promise<Account> {
      const found = await links.look('password', token);
      const account = found && found.account !== null && (await accounts.find(found.account));
      if (!account || account.disabled) throw new NotFound('link');
      const reasons = accounts.againstPassword(password, account);
      if (reasons.length > 0) throw new InvalidForm(reasons);
      if (!(await links.use('password', token))) throw new NotFound('link');
      return accounts.setPassword(account.id, password, account, { mayRepeat: true });
    },

    /** Throws {@link NotFound} unless the token opens an empty system; throttled like every other token. */
    async lookAtSetUp(token: string, address: string): Promise<void> {
      const opens = await tried({ address }, () => setUp.opens(token));
      if (!opens) throw new NotFound('link');
    },
  };
}
