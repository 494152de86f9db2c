import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordFits } from '../../src/people/password.js';
import { PASSWORD_PROFILES, passwordExpired, reasonsAgainstPassword } from '../../src/people/password-policy.js';

const long = `Aa1${'长'.repeat(61)}`;

describe('a password', () => {
  it.each([
    // typed, what `dengbao` says, what `asvs` says
    ['Guanlan-7', [], []],
    ['guan lan qiao tou shui', ['people.tooFewKinds'], []],
    ['观澜桥头水上流年八千里', ['people.tooFewKinds'], []],
    [long, [], []],
    ['Gl-7', ['people.tooShort'], ['people.tooShort']],
    ['x'.repeat(129), ['people.tooLong', 'people.tooFewKinds'], ['people.tooLong']],
    ['12345678', ['people.tooFewKinds', 'people.common'], ['people.common']],
    ['Password123!', ['people.common'], ['people.common']],
    ['Ｐａｓｓｗｏｒｄ１２３！', ['people.common'], ['people.common']],
    ['Qwerty2026!', ['people.common'], ['people.common']],
    ['Sanxiang-88', ['people.containsWord'], ['people.containsWord']],
    ['抓效能Abc-2026', ['people.containsWord'], ['people.containsWord']],
    ['Liming-2026', ['people.containsWord'], ['people.containsWord']],
    ['李明Abc-2026', ['people.containsWord'], ['people.containsWord']],
  ])('%s is judged as each profile says', (password, dengbao, asvs) => {
    const codes = (profile: 'dengbao' | 'asvs') =>
      reasonsAgainstPassword(password, PASSWORD_PROFILES[profile], ['liming', '李明']).map(({ code }) => code);
    expect({ dengbao: codes('dengbao'), asvs: codes('asvs') }).toEqual({ dengbao, asvs });
  });

  it('grows old after 90 days under dengbao, never under asvs', () => {
    const set = '2026-01-01T00:00:00.000Z';
    const { dengbao, asvs } = PASSWORD_PROFILES;
    expect(passwordExpired(set, '2026-03-31T23:59:59.000Z', dengbao)).toBe(false);
    expect(passwordExpired(set, '2026-04-01T00:00:00.000Z', dengbao)).toBe(true);
    expect(passwordExpired(set, '2036-04-01T00:00:00.000Z', asvs)).toBe(false);
  });

  it('fits its hash, in full width too, and no other password does', async () => {
    const hash = await hashPassword('Guanlan-7', { N: 1024, r: 8, p: 1 });
    expect(hash).toMatch(/^scrypt\$1024\$8\$1\$/);
    expect(await passwordFits('Guanlan-7', hash)).toBe(true);
    expect(await passwordFits('Ｇuanlan-7', hash)).toBe(true);
    expect(await passwordFits('guanlan-7', hash)).toBe(false);
    expect(await passwordFits('', '')).toBe(false);
  });

  it('is hashed with a salt of its own each time', async () => {
    const cost = { N: 1024, r: 8, p: 1 };
    expect(await hashPassword('Guanlan-7', cost)).not.toBe(await hashPassword('Guanlan-7', cost));
  });
});
