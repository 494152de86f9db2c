/** A .docx as text: paragraphs are lines, tables are lines of cells between tabs. */
import mammoth from 'mammoth';
import type { Tell } from '../documents/apart.js';
import { UnreadableDocument } from '../documents/unreadable-document.js';
import { openPackage } from '../documents/xlsx/index.js';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
/** Each reference once: what it stands for may look like another. */
const plain = (html: string) =>
  html.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** One table of the reader's plain HTML: cells that span rows or columns leave the others empty, as pasting does. */
function tableText(html: string): string {
  const spans = new Map<number, number>();
  return [...html.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)]
    .map(([, row = '']) => {
      const cells: string[] = [];
      const skip = () => {
        while ((spans.get(cells.length) ?? 0) > 0) {
          spans.set(cells.length, (spans.get(cells.length) ?? 0) - 1);
          cells.push('');
        }
      };
      for (const [, attributes = '', content = ''] of row.matchAll(/<t[dh]([^>]*)>([\s\S]*?)<\/t[dh]>/g)) {
        skip();
        const rows = Number(/rowspan="(\d+)"/.exec(attributes)?.[1] ?? 1);
        const columns = Number(/colspan="(\d+)"/.exec(attributes)?.[1] ?? 1);
        const text = plain(content.replace(/<br\s*\/?>/g, '⏎').replace(/<\/p>\s*(?=<)/g, '⏎')).replace(/⏎+$/, '');
        for (let i = 0; i < columns; i += 1) {
          spans.set(cells.length, rows - 1);
          cells.push(i === 0 ? text.replace(/[\t\n]/g, ' ').trim() : '');
        }
      }
      skip();
      return cells.join('\t');
    })
    .join('\n');
}

/** A list that Word numbers by itself, with the numbers it shows. */
function listText(html: string): string {
  const ordered = html.startsWith('<ol');
  let n = 0;
  return html.replace(/<li[^>]*>/g, () => {
    n += 1;
    return ordered ? `\n${n}.` : '\n';
  });
}

/** Bytes of a document's XML, unpacked; the longest published plans have some three million. */
const XML_MOST = 32 * 1024 * 1024;
const MAIN = 'word/document.xml';

/** Unpacks what will be read once to count it, since a package lies about its sizes. */
async function guard(bytes: Buffer, tell: Tell): Promise<void> {
  const parts = await openPackage(bytes, MAIN, { most: XML_MOST, tell });
  try {
    for (const name of parts.xml()) for await (const _ of parts.bytes(name));
  } catch (error) {
    throw error instanceof UnreadableDocument ? error : new UnreadableDocument('truncated');
  } finally {
    parts.close();
  }
}

/** Throws {@link UnreadableDocument}. */
export async function docxText(bytes: Buffer, tell: Tell = () => {}): Promise<string> {
  await guard(bytes, tell);
  const options = {
    includeDefaultStyleMap: false,
    // Pictures have no words, and as text they would be the largest part.
    convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
  };
  const { value } = await mammoth.convertToHtml({ buffer: bytes }, options).catch(() => {
    throw new UnreadableDocument('truncated');
  });
  const text = value
    .replace(/<table[\s\S]*?<\/table>/g, (table) => `\n${tableText(table)}\n`)
    .replace(/<ol[\s\S]*?<\/ol>/g, listText)
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/(?:p|h\d|li)>/g, '\n');
  return plain(text)
    .replace(/\n{2,}/g, '\n')
    .trim();
}
