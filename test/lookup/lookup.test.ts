/** The public look-up: progress and nothing else, for whoever holds the code; nobody guesses many. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lookupCodeIn, newLookupCode, printedCode } from '../../src/platform/ids.js';
import { createTestApp, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
}, 60_000);
afterAll(() => test.close());

async function lookUp(typed: string, visitor = test.visitor()) {
  await visitor.get('/lookup');
  return visitor.post('/lookup', { lookup: typed });
}

describe('the look-up', () => {
  it('shows number, state and promised day to a visitor without an account', async () => {
    await test.newRegisteredInquiry({ lookup: 'QRSTQRSTQRS2' });
    const page = await lookUp('qrst-qrst-qrs2');
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/首问受理/);
    expect(page.text).toMatch(/2026年6月5日/);
  });

  it('reveals no name, no phone number, no papers and nothing anybody typed', async () => {
    await test.newRegisteredInquiry({ lookup: 'QRSTQRSTQRS3' });
    const { text } = await lookUp('QRSTQRSTQRS3');
    for (const personal of ['韦大山', '13800000000', '身份证', '执照', '名department_liaison', '0775-4567890']) {
      expect([personal, text.includes(personal)]).toEqual([personal, false]);
    }
  });

  it('says the same of a code that is wrong, malformed or nobody’s, and keeps what was typed', async () => {
    const visitor = test.visitor();
    for (const typed of ['QRSTQRSTQRSZ', 'short', '0O1I-0O1I-0O1I', '$ne', '韦大山']) {
      const page = await lookUp(typed, visitor);
      expect([typed, page.status, page.text.includes('没有这个查询码')]).toEqual([typed, 422, true]);
      expect(page.text).toContain(typed);
    }
  });

  it('refuses further tries of an address that has guessed twenty times, also with a right code', async () => {
    await test.newRegisteredInquiry({ lookup: 'QRSTQRSTQRS4' });
    const visitor = test.visitor();
    const statuses: number[] = [];
    for (let n = 0; n < 24; n += 1) statuses.push((await lookUp(newLookupCode(), visitor)).status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(4);
    expect(statuses.at(-1)).toBe(429);
    const page = await lookUp('QRSTQRSTQRS4', visitor);
    expect(page.status).toBe(429);
    expect(page.text).not.toContain('FC-');
  });

  it('leaves signing in alone: its tries are counted apart', async () => {
    const visitor = test.visitor();
    await visitor.get('/sign-in');
    expect((await visitor.post('/sign-in', { login: 'department_leader', password: 'Guanlan-7' })).status).toBe(303);
  });
});

describe('a code', () => {
  it('is twelve of thirty-two signs that nobody takes for another, and never the same twice', () => {
    const codes = Array.from({ length: 5_000 }, newLookupCode);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{12}$/);
    const signs = new Set(codes.join(''));
    expect(signs.size).toBe(32);
  });

  it('is read however it is typed', () => {
    const code = newLookupCode();
    for (const typed of [code, printedCode(code), code.toLowerCase(), ` ${printedCode(code).replaceAll('-', ' ')} `]) {
      expect(lookupCodeIn(typed)).toBe(code);
    }
  });
});
