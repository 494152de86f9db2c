/** Accounts: add, posts, disable, passwords, language. Disabled, never deleted: the log names them for ever. */
import type { Connection } from 'mongoose';
import type { Post } from '../../workflows/moment.js';
import type { Reason } from '../../workflows/step.js';
import type { Clock } from '../platform/clock.js';
import { InvalidForm, NotFound } from '../platform/errors.js';
import type { Locale } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import { isDuplicate } from '../platform/write-errors.js';
import { expectRevision, fieldsChanged, keeping } from '../records/saves.js';
import { type Account, type AccountDocument, accountModel, accountOf, normalLogin } from './account.model.js';
import { type AdminLog, type By, carryNotes, noteOf } from './admin-log.js';
import type { Departments } from './departments.js';
import { hashPassword, passwordFits, type ScryptCost } from './password.js';
import { type PasswordProfile, passwordExpired, reasonsAgainstPassword } from './password-policy.js';
import { isWanted, type PeopleWanted, queryOf } from './people-wanted.js';
import { type PostHeld, reasonsAgainstPosts } from './posts.js';

export interface NewAccount {
  /** Given by scripts that want the same id each time; otherwise fresh. */
  id?: string;
  login: string;
  name: string;
  department: string;
  posts?: Post[];
  locale?: Locale;
  email?: string;
  /** Only for the command line and the demonstration; on the pages nobody chooses another's password. */
  password?: string;
  /** Must the given password be changed at the first sign-in? */
  mustChangePassword?: boolean;
}

const held = (posts: readonly Post[], department: string): PostHeld[] => posts.map((post) => ({ post, department }));
const about = ({ id, name }: { id: string; name: string }) => ({ kind: 'account' as const, id, name });

type Profile = Pick<Account, 'locale' | 'textSize' | 'email'>;

/** A change of an account: what is set, and what of it may be told (never a password). */
interface Change {
  /** The revision a page showed; null for what goes by none. */
  expected?: number | null;
  by: By;
  what: string;
  set: Partial<AccountDocument>;
  from?: Record<string, unknown>;
  to?: Record<string, unknown>;
  /** In the administration log too. */
  logged?: boolean;
}

interface PasswordOptions {
  mayRepeat?: boolean;
  expected?: number | null;
}

interface AccountsDeps {
  connection: Connection;
  /** The host's clock: passwords and sessions grow old in real time. */
  clock: Clock;
  log: AdminLog;
  departments: Departments;
  profile: PasswordProfile;
  cost: ScryptCost;
}

/** The accounts of a database. The log never hears a password or a hash. */
export function createAccounts({ connection, clock, log, departments, profile, cost }: AccountsDeps) {
  const model = accountModel(connection);

  async function byId(id: string): Promise<Account> {
    const found = await find(id);
    if (!found) throw new NotFound('account');
    return found;
  }
  async function find(id: string): Promise<Account | null> {
    // Read for every request, hence past mongoose, which has nothing to add to a read by id.
    const found = await model.collection.findOne({ _id: id as never });
    return found && accountOf(found as unknown as AccountDocument);
  }

  async function reasonsAgainstDepartment(id: string): Promise<Reason[]> {
    const found = (await departments.list()).find((one) => one.id === id);
    if (!found) return [{ code: 'people.noSuchDepartment', field: 'department' }];
    return found.active ? [] : [{ code: 'people.departmentInactive', field: 'department' }];
  }

  /**
   * One guarded update with its note. Throws EditConflict where the account is no longer the revision a page showed; without
   * one it goes on what stands.
   */
  async function change(before: Account, asked: Change): Promise<Account> {
    const { expected = null, by, what, set, from, to, logged = true } = asked;
    const at = clock.now();
    const actor = { id: by.id, name: by.name };
    const noted = { ...(from && { before: from }), ...(to && { after: to }) };
    const note = noteOf(at, actor, what, about(before), noted);
    for (;;) {
      const { rev, saves = [] } = await revisionOf(before.id);
      if (expected !== null) expectRevision(expected, { rev, saves });
      const fields = fieldsChanged(from ?? {}, to ?? {});
      if (!logged && fields.length === 0) return before;
      const save = { seq: rev + 1, type: what, at, actor, fields };
      const saved = await model
        .findOneAndUpdate(
          { _id: before.id, rev },
          { $set: set, $inc: { rev: 1 }, $push: { ...keeping(save), ...(logged && { outbox: note }) } },
          { returnDocument: 'after' },
        )
        .lean<AccountDocument>();
      // Somebody was faster between the look and the save: looked at again.
      if (!saved) continue;
      if (logged) await carryNotes(model, log, before.id);
      return accountOf(saved);
    }
  }

  async function revisionOf(id: string): Promise<Pick<AccountDocument, 'rev' | 'saves'>> {
    const found = await model.findById(id, { rev: 1, saves: 1 }).lean<AccountDocument>();
    if (!found) throw new NotFound('account');
    return found;
  }

  const againstPassword = (password: string, { login, name }: { login: string; name: string }) =>
    reasonsAgainstPassword(password, profile, [login, name]);

  return {
    byId,
    find,

    async byLogin(login: string): Promise<Account | null> {
      const found = await model.findOne({ login: normalLogin(login) }).lean<AccountDocument>();
      return found && accountOf(found);
    },

    /** The stored hash of an account, for checking a password; '' when it has none. */
    async hashOf(id: string): Promise<string> {
      return (await model.findById(id, { passwordHash: 1 }).lean<AccountDocument>())?.passwordHash ?? '';
    },

    /** By name; filtered by department, post and a part of name or login. */
    async list(filter: { department?: string; post?: Post; text?: string } = {}): Promise<Account[]> {
      const text = filter.text
        ?.normalize('NFKC')
        .trim()
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const found = await model
        .find({
          ...(filter.department && { department: filter.department }),
          ...(filter.post && { 'posts.post': filter.post }),
          ...(text && { $or: [{ name: new RegExp(text, 'i') }, { login: new RegExp(text, 'i') }] }),
        })
        .sort({ department: 1, login: 1 })
        .limit(1000)
        .lean<AccountDocument[]>();
      return found.map(accountOf);
    },

    /**
     * Who messages go to: for each thing wanted the enabled people of a department, holders of any of some posts, or one
     * person. One read however many are wanted, since the relay asks for a whole batch of messages.
     */
    async people(wanted: readonly PeopleWanted[]): Promise<Account[][]> {
      const asked = wanted.map(queryOf).filter((query) => query !== null);
      if (asked.length === 0) return wanted.map(() => []);
      const found = await model.find({ disabled: false, $or: asked }).sort({ _id: 1 }).lean<AccountDocument[]>();
      const all = found.map(accountOf);
      return wanted.map((one) => all.filter((account) => isWanted(account, one)));
    },

    /** Is there any account at all? An empty system waits for its set-up link. */
    async any(): Promise<boolean> {
      return (await model.exists({})) !== null;
    },

    /** Is there an enabled holder of a post? */
    async anyWith(post: Post): Promise<boolean> {
      return (await model.exists({ disabled: false, 'posts.post': post })) !== null;
    },

    /** Why this account could not be added; {@link add} throws them. */
    async reasonsAgainst(account: NewAccount): Promise<Reason[]> {
      const { posts = [], department, password } = account;
      const login = normalLogin(account.login);
      const reasons: Reason[] = [];
      if (!/^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]{1,39}$/u.test(login))
        reasons.push({ code: 'people.badLogin', field: 'login' });
      else if (await model.exists({ login })) reasons.push({ code: 'people.loginTaken', field: 'login' });
      reasons.push(...(await reasonsAgainstDepartment(department)));
      reasons.push(...reasonsAgainstPosts(held(posts, department), department));
      if (password !== undefined) reasons.push(...againstPassword(password, account));
      return reasons;
    },

    /** Throws {@link InvalidForm} with every reason: login taken in any spelling, posts that exclude each other … */
    async add(account: NewAccount, by: By): Promise<Account> {
      const reasons = await this.reasonsAgainst(account);
      if (reasons.length > 0) throw new InvalidForm(reasons);
      const { name, department, posts = [], locale = 'zh-CN', email = '', password } = account;
      const now = clock.now();
      const id = account.id ?? newId();
      const login = normalLogin(account.login);
      const after = { login, name, department, posts, locale, email };
      const document: AccountDocument = {
        _id: id,
        login,
        name,
        department,
        posts: held(posts, department),
        locale,
        textSize: 'normal',
        email,
        disabled: false,
        mustChangePassword: account.mustChangePassword ?? false,
        passwordHash: password === undefined ? '' : await hashPassword(password, cost),
        createdAt: now,
        passwordChangedAt: now,
        rev: 1,
        outbox: [noteOf(now, { id: by.id, name: by.name }, 'account.added', about({ id, name }), { after })],
      };
      try {
        await model.create(document);
      } catch (error) {
        if (isDuplicate(error)) throw new InvalidForm([{ code: 'people.loginTaken', field: 'login' }]);
        throw error;
      }
      await carryNotes(model, log, id);
      return accountOf(document);
    },

    /** Give a person other posts, in another department if need be. The three officers exclude each other and business. */
    async setPosts(id: string, rev: number, posts: Post[], department: string, by: By): Promise<Account> {
      const before = await byId(id);
      const reasons = reasonsAgainstPosts(held(posts, department), department);
      if (department !== before.department) reasons.push(...(await reasonsAgainstDepartment(department)));
      if (reasons.length > 0) throw new InvalidForm(reasons);
      return change(before, {
        ...{ expected: rev, by, what: 'account.posts' },
        set: { posts: held(posts, department), department },
        from: { posts: before.posts.map(({ post }) => post), department: before.department },
        to: { posts, department },
      });
    },

    /** A disabled account's sessions and tokens end with their next request. */
    async setDisabled(id: string, rev: number, disabled: boolean, by: By): Promise<Account> {
      const before = await byId(id);
      expectRevision(rev, await revisionOf(id));
      if (before.disabled === disabled) return before;
      const what = disabled ? 'account.disabled' : 'account.enabled';
      return change(before, { expected: rev, by, what, set: { disabled } });
    },

    /** Note that a one-time link was made; the old password goes on working until the link is used. */
    async noteReset(id: string, by: By): Promise<void> {
      const before = await byId(id);
      await change(before, { by, what: 'account.resetStarted', set: {} });
    },

    /** Why this password will not do for this account. */
    againstPassword,

    /**
     * Set a password that the person chose; every session that began before ends. Throws {@link InvalidForm}, also when it is
     * the old one, unless it `mayRepeat` (who forgot the old one cannot know).
     */
    async setPassword(
      id: string,
      password: string,
      by: By,
      { mayRepeat = false, expected = null }: PasswordOptions = {},
    ) {
      const before = await byId(id);
      const reasons = againstPassword(password, before);
      const old = mayRepeat || reasons.length > 0 ? '' : await this.hashOf(id);
      if (old !== '' && (await passwordFits(password, old))) {
        reasons.push({ code: 'people.samePassword', field: 'password' });
      }
      if (reasons.length > 0) throw new InvalidForm(reasons);
      const set = {
        passwordHash: await hashPassword(password, cost),
        passwordChangedAt: clock.now(),
        mustChangePassword: false,
      };
      return change(before, { expected, by, what: 'account.password', set });
    },

    /** What a person decides about the own account; not an administrator's act, so it is not logged. */
    async setProfile(id: string, rev: number, profile: Profile): Promise<void> {
      const before = await byId(id);
      const { locale, textSize, email } = before;
      const of = { expected: rev, by: before, what: 'account.profile', logged: false };
      await change(before, { ...of, set: profile, from: { locale, textSize, email }, to: { ...profile } });
    },

    /** A switch on every page; it says what it sets and overwrites nothing unseen. */
    async setLocale(id: string, locale: Locale): Promise<void> {
      const before = await byId(id);
      if (before.locale === locale) return;
      const of = { by: before, what: 'account.profile', logged: false };
      await change(before, { ...of, set: { locale }, from: { locale: before.locale }, to: { locale } });
    },

    /** Must this person choose a new password before anything else? */
    passwordDue(account: Account): boolean {
      return account.mustChangePassword || passwordExpired(account.passwordChangedAt, clock.now(), profile);
    },

    /** Carry notes that a crash left behind into the log. */
    carryNotes: () => carryNotes(model, log),
  };
}
export type Accounts = ReturnType<typeof createAccounts>;
