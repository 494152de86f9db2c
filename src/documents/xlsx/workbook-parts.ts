/** The parts of a workbook of one sheet that do not grow with its rows. */
import { asXml, escaped } from './escapes.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const GREY = 'FFC3CAD0';
const PALE = 'FFE4EDF3';

/** Index of a style in `cellXfs`. */
export const STYLES = { head: 1, body: 2 } as const;

const edge = (side: string) => `<${side} style="thin"><color rgb="${GREY}"/></${side}>`;
const styles = `${XML}<styleSheet xmlns="${SHEET}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="${PALE}"/></patternFill></fill></fills><borders count="2"><border/><border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf xfId="0" borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

/** A name that a sheet may have: 31 characters, without those that formulas need. */
function sheetName(title: string): string {
  const plain = escaped(title)
    .replace(/[[\]*?:/\\]/g, ' ')
    .replace(/\s+/g, ' ');
  return (
    [...plain]
      .slice(0, 31)
      .join('')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet1'
  );
}

/** Name and content of each part; the sheet itself is `xl/worksheets/sheet1.xml`. */
export function fixedParts(title: string): [string, string][] {
  const name = sheetName(title);
  const override = (part: string, kind: string) => `<Override PartName="${part}" ContentType="${TYPE}.${kind}+xml"/>`;
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/relationships/${kind}" Target="${target}"/>`;
  const relations = (rows: string[]) =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${rows.join('')}</Relationships>`;
  // The head is repeated on every page that is printed.
  const titles = `<definedName name="_xlnm.Print_Titles" localSheetId="0">${asXml(`'${name.replaceAll("'", "''")}'!$1:$1`)}</definedName>`;
  return [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/worksheets/sheet1.xml', 'worksheet')}${override('/xl/styles.xml', 'styles')}</Types>`,
    ],
    ['_rels/.rels', relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}/relationships"><sheets><sheet name="${asXml(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames>${titles}</definedNames></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([relation('rId1', 'worksheet', 'worksheets/sheet1.xml'), relation('rId2', 'styles', 'styles.xml')]),
    ],
    ['xl/styles.xml', styles],
  ];
}

/** What stands before the rows: the head frozen, the widths in characters. */
export function sheetStart(columns: readonly { width: number; hidden?: boolean }[]): string {
  const cols = columns.map(
    ({ width, hidden }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"${hidden ? ' hidden="1"' : ''}/>`,
  );
  return `${XML}<worksheet xmlns="${SHEET}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`;
}

/** What stands after them: what is merged, A4 landscape one page wide, the number of the page. */
export function sheetEnd(merges: readonly string[]): string {
  const merged =
    merges.length > 0
      ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : '';
  return `</sheetData>${merged}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`;
}
