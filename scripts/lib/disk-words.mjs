import { statfsSync } from 'node:fs';

/** Less room than this, in bytes, and a database that died has most likely died of it: its journal grows by 100 MB at a time. */
const NO_ROOM_BYTES = 110 * 1_048_576;

/** What to add to a death when the disk under `directory` is full, else nothing. */
export function diskWords(directory) {
  try {
    const { bavail, bsize } = statfsSync(directory);
    if (bavail * bsize >= NO_ROOM_BYTES) return '';
  } catch {
    return '';
  }
  return ` 数据目录所在磁盘空间不足：${directory}，请清理。 The disk under ${directory} is full: make room.`;
}
