import { minorDigits } from '../../../src-preload/contract/money';
import { xmlText } from './xml-text';
import type { ZipEntry } from './zip';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a workbook has beside its sheets, once their names are known. @param currency of its amounts */
export function bookParts(sheets: readonly string[], currency: string | null): ZipEntry[] {
  return [
    part('xl/workbook.xml', bookXml(sheets)),
    part('xl/_rels/workbook.xml.rels', bookRelations(sheets.length)),
    part('xl/styles.xml', stylesXml(minorDigits(currency))),
    part(
      '_rels/.rels',
      `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part('[Content_Types].xml', contentTypes(sheets.length)),
  ];
}

export const sheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`;

/** What a sheet may be called: 31 characters at most, without those that references are made of. */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const plain = wanted.replace(/[\\/?*[\]:']/g, ' ').trim() || 'Table';
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : ` (${number})`;
    const name = `${plain.slice(0, 31 - end.length)}${end}`;
    if (!taken.some((other) => other.toLowerCase() === name.toLowerCase())) return name;
  }
}

function part(name: string, xml: string): ZipEntry {
  return { name, text: [xml] };
}

function bookXml(sheets: readonly string[]): string {
  const rows = sheets.map(
    (name, place) => `<sheet name="${xmlText(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
  );
  return `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${rows.join('')}</sheets></workbook>`;
}

function bookRelations(sheets: number): string {
  const rows = Array.from(
    { length: sheets },
    (_none, place) =>
      `<Relationship Id="rId${place + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${place + 1}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${sheets + 1}" Type="${relations}/styles" Target="styles.xml"/>`;
  return `${head}<Relationships xmlns="${packages}/relationships">${rows.join('')}${styles}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const rows = Array.from(
    { length: sheets },
    (_none, place) => `<Override PartName="/${sheetPath(place + 1)}" ContentType="${kinds}.worksheet+xml"/>`,
  );
  return `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/>${rows.join('')}</Types>`;
}

/** In the order of `styles`: plain, heading, day, money, text, text that begins like a formula and stays text, and moment. */
function stylesXml(digits: number): string {
  const money = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`;
  const cell = (more: string) => `<xf ${more} xfId="0"/>`;
  return `${head}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="${money}"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">${cell('numFmtId="0" fontId="0" fillId="0" borderId="0"')}${cell('numFmtId="49" fontId="1" fillId="0" borderId="0" applyFont="1" applyNumberFormat="1"')}${cell('numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"')}${cell('numFmtId="165" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"')}${cell('numFmtId="49" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"')}${cell('numFmtId="49" fontId="0" fillId="0" borderId="0" applyNumberFormat="1" quotePrefix="1"')}${cell('numFmtId="166" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
