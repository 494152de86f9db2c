import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StartError } from './start-error.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

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
  let missing = whatIsMissing();
  if (missing.length > 0 && canInstall()) {
    console.error(`安装 ${missing.join('、')}… Installing ${missing.join(', ')}…`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { stdio: ['ignore', 'ignore', 'inherit'], env: environment };
    spawnSync('apt-get', ['-qq', 'update'], options);
    spawnSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...missing], options);
    missing = whatIsMissing();
  }
  if (missing.length > 0) {
    const how = isDebian() ? `apt-get install -y ${missing.join(' ')}` : 'Chromium (or CHROMIUM_PATH), Noto Sans CJK';
    throw new StartError(
      `浏览器测试缺少：${missing.join('、')}。请先安装（${how}）。\nThe browser tests lack: ${missing.join(', ')}. Install first: ${how}.`,
    );
  }
  return findChromium();
}

function whatIsMissing() {
  return PACKAGES.filter((name) => (name === 'chromium' ? !findChromium() : !hasChineseFont()));
}

function findChromium() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.CHROMIUM_PATH, ...onPath, ...MAC].find((path) => path && isExecutable(path));
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
