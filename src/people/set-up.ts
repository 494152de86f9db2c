/** The first start of an empty system: one link, used once, makes the first two accounts. */

import type { Reason } from '../../workflows/step.js';
import { InvalidForm, NotFound } from '../platform/errors.js';
import { type Account, normalLogin } from './account.model.js';
import type { Accounts, NewAccount } from './accounts.js';
import { BY_SYSTEM } from './admin-log.js';
import type { Departments } from './departments.js';
import type { Links } from './links.js';

export interface SetUpForm {
  administratorLogin: string;
  administratorName: string;
  password: string;
  officeLogin: string;
  officeName: string;
}

/** The department that both first people belong to; made by the set-up when it is not there. */
const OFFICE = {
  id: 'office',
  name: '活动办公室',
  shortName: '活动办',
  nameEn: 'Campaign office',
  category: 'office',
  level: 'city',
  parent: null,
} as const;

export function createSetUp({
  accounts,
  departments,
  links,
}: {
  accounts: Accounts;
  departments: Departments;
  links: Links;
}) {
  /** Does the token open this system, which has no account yet? */
  async function opens(token: string): Promise<boolean> {
    return (await links.look('setUp', token)) !== null && !(await accounts.any());
  }
  const named = (reasons: Reason[], prefix: string) =>
    reasons.map((reason): Reason => {
      const field = reason.field === 'login' ? `${prefix}Login` : reason.field;
      return field === undefined ? reason : { ...reason, field };
    });

  return {
    opens,

    /** The path of a fresh set-up link, or null when there is an account already. Earlier links stop working. */
    async ensureLink(): Promise<string | null> {
      if (await accounts.any()) return null;
      return `/setup/${await links.make('setUp', null)}`;
    },

    /**
     * Make the first system administrator, with a password, and the first person of the office, whose one-time link is
     * returned. Throws {@link InvalidForm} and leaves the link usable, or {@link NotFound} when it is not usable.
     */
    async setUp(token: string, form: SetUpForm): Promise<{ officeLink: string; officePerson: Account }> {
      if (!(await opens(token))) throw new NotFound('link');
      const known = (await departments.list()).some(({ id }) => id === OFFICE.id);
      if (!known) await departments.add(OFFICE, BY_SYSTEM);
      const administrator: NewAccount = {
        login: form.administratorLogin,
        name: form.administratorName,
        department: OFFICE.id,
        posts: ['system_administrator'],
        password: form.password,
      };
      const person: NewAccount = {
        login: form.officeLogin,
        name: form.officeName,
        department: OFFICE.id,
        posts: ['campaign_office'],
      };
      const reasons = [
        ...named(await accounts.reasonsAgainst(administrator), 'administrator'),
        ...named(await accounts.reasonsAgainst(person), 'office'),
      ];
      if (normalLogin(form.administratorLogin) === normalLogin(form.officeLogin)) {
        reasons.push({ code: 'people.loginTaken', field: 'officeLogin' });
      }
      if (reasons.length > 0) throw new InvalidForm(reasons);
      if (!(await links.use('setUp', token))) throw new NotFound('link');
      await accounts.add(administrator, BY_SYSTEM);
      const officePerson = await accounts.add(person, BY_SYSTEM);
      return { officeLink: `/link/${await links.make('password', officePerson.id)}`, officePerson };
    },
  };
}
export type SetUp = ReturnType<typeof createSetUp>;
