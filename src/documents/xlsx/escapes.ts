/** Characters that a workbook cannot hold as they are: Excel writes them as _xHHHH_, and a text that looks so is escaped. */

const ESCAPED = /_x([0-9a-fA-F]{4})_/g;

/** The text behind a cell's words. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  const plain = text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Half a character, written by its number, is none.
  return Buffer.from(plain).toString();
}

/** A text as a workbook holds it: what XML has no place for is left out, what looks like an escape is escaped. */
export function escaped(text: string): string {
  return (
    Buffer.from(text)
      .toString()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML 1.0 has no place for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/\r\n?/g, '\n')
      .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
  );
}

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** A text between tags or quotes. */
export const asXml = (text: string) => text.replace(/[&<>"]/g, (char) => MARKUP[char] ?? char);
