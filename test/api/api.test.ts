import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { API } from '../../src/http/api.js';
import { openApiPath } from '../../src/http/openapi.js';
import { reasonTexts } from '../../src/http/reason-text.js';
import { hasText, LOCALES, translator } from '../../src/platform/i18n.js';
import { apiOf, expectProblem } from '../support/api.js';
import { createTestApp, FOREIGN, LEAD, type TestApp } from '../support/app.js';

/** What the document says of a route, as far as it is looked at here. */
interface Described {
  parameters?: { name: string; in: string }[];
  requestBody?: object;
}

let product: TestApp;

beforeAll(async () => {
  product = await createTestApp();
}, 60_000);
afterAll(() => product.close());

const { as, expectAsDescribed } = apiOf(() => product);

describe('the list of tasks', () => {
  it('has the shape that is promised, with sentences for lights and for what cannot be done', async () => {
    const id = await product.newDraft();
    await product.put('campaign_office', id, { type: 'ASSIGN' });
    const office = await as('campaign_office');
    const answered = await office.get(`/tasks?campaign=${product.campaign}&department=${LEAD}`);
    expectAsDescribed('get', '/tasks', answered);
    const task = answered.body.items.find((one: { id: string }) => one.id === id);
    expect(Object.keys(task).sort()).toEqual(
      [
        ...['allowed', 'campaign', 'coDepartments', 'code', 'due', 'id', 'leadDepartment', 'light', 'percent'],
        ...['phase', 'rev', 'state', 'title'],
      ].sort(),
    );
    expect(task).toMatchObject({
      state: 'assigned',
      leadDepartment: LEAD,
      light: { colour: 'green', since: '2026-06-02' },
      due: { from: '2026-06-10', to: '2026-06-10', text: '6月10日' },
    });
    expect(task.light.reason).toMatch(/\p{Script=Han}/u);
    expect(task.allowed.map(({ event }: { event: string }) => event)).toContain('AMEND');
  });

  it('goes on from page to page without losing or repeating a task', async () => {
    for (let i = 0; i < 5; i += 1) await product.newDraft();
    const office = await as('campaign_office');
    const seen: string[] = [];
    let after = '';
    for (let pages = 0; pages < 20; pages += 1) {
      const { body } = await office.get(`/tasks?limit=2${after}`);
      seen.push(...body.items.map((one: { id: string }) => one.id));
      if (body.next === null) break;
      after = `&after=${encodeURIComponent(body.next)}`;
    }
    const all = (await office.get('/tasks?limit=200')).body.items.map((one: { id: string }) => one.id);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('shows a department only what it leads or supports, or its neighbours do', async () => {
    const id = await product.newDraft();
    const has = async (login: string) =>
      (await (await as(login)).get('/tasks?limit=200')).body.items.some((one: { id: string }) => one.id === id);
    expect(await has('department_leader')).toBe(true);
    expect(await has('foreign_leader')).toBe(false);
    expectProblem(await (await as('foreign_leader')).get(`/tasks/${id}`), 403, 'policy.notYourDepartment');
    expectProblem(await (await as('system_administrator')).get('/tasks'), 403);
  });

  it('names what is wrong with a query: unknown, repeated, of a wrong form, a cursor of nobody', async () => {
    const office = await as('campaign_office');
    expectProblem(await office.get('/tasks?colour=red'), 400, 'unknownField');
    expectProblem(await office.get('/tasks?light=red&light=blue'), 400, 'badValue');
    expectProblem(await office.get('/tasks?light=purple'), 422, 'badValue');
    expectProblem(await office.get('/tasks?due_by=2026-02-30'), 422, 'badDate');
    expectProblem(await office.get('/tasks?limit=0'), 422);
    expectProblem(await office.get('/tasks?after=rubbish'), 400, 'badValue');
    expectProblem(await office.get('/tasks?campaign[$ne]=1'), 400, 'unknownField');
  });
});

describe('an event', () => {
  it('is answered from its log entry, and the same key gives the same answer and nothing twice', async () => {
    const id = await product.newDraft();
    const office = await as('campaign_office');
    const key = { 'Idempotency-Key': 'assign-1' };
    const first = await office.post(`/tasks/${id}/events`, { type: 'ASSIGN' }, key);
    expectAsDescribed('post', '/tasks/:id/events', first);
    expect(first.body).toMatchObject({ type: 'ASSIGN', from: 'draft', to: 'assigned', seq: 2, rev: 2 });
    await (await as('department_leader')).post(`/tasks/${id}/events`, { type: 'ACKNOWLEDGE' });
    const again = await office.post(`/tasks/${id}/events`, { type: 'ASSIGN' }, key);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    const log = await office.get(`/tasks/${id}/events`);
    expectAsDescribed('get', '/tasks/:id/events', log);
    expect(log.body.items.map(({ type }: { type: string }) => type).slice(1)).toEqual(['ASSIGN', 'ACKNOWLEDGE']);
    expectProblem(await office.post(`/tasks/${id}/events`, { type: 'CHASE', text: '' }, key), 422, 'keyUsedBefore');
  });

  it('is refused with the reasons of the machine, in the language of who asks', async () => {
    const id = await product.newDraft({ leadDepartment: null });
    const refused = await (await as('campaign_office')).post(`/tasks/${id}/events`, { type: 'ASSIGN' });
    expectProblem(refused, 409, 'task.noLead');
    expect(refused.body.reasons[0].text).toMatch(/\p{Script=Han}/u);
    const { people } = product.wiring;
    await people.accounts.setLocale(product.actor('campaign_office').id, 'en');
    const english = await (await as('campaign_office')).post(`/tasks/${id}/events`, { type: 'ASSIGN' });
    expect(english.body.reasons[0].text).not.toMatch(/\p{Script=Han}/u);
    await people.accounts.setLocale(product.actor('campaign_office').id, 'zh-CN');
  });

  it('on an old revision is a conflict when a person has changed the task since', async () => {
    const id = await product.newDraft();
    await product.put('leading_group', id, { type: 'ASSIGN' });
    const office = await as('campaign_office');
    const amend = { type: 'AMEND', title: '改', requirement: '要求', reason: '原因' };
    expectProblem(await office.post(`/tasks/${id}/events`, amend, { 'If-Match': '"1"' }), 409, 'changedMeanwhile');
    expectProblem(await office.post(`/tasks/${id}/events`, { ...amend, rev: 1 }), 409, 'changedMeanwhile');
    expectProblem(await office.post(`/tasks/${id}/events`, amend, { 'If-Match': 'what' }), 400);
    expect((await office.post(`/tasks/${id}/events`, amend, { 'If-Match': '"2"' })).status).toBe(200);
  });

  it('is refused to who may not see the task before anything is said about what was sent', async () => {
    const id = await product.newDraft();
    const foreign = await as('foreign_liaison');
    expectProblem(await foreign.post(`/tasks/${id}/events`, { type: 'CANCEL', reason: ['a'] }), 403);
    expectProblem(await foreign.post(`/tasks/${id}/events`, {}), 403);
  });

  it('that is malformed is a named fault and never a 500', async () => {
    const id = await product.newDraft();
    const office = await as('campaign_office');
    const path = `/tasks/${id}/events`;
    expectProblem(await office.post(path, '{"type": '), 400, 'malformed');
    expectProblem(await office.post(path, '[]'), 400, 'malformed');
    expectProblem(await office.post(path, '"ASSIGN"'), 400, 'malformed');
    expectProblem(await office.post(path, {}), 422);
    expectProblem(await office.post(path, { type: 'EXPLODE' }), 400, 'unknownEvent');
    expectProblem(await office.post(path, { type: '__proto__' }), 400, 'unknownEvent');
    expectProblem(await office.post(path, { type: 'ASSIGN', $set: { state: 'closed' } }), 400, 'unknownField');
    expectProblem(await office.post(path, '{"type":"ASSIGN","__proto__":{"a":1}}'), 400);
    expectProblem(await office.post(path, { type: 'CANCEL', reason: ['a'] }), 422, 'badValue');
    expectProblem(await office.post(path, { type: 'CLOCK' }), 400, 'unknownEvent');
    expectProblem(await office.post(path, { type: 'ASSIGN' }, { 'Idempotency-Key': 'a b' }), 400);
    expectProblem(await office.post(path, { type: 'ASSIGN', x: 'x'.repeat(1_100_000) }), 413, 'tooLarge');
    expectProblem(await office.post('/tasks/0123456789abcdef01234567/events', { type: 'ASSIGN' }), 404, 'notFound');
    expectProblem(await office.post('/tasks/nonsense/events', { type: 'ASSIGN' }), 404, 'notFound');
  });
});

describe('a new task', () => {
  const plan = { title: '新任务', requirement: '要求', outcomes: ['结果'], leadDepartment: LEAD };

  it('is a draft with the next code; the same key gives the same one', async () => {
    const office = await as('campaign_office');
    const body = { campaign: product.campaign, phase: product.phase, group: 'API', plan };
    const first = await office.post('/tasks', body, { 'Idempotency-Key': 'new-1' });
    expectAsDescribed('post', '/tasks', first);
    expect(first.body.code).toBe('API-01');
    await office.post(`/tasks/${first.body.id}/events`, { type: 'CHASE', text: '' });
    const again = await office.post('/tasks', body, { 'Idempotency-Key': 'new-1' });
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = { ...body, plan: { ...plan, title: '另一项任务' } };
    expectProblem(await office.post('/tasks', other, { 'Idempotency-Key': 'new-1' }), 422, 'keyUsedBefore');
    expect((await office.post('/tasks', body)).body.code).toBe('API-02');
    const task = await office.get(`/tasks/${first.body.id}`);
    expectAsDescribed('get', '/tasks/:id', task);
    expect(task.body).toMatchObject({ title: '新任务', state: 'draft', leadDepartment: LEAD, outcomes: ['结果'] });
  });

  it('is refused for what does not exist and for who may not', async () => {
    const office = await as('campaign_office');
    const body = { campaign: product.campaign, phase: product.phase, group: 'API', plan };
    expectProblem(await office.post('/tasks', { ...body, plan: { ...plan, leadDepartment: 'nobody' } }), 422);
    expectProblem(await office.post('/tasks', { ...body, phase: 'nowhere' }), 404);
    expectProblem(await office.post('/tasks', { ...body, plan: { ...plan, title: ' ' } }), 422, 'required');
    expectProblem(await office.post('/tasks', { ...body, state: 'closed' }), 400, 'unknownField');
    expectProblem(await (await as('department_leader')).post('/tasks', body), 403);
  });
});

describe('the other routes', () => {
  it('answer as they are described', async () => {
    await product.newNominatedSite();
    const office = await as('campaign_office');
    expectAsDescribed('get', '/campaigns', await office.get('/campaigns'));
    const campaign = await office.get(`/campaigns/${product.campaign}`);
    expectAsDescribed('get', '/campaigns/:id', campaign);
    expect(campaign.body.phases).toHaveLength(1);
    expectAsDescribed('get', '/departments/:id/dashboard', await office.get(`/departments/${LEAD}/dashboard`));
    expectAsDescribed('get', '/sites', await office.get('/sites'));
    const inbox = await (await as('department_leader')).get('/inbox');
    expectAsDescribed('get', '/inbox', inbox);
    expect(inbox.body.items[0].subject).toMatch(/\p{Script=Han}/u);
  });

  it('run a readiness check for who may, and show a department only its own part of it', async () => {
    const path = `/campaigns/${product.campaign}`;
    const office = await as('campaign_office');
    const ran = await office.post(`${path}/readiness-checks`);
    expectAsDescribed('post', '/campaigns/:id/readiness-checks', ran);
    const seen = await office.get(`${path}/readiness`);
    expectAsDescribed('get', '/campaigns/:id/readiness', seen);
    expect(seen.body.check).toEqual(ran.body.check);
    expect(seen.body.check.departments[0].items[0].reason.text).toMatch(/\p{Script=Han}/u);
    const own = await (await as('department_leader')).get(`${path}/readiness`);
    expect(own.body.check.total).toBeNull();
    expect(own.body.check.departments.map((one: { department: string }) => one.department)).toEqual([LEAD]);
    expectProblem(await (await as('department_leader')).post(`${path}/readiness-checks`), 403);
    expectProblem(await office.post(`${path}/readiness-checks`, { by: 'me' }), 400, 'unknownField');
  });

  it('refuse a department that is not near and a campaign that is not there', async () => {
    const leader = await as('department_leader');
    expectProblem(await leader.get(`/departments/${FOREIGN}/dashboard`), 403, 'policy.notYourDepartment');
    expectProblem(await leader.get('/departments/nowhere/dashboard'), 404);
    expectProblem(await leader.get('/campaigns/0123456789abcdef01234567'), 404);
    expectProblem(await leader.get('/nowhere'), 404);
  });

  it('want a token that is good', async () => {
    expectProblem(await request(product.app()).get(`${API}/tasks`), 401);
    const wrong = request(product.app()).get(`${API}/tasks`).set('Authorization', 'Bearer sx_wrong');
    expectProblem(await wrong, 401);
  });
});

describe('the OpenAPI document', () => {
  it('lists exactly the routes there are, each with its answer, its problems and the scheme of its token', async () => {
    const { status, body } = await request(product.app()).get(`${API}/openapi.json`);
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1\./);
    const listed = Object.entries(body.paths as Record<string, object>).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    const registered = product.wiring.api.map(({ method, path }) => `${method} ${openApiPath(path)}`);
    expect(listed.sort()).toEqual(registered.sort());
    expect(registered).toEqual(
      expect.arrayContaining(['get /tasks', 'post /tasks', 'post /tasks/{id}/events', 'get /inbox', 'get /sites']),
    );
    expect(body.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' });
    const put = body.paths['/tasks/{id}/events'].post;
    expect(Object.keys(put.responses)).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '404', '409', '413', '422', '500']),
    );
    expect(put.parameters.map(({ name }: { name: string }) => name)).toEqual(['id', 'Idempotency-Key', 'If-Match']);
    expect(
      new Set(
        Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((item) =>
          Object.values(item).map(({ operationId }) => operationId),
        ),
      ).size,
    ).toBe(registered.length);
  });

  it('names no field that a refusal could not call by its name', async () => {
    const { body } = await request(product.app()).get(`${API}/openapi.json`);
    const names = new Set<string>();
    const collect = (schema: unknown): void => {
      if (schema === null || typeof schema !== 'object') return;
      const { properties = {} } = schema as { properties?: object };
      for (const name of Object.keys(properties)) names.add(name);
      for (const part of Object.values(schema)) collect(part);
    };
    for (const { get, post } of Object.values(body.paths as Record<string, Record<string, Described>>)) {
      for (const { name, in: where } of [...(get?.parameters ?? []), ...(post?.parameters ?? [])]) {
        if (where === 'query') names.add(name);
      }
      collect(post?.requestBody);
    }
    expect(names.size).toBeGreaterThan(60);
    const unnamed = [...names].filter((name) => !LOCALES.every((locale) => hasText(locale, `fields:${name}`)));
    expect(unnamed.sort()).toEqual([]);
  });

  it.each([
    ['title', '名称'],
    ['points-3', '第 4 项的分值'],
    ['plan.leadDepartment', '牵头部门'],
    ['plan.checkpoints.1.due', '第 2 项的到期日'],
  ])('calls the field %s “%s”', (field, label) => {
    const reader = { t: translator('zh-CN'), locale: 'zh-CN' as const, today: '2026-06-02' };
    expect(reasonTexts([{ code: 'badValue', field, params: { field } }], reader)).toEqual([
      `“${label}”的内容不符合要求`,
    ]);
  });
});
