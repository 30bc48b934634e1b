import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { LoadReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-28T12:00:00Z');
const here = companyForEachTest();

async function load(files: Readonly<Record<string, string | Uint8Array>>): Promise<LoadReport> {
  return createCompany({ url: here.company.url, from: writeCsvFolder(files), now });
}

async function rows(sql: string): Promise<unknown[]> {
  return (await here.company.admin.query({ text: sql, rowMode: 'array' })).rows;
}

describe('a file that is not UTF-8 with commas', () => {
  const text = 'organization_id;name;created_at\na;Müller & Söhne €;2026-01-05\nb;Ωmega;2026-01-05\n';
  const bigEndian = (content: string) => Buffer.from(content, 'utf16le').swap16();

  test.each<[string, Uint8Array, string]>([
    ['UTF-16, little end first, with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16, little end first, without one', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16, big end first, with a mark', bigEndian(`\uFEFF${text}`), 'utf-16be'],
    ['UTF-16, big end first, without one', bigEndian(text), 'utf-16be'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-8', Buffer.from(text), 'utf-8'],
  ])('is read letter by letter: %s', async (_words, content, encoding) => {
    const report = await load({ 'organizations.csv': content });
    expect(await rows('SELECT name FROM customer_success.organizations ORDER BY external_id')).toEqual([
      ['Müller & Söhne €'],
      ['Ωmega'],
    ]);
    expect(report.files[0]).toMatchObject({ encoding, delimiter: ';', setAside: 0 });
  });

  test('is read as Windows-1252 and said to be', async () => {
    const report = await load({
      'organizations.csv': Buffer.concat([
        Buffer.from('organization_id,name,created_at\na,M\xfcller & S\xf6hne ', 'latin1'),
        Buffer.from([0x80, 0x0a]), // € of Windows
        Buffer.from('b,Caf\xe9,2026-01-05\n', 'latin1'),
      ]),
    });
    expect(report.files[0]).toMatchObject({
      encoding: 'windows-1252',
      added: 1,
      setAside: 1,
    });
    expect(await rows('SELECT name FROM customer_success.organizations')).toEqual([['Café']]);
    expect(report.files[0]?.reasons[0]?.reason).toBe('2 fields where the header has 3');
    expect(readFileSync(join(report.setAsideFolder ?? '', 'organizations.csv'), 'utf8')).toContain(
      'a,Müller & Söhne €',
    );
  });

  test.each<[string, string]>([
    ['tabs', '\t'],
    ['semicolons', ';'],
    ['vertical bars', '|'],
  ])('is separated by %s, and so is what it sets aside', async (_words, delimiter) => {
    const line = (...cells: string[]) => cells.join(delimiter);
    const folder = writeCsvFolder({
      'organizations.csv': csv(
        line('organization_id', 'name', 'created_at'),
        line('a', `"A${delimiter} Co, Ltd"`, '2026-01-05'),
        line('b', 'B, Inc', 'soon'),
        line('c', 'C'),
      ),
    });
    const report = await createCompany({ url: here.company.url, from: folder, now });
    expect(await rows('SELECT name FROM customer_success.organizations')).toEqual([
      [`A${delimiter} Co, Ltd`],
    ]);
    expect(report.files[0]).toMatchObject({ delimiter, added: 1, setAside: 2 });
    const again = await createCompany({ url: here.company.url, from: join(folder, 'set-aside'), now });
    expect(again.files[0]).toMatchObject({ delimiter, rows: 2, setAside: 2 });
  });

  test('is not taken for another because a cell of it holds other separators', async () => {
    const report = await load({ 'features.csv': 'feature_id,name,"a;b;c;d"\nf,"F;G|H",\n' });
    expect(report.files[0]).toMatchObject({ delimiter: ',', added: 1 });
  });

  test('and broken sets aside the lines that are, none of them with a letter in another’s place', async () => {
    const good = Buffer.from('feature_id,name\na,A\nb,', 'utf16le');
    const report = await load({
      'features.csv': Buffer.concat([good, Buffer.from([0x00, 0xd8]), Buffer.from('\nc,C\n', 'utf16le')]),
    });
    expect(await rows('SELECT external_id FROM customer_success.features ORDER BY 1')).toEqual([
      ['a'],
      ['c'],
    ]);
    expect(report.files[0]?.reasons).toMatchObject([
      { reason: 'not UTF-8 text; save the file as UTF-8', firstLine: 3 },
    ]);
  });

  test('may have its header alone end with a carriage return', async () => {
    const report = await load({
      'organizations.csv': 'organization_id,name,created_at\ra,Alpha,2025-01-01\nb,Beta,2025-01-01\n',
    });
    expect(report.files[0]).toMatchObject({ rows: 2, added: 2 });
  });
});
