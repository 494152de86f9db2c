/** The running parts of `npm start`, to be killed one by one. */
import { execFileSync } from 'node:child_process';

export interface Parts {
  database: number;
  program: number;
}

/** Process ids of the parts that a supervisor with the id `supervisor` runs. Throws while one of them is down. */
export function partsOf(supervisor: number): Parts {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const pidOf = (args: RegExp): number => {
    for (const line of lines) {
      const [, pid, parent, said = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      if (Number(parent) === supervisor && args.test(said)) return Number(pid);
    }
    throw new Error(`No part of ${supervisor} matches ${args}.`);
  };
  return { database: pidOf(/ --dbpath /), program: pidOf(/dist\/src\/main\.js/) };
}
