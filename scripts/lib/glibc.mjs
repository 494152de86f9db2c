/**
 * The embedded engine needs glibc 2.38; Debian 12 has 2.36. There, the newer C library is taken from the machine's own
 * Debian mirror (signatures checked, no root needed) and unpacked under `.cache/glibc/`; only the engine's process uses
 * it. Run as a program, this prints two lines, the loader and its library path, or nothing when neither is needed.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { root } from './root.mjs';
import { runScript, StartError } from './start-error.mjs';

const run = promisify(execFile);
const NEEDED = [2, 38];
const SUITE = 'trixie';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const cache = join(root, '.cache/glibc');
const unpacked = join(cache, SUITE);

const machines = {
  x64: { triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
};

/**
 * How to start the engine's process: `undefined` when the system's C library will do, else the loader to start it with
 * and its library path. Fetches the library once. Throws {@link StartError} when there is none to be had.
 */
async function engineLoader() {
  if (process.platform !== 'linux') return undefined;
  const version = process.report.getReport().header.glibcVersionRuntime;
  if (version && isEnough(version)) return undefined;
  const machine = machines[process.arch];
  if (!version || !machine) throw impossible(`this is ${process.arch} with ${version ? 'glibc' : 'no glibc'}`);
  const folder = join(unpacked, 'usr/lib', machine.triplet);
  const loader = join(folder, machine.loader);
  if (!existsSync(loader)) await fetchLibrary(version);
  if (!existsSync(loader)) throw impossible(`${machine.loader} is not in the package`);
  return { loader, libraryPath: [folder, `/usr/lib/${machine.triplet}`, `/lib/${machine.triplet}`].join(':') };
}

/** The same as two lines, for `scripts/mongod`; empty when neither is needed. */
export async function loaderLines() {
  const found = await engineLoader();
  return found ? `${found.loader}\n${found.libraryPath}` : '';
}

function isEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

function impossible(why) {
  return new StartError(
    `内置数据库需要 glibc 2.38 以上，本机没有也取不到：请设置 MONGODB_URI，或改用 Debian 13、Ubuntu 24.04。 The embedded database needs glibc 2.38 or newer, which this machine lacks and cannot get: set MONGODB_URI, or use Debian 13 or Ubuntu 24.04 (${why}).`,
  );
}

/** Unpack the newer libc6 beside its final place and move it there whole, so that two at once do no harm. */
async function fetchLibrary(version) {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'fetch-'));
  try {
    const mirror = await debianMirror();
    await mkdir(join(work, 'lists/partial'), { recursive: true });
    await mkdir(join(work, 'cache/archives/partial'), { recursive: true });
    await writeFile(join(work, 'sources.list'), `deb [signed-by=${KEYRING}] ${mirror} ${SUITE} main\n`);
    const apt = [
      `-oDir::Etc::sourcelist=${join(work, 'sources.list')}`,
      '-oDir::Etc::sourceparts=/dev/null',
      `-oDir::State::Lists=${join(work, 'lists')}`,
      `-oDir::Cache=${join(work, 'cache')}`,
      '-oAcquire::Languages=none',
      '-oAPT::Sandbox::User=root',
    ];
    await run('apt-get', [...apt, '-qq', '-oAPT::Update::Error-Mode=any', 'update'], { cwd: work });
    await run('apt-get', [...apt, '-qq', 'download', `libc6/${SUITE}`], { cwd: work });
    const file = (await readdir(work)).find((name) => name.endsWith('.deb'));
    await run('dpkg', ['-x', file, 'unpacked'], { cwd: work });
    await rename(join(work, 'unpacked'), unpacked).catch((error) => {
      if (!existsSync(unpacked)) throw error;
    });
  } catch (error) {
    if (error instanceof StartError) throw error;
    const said = String(error.stderr || error.message)
      .trim()
      .split('\n')
      .at(-1);
    throw impossible(`glibc is ${version}; ${said}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The mirror this machine itself takes Debian from: no host is named in the project. */
async function debianMirror() {
  if (!existsSync(KEYRING)) throw impossible('not a Debian');
  const { stdout } = await run('apt-get', [
    'indextargets',
    '--format',
    '$(ORIGIN)|$(LABEL)|$(REPO_URI)',
    'Created-By: Packages',
  ]);
  const rows = stdout.split('\n').map((line) => line.split('|'));
  const mirror = rows.find(([origin, label]) => origin === 'Debian' && label === 'Debian')?.[2];
  // A fresh image has no lists yet; its sources then say where Debian comes from.
  const fromSources = rows.find(([, , uri]) => uri && /\/debian\/?$/.test(uri))?.[2];
  const found = mirror ?? fromSources;
  if (!found) throw impossible('apt names no Debian mirror');
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    const lines = await loaderLines();
    if (lines) console.log(lines);
  });
}
