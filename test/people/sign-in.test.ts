import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { BY_SYSTEM } from '../../src/people/admin-log.js';
import { createPeople } from '../../src/people/people.js';
import { TooManyTries } from '../../src/platform/errors.js';
import { appOf, browser } from './app.js';
import { type FreshPeople, freshPeople, PASSWORD } from './support.js';

let fresh: FreshPeople;
let app: Express;
beforeAll(async () => {
  fresh = await freshPeople({ limits: { perAccount: 10, perAddress: 1000, lockSeconds: 600 } });
  app = await appOf(fresh);
});
afterAll(() => fresh.close());

const cookieOf = (headers: Record<string, unknown>) =>
  /sid=([^;]+)/.exec(String((headers['set-cookie'] as string[] | undefined)?.[0]))?.[1];

describe('signing in', () => {
  it('leads to where the person wanted to go, never out of the product', async () => {
    await fresh.person('goes');
    for (const [next, to] of [
      ['/tasks?due=week', '/tasks?due=week'],
      ['//evil.example', '/'],
      ['/\\evil.example', '/'],
      ['https://evil.example', '/'],
      ['', '/'],
    ]) {
      const one = browser(app);
      await one.get('/sign-in');
      const answer = await one.post('/sign-in', { login: 'goes', password: PASSWORD, next });
      expect([answer.status, answer.headers.location]).toEqual([303, to]);
    }
  });

  it('begins a session under a new id', async () => {
    await fresh.person('renewed');
    const one = browser(app);
    const before = cookieOf((await one.get('/sign-in')).headers);
    const after = cookieOf((await one.post('/sign-in', { login: 'renewed', password: PASSWORD })).headers);
    expect(before).toBeTruthy();
    expect(after).toBeTruthy();
    expect(after).not.toBe(before);
  });

  it('says the same of an unknown login, a wrong password and a disabled account, and keeps the login typed', async () => {
    const { account } = await fresh.person('disabled-one');
    await fresh.person('wrong-one');
    await fresh.people.accounts.setDisabled(account.id, account.rev, true, BY_SYSTEM);
    for (const [login, password] of [
      ['nobody-here', PASSWORD],
      ['wrong-one', 'Guanlan-8'],
      ['disabled-one', PASSWORD],
    ]) {
      const one = browser(app);
      await one.get('/sign-in');
      const answer = await one.post('/sign-in', { login, password });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('账号或密码不对。');
      expect(answer.text).toContain(`value="${login}"`);
      expect(answer.text).not.toContain(password);
    }
  });

  it('evaluates at most ten of fifty wrong passwords tried at once, and then locks for ten minutes', async () => {
    await fresh.person('attacked');
    const tries = await Promise.all(
      Array.from({ length: 50 }, () =>
        fresh.people
          .signIn({ login: 'attacked', password: 'wrong', address: '10.0.0.1' })
          .catch((error: unknown) => error),
      ),
    );
    const locked = tries.filter((error) => error instanceof TooManyTries);
    expect(locked.length).toBeGreaterThanOrEqual(40);
    const right = await fresh.people
      .signIn({ login: 'ＡＴＴＡＣＫＥＤ', password: PASSWORD, address: '10.0.0.2' })
      .catch((error: unknown) => error);
    expect(right).toBeInstanceOf(TooManyTries);
    expect((right as TooManyTries).retryAfterSeconds).toBeGreaterThan(500);
    const [entry] = await fresh.people.adminLog.list({ about: 'attacked' });
    expect(entry?.what).toBe('signIn.locked');
  });

  it('keeps a lock when the process starts again, and opens when its time is over', async () => {
    await fresh.person('restarted');
    const wrong = { login: 'restarted', password: 'wrong', address: '10.0.0.3' };
    for (let i = 0; i < 11; i += 1) await fresh.people.signIn(wrong).catch(() => null);
    const again = createPeople({ connection: fresh.connection, cost: { N: 1024, r: 8, p: 1 } });
    const right = { ...wrong, password: PASSWORD };
    await expect(again.signIn(right)).rejects.toBeInstanceOf(TooManyTries);
    // The lock's end lies in the database; move it into the past instead of waiting ten minutes.
    await fresh.connection.collection('passwordTries').updateMany({}, { $set: { expire: new Date(Date.now() - 1) } });
    expect((await again.signIn(right)).login).toBe('restarted');
  });

  it('counts wrong old passwords at changing the password with those at signing in', async () => {
    const { account } = await fresh.person('changes');
    const change = { account, rev: account.rev, old: 'wrong', password: 'Qiaotou-8', address: '10.0.0.4' };
    for (let i = 0; i < 10; i += 1) await fresh.people.changePassword(change).catch(() => null);
    await expect(fresh.people.changePassword({ ...change, old: PASSWORD })).rejects.toBeInstanceOf(TooManyTries);
    const signIn = { login: 'changes', password: PASSWORD, address: '10.0.0.4' };
    await expect(fresh.people.signIn(signIn)).rejects.toBeInstanceOf(TooManyTries);
  });

  it('locks an address that tries one-time links', async () => {
    const strict = createPeople({
      connection: fresh.connection,
      cost: { N: 1024, r: 8, p: 1 },
      limits: { perAccount: 10, perAddress: 10, lockSeconds: 600 },
    });
    for (let i = 0; i < 10; i += 1) {
      await expect(strict.lookAtLink('x'.repeat(43), '10.0.0.5')).rejects.toMatchObject({ status: 404 });
    }
    await expect(strict.lookAtLink('x'.repeat(43), '10.0.0.5')).rejects.toBeInstanceOf(TooManyTries);
  });
});

describe('a session', () => {
  const signedIn = async (login: string) => {
    const { account } = await fresh.person(login);
    const one = browser(app);
    await one.signIn(login);
    return { one, account };
  };

  it('ends after 30 minutes without a request, not before', async () => {
    const { one } = await signedIn('idle');
    for (let i = 0; i < 3; i += 1) {
      fresh.clock.forward(29);
      expect((await one.get('/account')).status).toBe(200);
    }
    fresh.clock.forward(30);
    expect((await one.get('/account')).status).toBe(401);
  });

  it('ends ten hours after signing in, however busy', async () => {
    const { one } = await signedIn('busy');
    for (let i = 0; i < 23; i += 1) {
      fresh.clock.forward(26);
      expect((await one.get('/account')).status).toBe(200);
    }
    fresh.clock.forward(2);
    expect((await one.get('/account')).status).toBe(401);
  });

  it('writes that the person was here at most once a minute', async () => {
    const { one, account } = await signedIn('seldom');
    const stored = async () =>
      JSON.stringify(await fresh.connection.collection('sessions').findOne({ session: new RegExp(account.id) }));
    const before = await stored();
    await one.get('/account');
    expect(await stored()).toBe(before);
    fresh.clock.forward(1);
    await one.get('/account');
    expect(await stored()).not.toBe(before);
  });

  it('ends with the next request once the account is disabled', async () => {
    const { one, account } = await signedIn('thrown-out');
    await fresh.people.accounts.setDisabled(account.id, account.rev, true, BY_SYSTEM);
    expect((await one.get('/account')).status).toBe(401);
  });

  it('loses a permission with the next request', async () => {
    const { account } = await fresh.person('demoted', ['auditor']);
    const one = browser(app);
    await one.signIn('demoted');
    expect((await one.get('/admin/log')).status).toBe(200);
    await fresh.people.accounts.setPosts(account.id, account.rev, [], 'office', BY_SYSTEM);
    expect((await one.get('/admin/log')).status).toBe(403);
    expect((await one.get('/account')).status).toBe(200);
  });

  it('goes on when its person changes the password, while all others of that person end', async () => {
    const { one } = await signedIn('two-places');
    const other = browser(app);
    await other.signIn('two-places');
    fresh.clock.forward(1);
    const fields = { form: 'password', rev: '1', old: PASSWORD, password: 'Qiaotou-8', again: 'Qiaotou-8' };
    expect((await one.post('/account', fields)).headers.location).toBe('/account?done=password');
    expect((await one.get('/account')).status).toBe(200);
    expect((await other.get('/account')).status).toBe(401);
  });

  it('is worth nothing after signing out, even when its cookie is kept', async () => {
    await fresh.person('leaves');
    const one = browser(app);
    await one.get('/sign-in');
    const kept = cookieOf((await one.post('/sign-in', { login: 'leaves', password: PASSWORD })).headers);
    await one.get('/account');
    const out = await one.post('/sign-out');
    expect(out.headers['clear-site-data']).toBeTruthy();
    expect((await request(app).get('/account').set('Cookie', `sid=${kept}`)).status).toBe(401);
  });

  it('sends whoever has an old password to the own account first', async () => {
    const { account } = await fresh.person('ages', ['auditor']);
    await fresh.connection
      .collection<{ _id: string }>('accounts')
      .updateOne({ _id: account.id }, { $set: { passwordChangedAt: '2020-01-01T00:00:00.000Z' } });
    const one = browser(app);
    await one.signIn('ages');
    expect((await one.get('/admin/log')).headers.location).toBe('/account');
    expect((await one.get('/account')).text).toContain('密码须更换后才能继续使用系统。');
  });
});

describe('a forged request', () => {
  it('is refused without the token, with a wrong one, and from a foreign page', async () => {
    await fresh.person('forged');
    const one = browser(app);
    await one.signIn('forged');
    const fields = { form: 'profile', rev: '1', locale: 'en', email: '' };
    expect((await one.agent.post('/account').type('form').send(fields)).text).toBe('policy.staleForm');
    expect((await one.post('/account', { ...fields, _csrf: 'ab' })).status).toBe(403);
    const page = await one.get('/account');
    const token = /name="_csrf" value="([0-9a-f]+)"/.exec(page.text)?.[1];
    const send = (headers: Record<string, string>) =>
      one.agent
        .post('/account')
        .set(headers)
        .type('form')
        .send({ ...fields, _csrf: token });
    expect((await send({ 'Sec-Fetch-Site': 'cross-site' })).text).toBe('policy.foreignOrigin');
    expect((await send({ 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect((await send({ Origin: 'https://evil.example' })).text).toBe('policy.foreignOrigin');
    expect((await send({ Origin: 'null' })).status).toBe(303);
    fields.rev = '2';
    expect((await send({ Origin: 'http://127.0.0.1:3000', 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303);
  });

  it('may bring its token in the header or, for uploads, in the query', async () => {
    await fresh.person('uploads');
    const one = browser(app);
    await one.signIn('uploads');
    const token = /name="_csrf" value="([0-9a-f]+)"/.exec((await one.get('/account')).text)?.[1] ?? '';
    const fields = { form: 'profile', rev: '1', locale: 'zh-CN', email: '' };
    expect((await one.agent.post('/account').set('x-csrf-token', token).type('form').send(fields)).status).toBe(303);
    expect((await one.agent.post(`/account?_csrf=${token}`).type('form').send(fields)).status).toBe(303);
  });
});

describe('a token for the interface', () => {
  it('opens until it is revoked or its owner disabled, and notes its use once a minute', async () => {
    const { account } = await fresh.person('machine', ['auditor']);
    const { tokens, accounts } = fresh.people;
    const { id, token } = await tokens.create(account.id, '报表');
    const ask = (value: string) => request(app).get('/admin/log').set('Authorization', `Bearer ${value}`);
    expect((await ask(token)).status).toBe(200);
    const used = (await tokens.list(account.id))[0]?.lastUsedAt;
    fresh.clock.forward(0.5);
    await ask(token);
    expect((await tokens.list(account.id))[0]?.lastUsedAt).toBe(used);
    expect((await ask(`${token.slice(0, -1)}!`)).status).toBe(401);
    const disabled = await accounts.setDisabled(account.id, account.rev, true, BY_SYSTEM);
    expect((await ask(token)).status).toBe(401);
    await accounts.setDisabled(account.id, disabled.rev, false, BY_SYSTEM);
    expect(await tokens.revoke(account.id, id)).toBe(true);
    expect((await ask(token)).status).toBe(401);
    expect(JSON.stringify(await fresh.connection.collection('tokens').find().toArray())).not.toContain(token);
  });
});
