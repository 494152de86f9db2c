/**
 * Text as people write it: what is made well-formed, what is refused, how it is counted and where it may be cut. Every entrance
 * (forms, API, files, command line) and every rule about lengths goes by this file.
 *
 * Text is kept as it was typed and not composed (NFC would change the 兼容汉字 in people's names); what is searched or matched
 * is folded where it is compared.
 */

const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Half a character, or a number Unicode promises never to be one: no format can carry them. */
const BROKEN = /\p{Surrogate}|\p{Noncharacter_Code_Point}/u;
const ALL_BROKEN = new RegExp(BROKEN.source, 'gu');
/**
 * What nobody types and nobody sees: control characters, marks of direction (pasted with a phone number they would turn the rest of
 * the line), zero-width spaces and joins, soft hyphens, byte order marks, fillers that look like an empty field, notes between
 * lines, and tags, unless they belong to a flag.
 */
const HIDDEN =
  /(?![\n\t])\p{Cc}|(?!\p{Join_Control}|[\p{Variation_Selector}\u180e\u{e0000}-\u{e007f}])\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]|(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,7})[\u{e0000}-\u{e007f}]/gu;
/** A selector of a character's form that stands behind none. */
const IDLE_SELECTOR = /(?<=^|[\s\u180e\p{Join_Control}\p{Variation_Selector}])\p{Variation_Selector}/gu;
/** A joiner shapes the letters of Uyghur, Mongolian and others, and what is drawn of several emoji; elsewhere it only hides. */
const SHAPED = '\\p{Script=Arabic}\\p{Script=Mongolian}\\p{Script=Syriac}\\p{Script=Phags_Pa}\\p{Script=Nko}';
const DRAWN = '\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}';
const IDLE_JOINER = new RegExp(`(?<![${SHAPED}${DRAWN}])[\\u180e\\p{Join_Control}](?![${SHAPED}])`, 'gu');
/** Text without any of this is returned as it is. */
const UNUSUAL =
  /[^\P{Cc}\n\t]|[\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Noncharacter_Code_Point}\u2028\u2029\ufff9-\ufffb]/u;

/**
 * A text made well-formed: breaks are `\n`, what is hidden is left out, what is broken is shown as U+FFFD. XML 1.0 and every other
 * format has a place for all of it.
 */
export function wellFormed(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text
    .replace(ALL_BROKEN, '\ufffd')
    .replace(BREAKS, '\n')
    .replace(HIDDEN, '')
    .replace(IDLE_SELECTOR, '')
    .replace(IDLE_JOINER, '');
}

/** The first thing in a text that is no character, as `U+FFFF`; null when there is none. A program that sends it is told. */
export function brokenCharacter(text: string): string | null {
  const found = BROKEN.exec(text)?.[0].codePointAt(0);
  return found === undefined ? null : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * How long a text is: its code points, a break being one. The same on the page, in the API's document (maxLength) and in every
 * rule; 𠮷 is one, as 吉 is.
 */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = text.length - 1; i > 0; i -= 1) {
    if (isLow(text.charCodeAt(i)) && isHigh(text.charCodeAt(i - 1))) {
      length -= 1;
      i -= 1;
    }
  }
  return length;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** Where a character that these begin is always a new one: most of what is cut needs no more. */
const BEGINS = /[\u0020-\u007e\u3001-\u3020\u3400-\u9fff\uff01-\uff5e]/;
const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Code units looked at on both sides of a cut; no character that people write is longer. */
const LONGEST = 256;

/** The last place at or before `at` (code units) where no character that people see is torn. */
function boundary(text: string, at: number): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  if (BEGINS.test(text[at] ?? '')) return at;
  const whole = (i: number) => (isLow(text.charCodeAt(i)) && isHigh(text.charCodeAt(i - 1)) ? i - 1 : i);
  const from = whole(Math.max(0, at - LONGEST));
  let last = 0;
  for (const { index } of clusters.segment(text.slice(from, whole(Math.min(text.length, at + LONGEST))))) {
    if (from + index > at) break;
    last = index;
  }
  return last > 0 ? from + last : from > 0 || whole(at) === 0 ? whole(at) : 0;
}

/** The part of a text from `from` to `to` (code units), no character torn at either end. */
export function part(text: string, from: number, to: number): string {
  return text.slice(boundary(text, from), boundary(text, to));
}

/** The first `most` characters (as {@link lengthOf} counts) of a text, the last one whole. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let at = 0;
  for (let taken = 0; taken < most && at < text.length; taken += 1) {
    at += isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1)) ? 2 : 1;
  }
  // A first character longer than all that may be taken is taken in part: something is better than nothing.
  return text.slice(0, boundary(text, at) || at);
}

/** The text, or its beginning with … behind it, `most` characters in all. */
export function shortened(text: string, most: number): string {
  return lengthOf(text) <= most ? text : `${cut(text, most - 1)}…`;
}
