import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { StartError } from './start-error.mjs';

/** The shell without a desktop's window draws the same pages with half the processor time, so it is looked for first. */
const SHELL = 'chromium-headless-shell';
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FONT = 'fonts-noto-cjk';

/**
 * A Chromium for the browser tests and fonts with Chinese, installed with apt where this is a Debian and the user is
 * root. Returns Chromium's path. Throws {@link StartError} naming exactly what is missing.
 */
export function ensureBrowser() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked && !isExecutable(asked)) {
    throw new StartError(
      `CHROMIUM_PATH 指向的 ${asked} 不能执行。\nCHROMIUM_PATH names ${asked}, which cannot be run.`,
    );
  }
  const wanted = whatIsMissing(asked ? [asked] : [SHELL]);
  if (wanted.length > 0 && canInstall()) {
    console.error(`安装 ${wanted.join('、')}… Installing ${wanted.join(', ')}…`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { stdio: ['ignore', 'ignore', 'inherit'], env: environment };
    spawnSync('apt-get', ['-qq', 'update'], options);
    spawnSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...wanted], options);
  }
  const missing = whatIsMissing(NAMES);
  if (missing.length > 0) {
    const how = isDebian() ? `apt-get install -y ${missing.join(' ')}` : 'Chromium (or CHROMIUM_PATH), Noto Sans CJK';
    throw new StartError(
      `浏览器测试缺少：${missing.join('、')}。请先安装（${how}）。\nThe browser tests lack: ${missing.join(', ')}. Install first: ${how}.`,
    );
  }
  return findChromium();
}

/** The packages to install for one of these programs, and for Chinese. */
function whatIsMissing(names) {
  return [...(findChromium(names) ? [] : [SHELL]), ...(hasChineseFont() ? [] : [FONT])];
}

/** The first of these programs that is there; the name before the folder, so that the better one wins. */
function findChromium(names = NAMES) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => resolve(folder, name)));
  return [process.env.CHROMIUM_PATH, ...onPath, ...(names === NAMES ? MAC : [])].find(
    (path) => path && isExecutable(path),
  );
}

function hasChineseFont() {
  if (process.platform === 'darwin') return true;
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  if (stdout !== null && stdout !== undefined) return stdout.trim() !== '';
  return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
}

function canInstall() {
  return isDebian() && process.getuid?.() === 0;
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
