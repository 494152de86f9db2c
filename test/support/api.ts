/** Programs that use the API: their requests, and what every answer and every problem must look like. */
import { expect } from '@jest/globals';
import request from 'supertest';
import { API, type ApiRoute } from '../../src/http/api.js';
import { problemDocument } from '../../src/http/openapi.js';
import type { TestApp } from './app.js';

interface Answered {
  status: number;
  type: string;
  body: unknown;
}

export function apiOf(product: () => TestApp) {
  const tokens = new Map<string, string>();

  /** Requests with the bearer token of a person. */
  async function as(login: string) {
    const token = tokens.get(login) ?? (await product().tokenFor(login));
    tokens.set(login, token);
    const bearer = `Bearer ${token}`;
    return {
      get: (path: string) => request(product().app()).get(`${API}${path}`).set('Authorization', bearer),
      post: (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
        request(product().app())
          .post(`${API}${path}`)
          .set('Authorization', bearer)
          .set({ 'Content-Type': 'application/json', ...headers })
          .send(typeof body === 'string' ? body : JSON.stringify(body)),
    };
  }

  /** Check an answer against what the route says it answers. */
  function expectAsDescribed(method: 'get' | 'post', path: string, answered: Pick<Answered, 'status' | 'body'>): void {
    const routes = product().wiring.api as ApiRoute[];
    const route = routes.find((one) => one.method === method && one.path === `${API}${path}`);
    expect(answered).toMatchObject({ status: route?.api.status });
    const parsed = route?.api.answer.safeParse(answered.body);
    expect(parsed?.error?.issues ?? []).toEqual([]);
  }

  return { as, expectAsDescribed };
}

export function expectProblem(answered: Answered, status: number, code?: string) {
  expect([answered.status, answered.body]).toEqual([status, expect.anything()]);
  expect(answered.type).toBe('application/problem+json');
  const problem = problemDocument.parse(answered.body);
  expect(problem.status).toBe(status);
  if (code) expect(problem.reasons.map((reason) => reason.code)).toContain(code);
  return problem;
}
