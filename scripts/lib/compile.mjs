import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { StartError } from './start-error.mjs';

const STAMP = join(root, 'dist/.stamp');
const SOURCES = ['src', 'workflows', 'scripts'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

/** Compile TypeScript into dist/ when a source has changed since the last time. Throws {@link StartError} when it fails. */
export function compile() {
  const stamp = stampOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  removeOrphans();
  console.error('编译… Compiling…');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new StartError('编译失败，原因见上。\nCompiling failed; the reasons are above.');
  writeFileSync(STAMP, stamp);
}

/** Changes whenever a source is added, removed, or written. */
function stampOfSources() {
  const hash = createHash('sha256');
  const files = [...SOURCES.flatMap((folder) => filesUnder(folder, /\.(ts|json)$/)), ...SETTINGS];
  for (const file of files.sort()) {
    const { mtimeMs, size } = statSync(join(root, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

/** Output whose source is gone would otherwise go on being found by whoever lists a folder. */
function removeOrphans() {
  for (const file of filesUnder('dist', /\.js(\.map)?$/)) {
    const source = file.replace(/^dist\//, '').replace(/\.js(\.map)?$/, '.ts');
    if (!existsSync(join(root, source))) rmSync(join(root, file), { force: true });
  }
}

function filesUnder(folder, wanted) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
