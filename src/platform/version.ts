import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './paths-root.js';

/** The product's version, as package.json says it. */
export function productVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  return version;
}
