import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { shortAddress } from '../../src/http/short-address.js';
import { createTestApp, type TestApp } from '../support/app.js';

describe('the application', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('leads somebody who is not signed in to the sign-in page and back', async () => {
    const answer = await test.visitor().get('/account');
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/sign-in?next=%2Faccount');
  });

  it('leads nobody to an address that no proxy would take', async () => {
    const answer = await test.visitor().get(`/tasks?q=${'%E6%8E%A8'.repeat(1_300)}`);
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in']);
    const long = express()
      .use(shortAddress)
      .get('/', (_req, res) => res.redirect(303, `/${'推'.repeat(1_000)}?q=1`));
    expect((await request(long).get('/')).headers.location).toBe('/');
  });

  it('shows the own account to whoever signed in', async () => {
    const browser = await test.agentFor('department_liaison');
    const page = await browser.get('/account');
    expect(page.status).toBe(200);
    expect(page.text).toContain('名department_liaison');
  });

  it('shows everything in large text to whoever chose it, and to nobody else', async () => {
    const browser = await test.agentFor('department_liaison');
    await browser.get('/account');
    expect((await browser.get('/inbox')).text).not.toContain('data-text="large"');
    const sent = { form: 'profile', locale: 'zh-CN', textSize: 'large', email: '' };
    await browser.get('/account');
    expect((await browser.post('/account', sent)).status).toBe(303);
    expect((await browser.get('/inbox')).text).toContain('data-text="large"');
    expect((await browser.get('/account')).text).toMatch(/<option value="large" selected>大字/);
    const other = await test.agentFor('campaign_office');
    expect((await other.get('/inbox')).text).not.toContain('data-text="large"');
  });

  it('answers an address that nobody knows with 404 and no trace', async () => {
    const page = await (await test.agentFor('campaign_office')).get('/nowhere');
    expect(page.status).toBe(404);
    expect(page.text).not.toMatch(/\n\s+at /);
  });
});
