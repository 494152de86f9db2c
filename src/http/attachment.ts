/** Names of files that are sent: safe to save on any system, and written into the header by its own rules (RFC 6266, 8187). */
import type { Response } from 'express';
import { cut, lengthOf, wellFormed } from '../../workflows/text.js';

/** What no file system of the readers takes in a name, and what would lead out of a folder. */
const FORBIDDEN = /[\p{Cc}\p{Bidi_Control}\\/:*?"<>|]+/gu;
/** Names of devices, whatever stands behind them. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Shorter than what every system takes (255 bytes at up to four a character leaves little room). */
const MOST_CHARACTERS = 60;

/** A name as a file can be saved under; its ending stays. */
export function fileName(name: string): string {
  const plain = wellFormed(name)
    .replace(/\n/g, ' ')
    .replace(FORBIDDEN, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .replace(DEVICE, '_$1');
  const ending = /\.[a-z0-9]{1,8}$/i.exec(plain)?.[0] ?? '';
  const stem = plain.slice(0, plain.length - ending.length);
  const room = MOST_CHARACTERS - lengthOf(ending);
  return `${lengthOf(stem) > room ? cut(stem, room) : stem || 'file'}${ending}`;
}

/** Sent to be saved, never shown inside the site. Call it before the type is set: it guesses one. */
export function attachment(res: Response, name: string): void {
  res.attachment(fileName(name));
}
