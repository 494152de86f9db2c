/** Small packages by hand, with whatever is asked in them; nothing is declared that is not there unless it is asked. */
import { crc32, deflateRawSync } from 'node:zlib';

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A zip of names and contents; `declared` gives a false size for a name. */
export function zip(entries: [string, string | Buffer][], declared: Record<string, number> = {}): Buffer {
  const local: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const raw = Buffer.from(content as string);
    const packed = deflateRawSync(raw);
    const label = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc(raw), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(declared[name] ?? raw.length, 22);
    head.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    local.push(head, label, packed);
    list.push(entry, label);
    offset += head.length + label.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

/** Node 20.19 has no crc32 among its types; readers here do not ask for it either. */
function crc(bytes: Buffer): number {
  return typeof crc32 === 'function' ? crc32(bytes) : 0;
}

export interface SheetPart {
  name?: string;
  state?: string;
  /** What stands inside `<worksheet>`. */
  xml: string;
}

/** An .xlsx of some sheets; `styles` are number formats by their code, used as s="1", s="2" …. */
export function workbook(
  sheets: (SheetPart | string)[],
  { formats = [] as (string | number)[], date1904 = false } = {},
) {
  const parts = sheets.map((one) => (typeof one === 'string' ? { xml: one } : one));
  const listed = parts.map(
    ({ name, state }, i) =>
      `<sheet name="${name ?? `s${i + 1}`}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
  );
  const codes = formats.flatMap((format, i) => (typeof format === 'string' ? [[200 + i, format] as const] : []));
  const escaped = (code: string) => code.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const numFmts = codes.map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`).join('');
  const xfs = formats.map((format, i) => `<xf numFmtId="${typeof format === 'string' ? 200 + i : format}"/>`).join('');
  return zip([
    [
      'xl/workbook.xml',
      `${HEADER}<workbook xmlns:r="${OFFICE}/relationships"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${parts.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    ],
    [
      'xl/styles.xml',
      `<styleSheet><numFmts>${numFmts}</numFmts><cellXfs><xf numFmtId="0"/>${xfs}</cellXfs></styleSheet>`,
    ],
    ...parts.map(({ xml }, i): [string, string] => [
      `xl/worksheets/sheet${i + 1}.xml`,
      `<worksheet>${xml}</worksheet>`,
    ]),
  ]);
}

/** A .docx; `body` is what stands inside `<w:body>`. */
export function document(body: string): Buffer {
  return zip([
    [
      '[Content_Types].xml',
      `${HEADER}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEADER}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    [
      'word/document.xml',
      `${HEADER}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ],
  ]);
}

export const words = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
export const row = (n: number, texts: readonly string[]) => `<row r="${n}">${texts.map(words).join('')}</row>`;
export const data = (rows: readonly string[]) => `<sheetData>${rows.join('')}</sheetData>`;
