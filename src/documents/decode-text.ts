/** Bytes to text: UTF-8 or GB18030, told apart by what the bytes are, never guessed from a name. */

import { wellFormed } from '../../workflows/text.js';

/** What no text has but its breaks and tabs: bytes with them are no text. */
const CONTROLS = /[^\P{Cc}\t\n\r\f\v]/u;

export interface Decoded {
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
}

function tried(bytes: Uint8Array, encoding: Decoded['encoding'], loose = false): Decoded | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    const wrong = !loose && (text.includes('\ufffd') || CONTROLS.test(text));
    return wrong ? null : { text, encoding };
  } catch {
    return null;
  }
}

/**
 * The text of some bytes, well-formed; null when they are no text in a known encoding. `loose` takes UTF-8 with
 * stray characters too, for a reader that names the cell they are in.
 */
export function decodeText(bytes: Uint8Array, loose = false): Decoded | null {
  const [a, b] = bytes;
  const marked = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
  const found = marked ? tried(bytes, marked) : (tried(bytes, 'utf-8', loose) ?? tried(bytes, 'gb18030'));
  return found && { ...found, text: wellFormed(found.text) };
}
