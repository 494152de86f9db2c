import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actorOf } from '../../src/people/account.model.js';
import { BY_SYSTEM } from '../../src/people/admin-log.js';
import { SYSTEM_POSTS } from '../../src/people/posts.js';
import { EditConflict, Forbidden, InvalidForm } from '../../src/platform/errors.js';
import { type Actor, POSTS, type Post } from '../../workflows/moment.js';
import { rounds } from '../support/hunt.js';
import { type FreshPeople, freshPeople, PASSWORD } from './support.js';

let fresh: FreshPeople;
beforeAll(async () => {
  fresh = await freshPeople();
});
afterAll(() => fresh.close());

const codes = (error: unknown) => (error as InvalidForm).reasons.map(({ code }) => code);
const refused = async (doing: Promise<unknown>) =>
  codes(
    await doing.then(
      () => null,
      (error: unknown) => error,
    ),
  );

describe('accounts', () => {
  it('take one spelling of a login once, whatever the width and the capitals', async () => {
    await fresh.person('liming');
    for (const login of ['liming', 'LiMing', 'ｌｉｍｉｎｇ', '  LIMING ']) {
      expect(await refused(fresh.person(login))).toEqual(['people.loginTaken']);
    }
  });

  it('take a login once when many ask at the same time', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => fresh.person('tongshi')));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('belong to a department that exists and is in use', async () => {
    const add = (department: string) =>
      fresh.people.accounts.add({ login: 'nowhere', name: '某', department }, BY_SYSTEM);
    expect(await refused(add('nothing'))).toEqual(['people.noSuchDepartment']);
    const { departments } = fresh.people;
    const closed = await departments.add(
      {
        id: 'closed',
        name: '撤并单位',
        shortName: '撤并',
        nameEn: '',
        category: 'office',
        level: 'city',
        parent: null,
      },
      BY_SYSTEM,
    );
    await departments.setActive('closed', closed.rev, false, BY_SYSTEM);
    expect(await refused(add('closed'))).toEqual(['people.departmentInactive']);
  });

  it('refuse a change made from a page that is out of date', async () => {
    const { account } = await fresh.person('stale');
    await fresh.people.accounts.setPosts(account.id, 1, ['reviewer'], 'office', BY_SYSTEM);
    await expect(
      fresh.people.accounts.setPosts(account.id, 1, ['campaign_office'], 'office', BY_SYSTEM),
    ).rejects.toBeInstanceOf(EditConflict);
  });

  it('are found for messages by department, by post and by person, without the disabled ones', async () => {
    const { accounts } = fresh.people;
    const leader = (await fresh.person('zwleader', ['department_leader'], 'zhengwu')).account;
    const gone = (await fresh.person('zwgone', ['department_liaison'], 'zhengwu')).account;
    await accounts.setDisabled(gone.id, gone.rev, true, BY_SYSTEM);
    const wanted = [{ department: 'zhengwu' }, { posts: ['department_leader' as const] }, { person: gone.id }, {}];
    const found = (await accounts.people(wanted)).map((people) => people.map(({ id }) => id));
    expect(found).toEqual([[leader.id], [leader.id], [], []]);
    expect(await accounts.people([{}])).toEqual([[]]);
  });

  it('never give their password or its hash away', async () => {
    const { account } = await fresh.person('quiet');
    const everything = JSON.stringify([
      account,
      await fresh.people.accounts.list(),
      await fresh.people.adminLog.list({}),
    ]);
    expect(everything).not.toContain('scrypt$');
    expect(everything).not.toContain(PASSWORD);
  });
});

describe('the three officers', () => {
  it('exclude each other and every post in campaigns', async () => {
    const { accounts } = fresh.people;
    const { account } = await fresh.person('officer');
    for (const one of SYSTEM_POSTS) {
      for (const other of POSTS.filter((post) => post !== one)) {
        const expected = SYSTEM_POSTS.includes(other as never) ? 'people.threeOfficers' : 'people.systemBesideBusiness';
        expect(await refused(accounts.setPosts(account.id, 1, [one, other], 'office', BY_SYSTEM))).toEqual([expected]);
      }
    }
  });

  it('stay apart under any sequence of what administrators do', async () => {
    const { people } = fresh;
    const ids = [
      (await fresh.person('seq-a', ['system_administrator'])).account.id,
      (await fresh.person('seq-b', ['security_administrator'])).account.id,
      (await fresh.person('seq-c')).account.id,
    ];
    const step = fc.record({
      by: fc.nat(2),
      to: fc.nat(2),
      what: fc.constantFrom('posts', 'posts', 'posts', 'disable', 'enable', 'reset'),
      posts: fc.uniqueArray(fc.constantFrom(...SYSTEM_POSTS, 'reviewer' as Post), { maxLength: 3 }),
    });
    const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      for (const { by, to, what, posts } of steps) {
        const actor: Actor = actorOf(await people.accounts.byId(ids[by]!));
        const { id, rev } = await people.accounts.byId(ids[to]!);
        const { administration } = people;
        const doing =
          what === 'posts'
            ? administration.setPosts(actor, id, rev, posts, 'office')
            : what === 'reset'
              ? administration.reset(actor, id)
              : administration.setDisabled(actor, id, rev, what === 'disable');
        await doing.catch((error: unknown) => {
          if (!(error instanceof Forbidden || error instanceof InvalidForm)) throw error;
        });
        for (const account of await people.accounts.list()) {
          const held = account.posts.map(({ post }) => post);
          const system = held.filter((post) => SYSTEM_POSTS.includes(post as never));
          expect(system.length === 0 || held.length === 1).toBe(true);
        }
        for (const post of ['system_administrator', 'security_administrator'] as const) {
          expect(await people.accounts.anyWith(post)).toBe(true);
        }
      }
    });
    await fc.assert(property, { numRuns: rounds(15) });
  });

  it('serve others only: nobody grants himself posts, disables or resets himself', async () => {
    const { administration } = fresh.people;
    const security = await fresh.person('self-sec', ['security_administrator']);
    const system = await fresh.person('self-sys', ['system_administrator']);
    const yourself = ['policy.notYourself'];
    expect(
      await refused(administration.setPosts(security.actor, security.account.id, 1, ['auditor'], 'office')),
    ).toEqual(yourself);
    expect(await refused(administration.setDisabled(system.actor, system.account.id, 1, true))).toEqual(yourself);
    expect(await refused(administration.reset(system.actor, system.account.id))).toEqual(yourself);
  });

  it('divide the work: the system administrator grants nothing, the security administrator adds nobody', async () => {
    const { administration } = fresh.people;
    const security = await fresh.person('div-sec', ['security_administrator']);
    const system = await fresh.person('div-sys', ['system_administrator']);
    const { account } = await fresh.person('div-other');
    expect(await refused(administration.setPosts(system.actor, account.id, 1, ['reviewer'], 'office'))).toEqual([
      'policy.onlySecurityAdministrator',
    ]);
    const newcomer = { login: 'div-new', name: '新', department: 'office' };
    expect(await refused(administration.add(security.actor, newcomer))).toEqual(['policy.onlySystemAdministrator']);
  });

  it('can be appointed from nothing: the system administrator names the first security administrator, once', async () => {
    const empty = await freshPeople();
    const { administration } = empty.people;
    const system = await empty.person('first', ['system_administrator']);
    const second = (await empty.person('second')).account;
    const third = (await empty.person('third')).account;
    const appoint = (id: string, post: Post) => administration.setPosts(system.actor, id, 1, [post], 'office');
    expect(await refused(appoint(second.id, 'auditor'))).toEqual(['policy.onlySecurityAdministrator']);
    expect((await appoint(second.id, 'security_administrator')).posts).toHaveLength(1);
    expect(await refused(appoint(third.id, 'security_administrator'))).toEqual(['policy.onlySecurityAdministrator']);
    await empty.close();
  });
});
