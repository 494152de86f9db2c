/** Text at the doors: forms, the API, addresses. What nobody can see is left out; what is no character is refused by name. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { receivedValue } from '../../src/http/received-text.js';
import { apiOf } from '../support/api.js';
import { createTestApp, type TestApp } from '../support/app.js';

const value = (given: unknown) => receivedValue(given, true);

describe('what programs send', () => {
  it.each([
    [{ plan: { title: '整改台账\ud842终' } }, 'plan.title', 'U+D842'],
    [{ plan: { outcomes: ['好', '核查\uffff结果'] } }, 'plan.outcomes.1', 'U+FFFF'],
    [{ a: '\u{1fffe}' }, 'a', 'U+1FFFE'],
  ])('is refused where it is no character, naming the field and the character: %#', (given, field, character) => {
    expect(() => value(given)).toThrow(
      expect.objectContaining({
        status: 422,
        reasons: [{ code: 'brokenText', field, params: { field, character } }],
      }) as never,
    );
  });

  it('is well-formed afterwards, at every depth', () => {
    expect(value({ a: ['x\r\ny', { b: '\ufeff前\u202e后' }], n: 1, no: null })).toEqual({
      a: ['x\ny', { b: '前后' }],
      n: 1,
      no: null,
    });
  });

  it('has no hidden names and no depth without end', () => {
    for (const name of ['a\u0000', '__proto__', 'a\ud800', '\u200btitle']) {
      expect(() => value(JSON.parse(`{"a":{${JSON.stringify(name)}:1}}`))).toThrow(
        expect.objectContaining({ status: 400 }) as never,
      );
    }
    expect(() => value(JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`))).toThrow(
      expect.objectContaining({ status: 400 }) as never,
    );
  });

  it('leaves passwords as they were typed, for they are only hashed', () => {
    expect(receivedValue({ password: 'a\u200bb\r', old: '\u0007', again: '\u00ad' }, false)).toEqual({
      password: 'a\u200bb\r',
      old: '\u0007',
      again: '\u00ad',
    });
  });
});

describe('a task written in odd characters', () => {
  let test: TestApp;
  const { as } = apiOf(() => test);
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  const body = (title: string, requirement = '') => ({
    campaign: test.campaign,
    phase: 'rectification',
    group: 'QX',
    plan: { title, requirement },
  });

  it.each([
    ['half a character', '整改台账\ud842终', 'U+D842'],
    ['what is no character', '核查\uffff结果', 'U+FFFF'],
  ])('is refused over the API for %s, in words', async (_name, title, character) => {
    const office = await as('campaign_office');
    const answer = await office.post('/tasks', JSON.stringify(body(title)));
    expect(answer.status).toBe(422);
    expect(answer.body.reasons).toEqual([
      { code: 'brokenText', field: 'plan.title', text: expect.stringContaining(character) },
    ]);
    const query = await office.get(`/tasks?q=${encodeURIComponent('核查\uffff')}`);
    expect(query.status).toBe(422);
  });

  it('counts a break once and a rare character once, as the page does', async () => {
    const office = await as('campaign_office');
    const lines = Array.from({ length: 100 }, () => '一'.repeat(39)).join('\r\n');
    const most = '𠮷'.repeat(200);
    const taken = await office.post('/tasks', JSON.stringify(body(most, lines)));
    expect(taken.status).toBe(201);
    const exactly = await office.post(
      '/tasks',
      JSON.stringify(body('整改', `${'一'.repeat(38)}\r\n`.repeat(99) + '一'.repeat(138))),
    );
    expect(exactly.status).toBe(201);
    const over = await office.post('/tasks', JSON.stringify(body(`${most}多`)));
    expect(over.status).toBe(422);
    expect(over.body.reasons[0]).toMatchObject({
      code: 'tooLong',
      field: 'plan.title',
      text: expect.stringContaining('201'),
    });
  });
});
