import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { StartError } from './start-error.mjs';

/**
 * Install what package-lock.json names, when some of it is missing or of another version. Uses Node alone, since this
 * runs before anything is installed. Throws {@link StartError} on an unsuitable Node or a failed installation.
 */
export function installPackages() {
  checkNode();
  if (isInstalled()) return;
  // To standard error: a command's output may be read by another program.
  console.error('安装依赖… Installing packages…');
  // A shell that says NODE_ENV=production still has to build: the compiler is a development dependency.
  const { status, error } = npm(['ci', '--include=dev', '--no-progress']);
  if (status !== 0) {
    throw new StartError(
      `依赖安装失败，请检查网络和 npm 的 registry 设置。\nThe packages could not be installed${error ? ` (${error.message})` : ''}: check the network and npm's registry setting.`,
    );
  }
}

/** Compares versions, not dates: a checkout dates files as it likes. Optional packages are for some machines only. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
}

function packagesOf(lock) {
  try {
    return JSON.parse(readFileSync(join(root, lock), 'utf8')).packages;
  } catch {
    return {};
  }
}

function npm(args) {
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  const own = process.env.npm_execpath;
  // Inside `npm start` npm says where it is; it may be on no PATH.
  if (own && /\.c?js$/.test(own)) return spawnSync(process.execPath, [own, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (fits) return;
  throw new StartError(
    `需要 Node.js 20.19 以上、22.12 以上或 24，当前为 ${process.versions.node}。\nNode.js 20.19 or later, 22.12 or later, or 24 is needed; this is ${process.versions.node}.`,
  );
}
