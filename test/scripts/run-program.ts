import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program that was started: what it has said so far, and its exit code once it ends. */
export interface Program {
  process: ChildProcess;
  said: () => string;
  exit: Promise<number | null>;
  /** Resolves with the first group of `pattern` when it is said; rejects when the program ends first. */
  until: (pattern: RegExp) => Promise<string>;
}

/** Start a program of the project with Node, without any database the surroundings may offer. */
export function runProgram(file: string, args: string[] = [], env: Record<string, string> = {}): Program {
  const { MONGODB_URI: _uri, NODE_OPTIONS: _options, PORT: _port, ...surroundings } = process.env;
  const child = spawn(process.execPath, [file, ...args], { cwd: root, env: { ...surroundings, ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(text);
        if (match) resolve(match[1] ?? match[0]);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      look();
      exit.then((code) => reject(new Error(`ended with ${code}: ${text}`)));
    });
  return { process: child, said: () => text, exit, until };
}
