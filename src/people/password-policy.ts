/**
 * What a password must be. 等保 (GB/T 22239) asks for composition and rotation, ASVS 5.0 (6.2.5, 6.2.10) forbids both:
 * hence two profiles. Both refuse common passwords and words of this place of work.
 */
import type { Instant } from '../../workflows/dates.js';
import type { Reason } from '../../workflows/step.js';
import { COMMON_PASSWORDS } from './common-passwords.js';

export interface PasswordProfile {
  minLength: number;
  maxLength: number;
  /** How many of: lower case, upper case, digits, everything else. */
  kindsOfCharacters: number;
  /** Days after which it must be changed; null = never. */
  expiresAfterDays: number | null;
}

export const PASSWORD_PROFILES = {
  dengbao: { minLength: 8, maxLength: 128, kindsOfCharacters: 3, expiresAfterDays: 90 },
  asvs: { minLength: 8, maxLength: 128, kindsOfCharacters: 1, expiresAfterDays: null },
} as const satisfies Record<string, PasswordProfile>;
export type PasswordProfileName = keyof typeof PASSWORD_PROFILES;

/** The profile a new installation starts with. */
export const DEFAULT_PROFILE: PasswordProfileName = 'dengbao';

const CONTEXT_WORDS = ['作风', '效能', 'sanxiang', '三项', 'zuofeng', 'xiaoneng'];
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

const DAY_MS = 86_400_000;

/**
 * Why `password` will not do; every reason at once, each for the field `password`. `words` are names of the person and the
 * department that must not be part of it; those shorter than three characters (two in Chinese) are ignored.
 */
export function reasonsAgainstPassword(password: string, profile: PasswordProfile, words: string[] = []): Reason[] {
  const typed = password.normalize('NFKC');
  const length = [...typed].length;
  const folded = typed.toLowerCase();
  const reasons: Reason[] = [];
  const field = 'password';
  if (length < profile.minLength) reasons.push({ code: 'people.tooShort', params: { min: profile.minLength }, field });
  if (length > profile.maxLength) reasons.push({ code: 'people.tooLong', params: { max: profile.maxLength }, field });
  if (KINDS.filter((kind) => kind.test(typed)).length < profile.kindsOfCharacters) {
    reasons.push({ code: 'people.tooFewKinds', params: { kinds: profile.kindsOfCharacters }, field });
  }
  if (COMMON_PASSWORDS.has(folded) || COMMON_PASSWORDS.has(withoutTail(folded))) {
    reasons.push({ code: 'people.common', field });
  }
  const own = words.map((word) => word.normalize('NFKC').toLowerCase()).filter(isTelling);
  const contained = [...CONTEXT_WORDS, ...own].find((word) => folded.includes(word));
  if (contained !== undefined) reasons.push({ code: 'people.containsWord', params: { word: contained }, field });
  return reasons;
}

/** `Password123!` is `password` with the tail that composition rules make people add. */
const withoutTail = (folded: string) => folded.replace(/[\d\W_]+$/u, '');
const isTelling = (word: string) => [...word].length >= (/\p{Script=Han}/u.test(word) ? 2 : 3);

/** Must the password be changed, having been set at `changedAt`? */
export function passwordExpired(changedAt: Instant, now: Instant, profile: PasswordProfile): boolean {
  if (profile.expiresAfterDays === null) return false;
  return Date.parse(now) - Date.parse(changedAt) >= profile.expiresAfterDays * DAY_MS;
}
