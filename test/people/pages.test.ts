import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Express } from 'express';
import { appOf, browser } from './app.js';
import { type FreshPeople, freshPeople, PASSWORD } from './support.js';

let fresh: FreshPeople;
let app: Express;
beforeAll(async () => {
  fresh = await freshPeople();
  app = await appOf(fresh);
  await fresh.person('sysadmin', ['system_administrator']);
  await fresh.person('secadmin', ['security_administrator']);
  await fresh.person('auditor', ['auditor']);
  await fresh.person('liaison', ['department_liaison'], 'zhengwu');
});
afterAll(() => fresh.close());

const as = async (login: string) => {
  const one = browser(app);
  await one.signIn(login);
  return one;
};
const linkIn = (html: string) => /\/link\/[A-Za-z0-9_-]{43}/.exec(html)?.[0] ?? '';

describe('an empty system', () => {
  it('is opened by its set-up link once: an administrator, and an office person who chooses the password', async () => {
    const empty = await freshPeople({}, { departments: false });
    const emptyApp = await appOf(empty);
    const first = (await empty.people.ensureSetupLink()) ?? '';
    const link = (await empty.people.ensureSetupLink()) ?? '';
    const form = {
      administratorLogin: 'guanli',
      administratorName: '王安',
      password: 'Qiaotou-8',
      again: 'Qiaotou-8',
      officeLogin: 'bangong',
      officeName: '李明',
    };
    const one = browser(emptyApp);
    expect((await one.get(first)).status).toBe(404);
    expect((await one.get(link)).text).toContain('三员分立');

    const same = await one.post(link, { ...form, officeLogin: 'ＧＵＡＮＬＩ', password: 'Aa1', again: 'Aa1' });
    expect(same.status).toBe(422);
    expect(same.text).toContain('href="#officeLogin"');
    expect(same.text).toContain('href="#password"');
    expect(same.text).toContain('value="李明"');

    const [done, late] = await Promise.all([one.post(link, form), one.post(link, form)]);
    expect([done.status, late.status].sort()).not.toEqual([200, 200]);
    const made = [done, late].find(({ status }) => status === 200);
    const choose = linkIn(made?.text ?? '');
    expect((await one.get(link)).status).toBe(404);
    expect(await empty.people.ensureSetupLink()).toBeNull();
    expect(await empty.people.accounts.list()).toHaveLength(2);

    expect((await one.get(choose)).text).toContain('bangong');
    expect((await one.post(choose, { password: 'short', again: 'short' })).status).toBe(422);
    expect((await one.post(choose, { password: PASSWORD, again: `${PASSWORD}x` })).text).toContain(
      '两次输入的密码不一致。',
    );
    const chosen = await one.post(choose, { password: PASSWORD, again: PASSWORD });
    expect(chosen.headers.location).toBe('/sign-in?done=link');
    expect((await one.get(choose)).status).toBe(404);
    expect((await browser(emptyApp).signIn('bangong')).status).toBe(303);
    await empty.close();
  });

  it('is not opened by a link a day old', async () => {
    const empty = await freshPeople({}, { departments: false });
    const link = (await empty.people.ensureSetupLink()) ?? '';
    empty.clock.forward(24 * 60);
    expect((await browser(await appOf(empty)).get(link)).status).toBe(404);
    await empty.close();
  });
});

describe('administration of people', () => {
  it('goes from adding by one officer to posts by another to signing in', async () => {
    const system = await as('sysadmin');
    await system.get('/admin/people/new');
    const fields = { login: 'newcomer', name: '赵新', department: 'zhengwu', locale: 'zh-CN', email: '' };
    const added = await system.post('/admin/people/new', fields);
    expect(added.status).toBe(200);
    expect(added.headers['cache-control']).toBe('no-store');
    const link = linkIn(added.text);

    const account = (await fresh.people.accounts.byLogin('newcomer'))!;
    const page = `/admin/people/${account.id}`;
    const security = await as('secadmin');
    expect((await security.get(page)).text).toContain('授予岗位');
    const both = await security.post(page, {
      rev: account.rev,
      department: 'zhengwu',
      posts: ['auditor', 'department_leader'],
    });
    expect(both.status).toBe(422);
    expect(both.text).toContain('系统管理岗位不得兼任业务岗位。');
    const granted = await security.post(page, { rev: account.rev, department: 'zhengwu', posts: 'department_leader' });
    expect(granted.headers.location).toBe(`${page}?done=posts`);
    expect((await security.get(`${page}?done=posts`)).text).toContain('岗位已调整，立即生效。');

    const stale = await security.post(page, { rev: account.rev, department: 'zhengwu', posts: 'reviewer' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('value="reviewer" checked');

    const newcomer = browser(app);
    await newcomer.get(link);
    await newcomer.post(link, { password: PASSWORD, again: PASSWORD });
    expect((await newcomer.signIn('newcomer')).status).toBe(303);
    expect((await newcomer.get('/admin/people')).status).toBe(403);

    expect((await security.post(`${page}/disable`, { rev: 2 })).status).toBe(403);
    const { rev } = await fresh.people.accounts.byId(account.id);
    expect((await system.post(`${page}/disable`, { rev })).headers.location).toBe(`${page}?done=disable`);
    expect((await newcomer.get('/account')).status).toBe(401);
    expect((await system.get('/admin/people?text=newcomer')).text).toContain('已停用');
    const reset = await system.post(`${page}/reset`);
    expect(linkIn(reset.text)).not.toBe('');
  });

  it('gives the form back with what was typed and what is wrong', async () => {
    const system = await as('sysadmin');
    await system.get('/admin/people/new');
    const fields = { login: 'LIAISON', name: '', department: 'zhengwu', locale: 'en', email: 'nowhere' };
    const again = await system.post('/admin/people/new', fields);
    expect(again.status).toBe(422);
    for (const part of ['value="LIAISON"', 'value="nowhere"', 'href="#name"', 'href="#email"', 'value="en" selected']) {
      expect(again.text).toContain(part);
    }
  });

  it('refuses unknown fields, arrays where text belongs, and ids that are none', async () => {
    const system = await as('sysadmin');
    await system.get('/admin/people/new');
    const fields = { login: 'odd', name: '某', department: 'zhengwu', locale: 'zh-CN', email: '' };
    expect((await system.post('/admin/people/new', { ...fields, posts: 'auditor' })).status).toBe(400);
    expect((await system.post('/admin/people/new', { ...fields, login: ['a', 'b'] })).status).toBe(400);
    expect((await system.post('/account', { form: 'other' })).status).toBe(400);
    expect((await system.post('/locale', { locale: 'fr' })).status).toBe(400);
    expect((await system.get('/admin/people/%24ne')).status).toBe(404);
    expect((await system.get(`/admin/people/${'0'.repeat(24)}`)).status).toBe(404);
    expect((await system.get('/admin/people?department[$ne]=x&post=nothing&text=.*')).status).toBe(200);
    expect((await system.get('/admin/departments/nothing')).status).toBe(404);
  });

  it('shows a person the own page without buttons, and why', async () => {
    const { id } = (await fresh.people.accounts.byLogin('sysadmin'))!;
    const system = await as('sysadmin');
    const page = await system.get(`/admin/people/${id}`);
    expect(page.text).toContain('不能办理自己的账号。');
    expect(page.text).not.toContain('/disable');
  });
});

describe('departments and the log', () => {
  it('are added and taken out of use by the system administrator, and the auditor reads of it', async () => {
    const system = await as('sysadmin');
    await system.get('/admin/departments/new');
    const fields = {
      name: '市公安局',
      shortName: '公安',
      nameEn: 'Police',
      category: 'lawEnforcement',
      level: 'city',
      parent: '',
      aliases: '市局、公安分局',
    };
    const added = await system.post('/admin/departments/new', { id: 'gongan', ...fields });
    expect(added.headers.location).toBe('/admin/departments?done=department');
    const wrong = await system.post('/admin/departments/gongan', { rev: 1, ...fields, parent: 'gongan' });
    expect(wrong.text).toContain('上级单位不能是本单位或其下级。');
    await system.post('/admin/departments/gongan', { rev: 1, ...fields });
    expect((await fresh.people.departments.byId('gongan')).active).toBe(false);
    expect((await system.get('/admin/departments')).text).toContain('市公安局');
    expect((await system.get('/admin/log')).status).toBe(403);

    const auditor = await as('auditor');
    const log = await auditor.get('/admin/log');
    expect(log.text).toContain('校验完好');
    expect(log.text).toContain('修改单位');
    expect(log.text).toContain('市局、公安分局');
    expect((await auditor.post('/admin/departments/gongan', { rev: 2, ...fields, active: '1' })).status).toBe(403);
    expect((await auditor.get(`/admin/log?before=3`)).status).toBe(200);
  });

  it('switches the language for good', async () => {
    const liaison = await as('liaison');
    const answer = await liaison.post('/locale', { locale: 'en' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect((await fresh.people.accounts.byLogin('liaison'))?.locale).toBe('en');
  });

  it('has every page in English too', async () => {
    const english = await appOf(fresh, 'en');
    const visit = async (login: string, paths: string[]) => {
      const one = browser(english);
      await one.signIn(login);
      for (const path of paths) expect([path, (await one.get(path)).status]).toEqual([path, 200]);
    };
    const { id } = (await fresh.people.accounts.byLogin('liaison'))!;
    await visit('sysadmin', ['/account', '/admin/people', '/admin/people/new', `/admin/people/${id}`]);
    await visit('sysadmin', ['/admin/departments', '/admin/departments/new', '/admin/departments/zhengwu']);
    await visit('auditor', ['/admin/log']);
    expect((await browser(english).get('/sign-in')).text).toContain('Sign in');
  });
});
