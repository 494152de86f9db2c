import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/paths-root.js';

const folder = join(projectRoot, 'deploy/systemd');
const units = readdirSync(folder);

describe('the systemd units', () => {
  it.each(units)('%s starts a part again, waits longer than it needs to finish, and is hardened', (unit) => {
    const lines = readFileSync(join(folder, unit), 'utf8').split('\n');
    for (const line of lines) expect(line).toMatch(/^(#.*|\[\w+\]|[A-Z]\w+=.*|)$/);
    const values = new Map(lines.map((line) => line.split(/=(.*)/s, 2) as [string, string]));
    expect(values.get('Restart')).toBe('always');
    expect(Number(values.get('TimeoutStopSec'))).toBeGreaterThanOrEqual(45);
    for (const name of ['NoNewPrivileges', 'PrivateTmp', 'ProtectHome']) expect(values.get(name)).toBe('yes');
    expect(values.get('ProtectSystem')).toBe('strict');
    expect(values.get('User')).toBe('sanxiang');
  });

  it('are what systemd accepts, where there is one to ask', () => {
    try {
      execFileSync('systemd-analyze', ['--version'], { stdio: 'ignore' });
    } catch {
      return;
    }
    const paths = units.map((unit) => join(folder, unit));
    expect(execFileSync('systemd-analyze', ['verify', ...paths], { encoding: 'utf8', stdio: 'pipe' })).toBe('');
  });
});
