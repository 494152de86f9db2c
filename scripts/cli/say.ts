/** What every command says and reads: sentences in both languages, arguments exactly as named. */
import { parseArgs } from 'node:util';
import { StartError } from '../../src/platform/errors.js';
import { LOCALES, translator } from '../../src/platform/i18n.js';

type Values = Record<string, string | number>;

/** A sentence in both languages, Chinese first. */
export const both = (key: string, params: Values = {}) =>
  LOCALES.map((locale) => translator(locale)(`operations:cli.${key}`, params)).join('\n');
export const say = (key: string, params: Values = {}) => process.stdout.write(`${both(key, params)}\n`);
/** For what programs read on standard output: words go beside it. */
export const sayBeside = (key: string, params: Values = {}) => process.stderr.write(`${both(key, params)}\n`);
export const refuse = (key: string, params: Values = {}): never => {
  throw new StartError(both(key, params));
};

export interface Options {
  [name: string]: { type: 'string' | 'boolean'; multiple?: boolean };
}

/** Arguments of a command: exactly the named ones, then options. */
export function read(args: string[], names: string[], options: Options = {}) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    const missing = names[positionals.length];
    if (missing !== undefined) return refuse('missing', { what: missing });
    if (positionals.length > names.length) return refuse('badOption', { option: positionals.at(-1) as string });
    return { values: values as Record<string, string | boolean | string[] | undefined>, positionals };
  } catch (error) {
    if (error instanceof StartError) throw error;
    return refuse('badOption', { option: (error as Error).message.split(/[.\n]/)[0] as string });
  }
}

/** A fault of the file system in a sentence; anything else stays what it is. */
export function fileFault(error: unknown, key: 'cannotRead' | 'cannotWrite', file: string): never {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (key === 'cannotWrite' && code !== undefined && /^(ENOSPC|EDQUOT|EFBIG)$/.test(code)) {
    return refuse('diskFull', { file });
  }
  if (syscall !== undefined && code !== undefined && /^E(ACCES|PERM|NOENT|ISDIR|NOTDIR|NOSPC|ROFS)$/.test(code)) {
    return refuse(key, { file, code });
  }
  throw error;
}
