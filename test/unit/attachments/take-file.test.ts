import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fileName } from '../../../src-main/lib/attachments/file-name';
import { takeFile } from '../../../src-main/lib/attachments/take-file';
import {
  attachmentTypes,
  canBeAttached,
  mostAttachmentBytes,
  mostFileName,
  sizeWords,
  tooLargeWords,
} from '../../../src-preload/contract/attachments';
import { digestOf, officeFile, pngFile, zipFile } from '../../support/files';

const latin = (text: string) => Buffer.from(text, 'latin1');
const office = 'application/vnd.openxmlformats-officedocument';
const typeOf = async (content: Buffer, name = 'x') => (await takeFile(name, content)).type;
const refused = (content: Buffer, name = 'x.png') =>
  takeFile(name, content).then(
    () => 'taken',
    (error: Error) => error.message,
  );

describe('a file that is chosen', () => {
  test('is known by its bytes, its size and their digest, whatever it is called', async () => {
    const picture = pngFile();
    expect(await takeFile('C:\\fakepath\\Plan of spring.PNG', picture)).toEqual({
      ...{ name: 'Plan of spring.PNG', type: 'image/png', size: picture.length, sha256: digestOf(picture) },
    });
    expect(await takeFile('invoice.exe', picture)).toMatchObject({ name: 'invoice.exe.png' });
  });

  test.each<[string, Buffer, string]>([
    ['a JPEG', latin(`\xff\xd8\xff\xe0${'x'.repeat(20)}`), 'image/jpeg'],
    ['a GIF of then', latin(`GIF87a${'x'.repeat(10)}`), 'image/gif'],
    ['a GIF', latin(`GIF89a${'x'.repeat(10)}`), 'image/gif'],
    ['a WebP', latin('RIFF\x00\x00\x00\x00WEBPVP8L'), 'image/webp'],
    ['a PDF', latin('%PDF-1.4\n\xe2\xe3'), 'application/pdf'],
    ['a text', Buffer.from('Grüße\r\n\tan alle'), 'text/plain'],
    ['a text with a mark of its order', Buffer.from('\ufeffGrüße'), 'text/plain'],
    ['a text that speaks of pages', Buffer.from('they write <html> there'), 'text/plain'],
  ])('%s', async (_, content, type) => {
    expect(await typeOf(content)).toBe(type);
  });

  test.each([
    ['docx', 'wordprocessingml.document'],
    ['xlsx', 'spreadsheetml.sheet'],
    ['pptx', 'presentationml.presentation'],
  ] as const)('an Office file (%s) by its list of contents', async (kind, type) => {
    const content = await officeFile(kind, { 'docProps/app.xml': '<x/>' });
    expect(await takeFile('a.bin', content)).toMatchObject({
      type: `${office}.${type}`,
      name: `a.bin.${kind}`,
    });
  });

  test('a table where its name says so, and only of a text', async () => {
    expect(await takeFile('Q1.CSV', Buffer.from('a,b'))).toMatchObject({ type: 'text/csv', name: 'Q1.CSV' });
    expect(await takeFile('Q1.csv', pngFile())).toMatchObject({ type: 'image/png', name: 'Q1.csv.png' });
  });

  test('that is a picture and something else behind it is a picture, by its name as well', async () => {
    const both = Buffer.concat([pngFile(), await zipFile({ 'a.js': 'run()' })]);
    expect(await takeFile('a.jar', both)).toMatchObject({ type: 'image/png', name: 'a.jar.png' });
  });

  test('a script is a text, and opens as one', async () => {
    expect(await takeFile('run.bat', Buffer.from('del *.*'))).toMatchObject({ name: 'run.bat.txt' });
    expect(await takeFile('run.sh', Buffer.from('#!/bin/sh\nrm x'))).toMatchObject({ name: 'run.sh.txt' });
  });

  test.each<[string, Buffer, string]>([
    ['of no bytes', Buffer.alloc(0), 'is empty.'],
    ['that runs on Windows', latin('MZ\x90\x00\x03\x00\x00'), 'is of a kind that can’t be attached.'],
    ['that runs on Linux', latin('\x7fELF\x02\x01\x01\x00'), 'is of a kind that can’t be attached.'],
    ['of a picture that is cut off', pngFile().subarray(0, 12), 'is of a kind that can’t be attached.'],
    ['of a few bytes of a JPEG', latin('\xff\xd8\xff'), 'is of a kind that can’t be attached.'],
    [
      'of sound in the clothes of a WebP',
      latin('RIFF\x00\x00\x00\x00WAVEfmt '),
      'is of a kind that can’t be attached.',
    ],
    [
      'of text in two bytes a letter',
      Buffer.from('\ufeffhello', 'utf16le'),
      'is of a kind that can’t be attached.',
    ],
    ['of text with half a letter', Buffer.from([0x61, 0xc3]), 'is of a kind that can’t be attached.'],
    ['of text with a control character', Buffer.from('a\u0000b'), 'is of a kind that can’t be attached.'],
    ['that is a page', Buffer.from('\n <!DOCTYPE html><p>'), 'is a web page or a drawing that could act.'],
    [
      'that is a page without a head',
      Buffer.from('<Script>a()</script>'),
      'is a web page or a drawing that could act.',
    ],
    [
      'that is a drawing',
      Buffer.from('\ufeff<svg xmlns="x"/>'),
      'is a web page or a drawing that could act.',
    ],
    ['that is XML', Buffer.from('<?xml version="1.0"?><svg/>'), 'is a web page or a drawing that could act.'],
  ])('%s is refused in a sentence that names it and says what can be attached', async (_, content, why) => {
    expect(await refused(content, '../a\u202e b.png')).toBe(`“a b.png” ${why} ${canBeAttached}`);
  });

  test.each([
    ['of Word', () => officeFile('docm')],
    ['that were left in a file of another kind', () => officeFile('xlsx', { 'xl/vbaProject.bin': 'x' })],
    [
      'under another name',
      () =>
        zipFile({
          '[Content_Types].xml': `<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/word/document.xml" ContentType="${office}.wordprocessingml.document.main+xml"/>`,
          'word/document.xml': '',
        }),
    ],
    ['as controls', () => officeFile('pptx', { 'ppt/activeX/activeX1.bin': 'x' })],
  ])('with macros %s is refused', async (_, make) => {
    expect(await refused(await make())).toContain('has macros or controls');
  });

  test.each<[string, () => Promise<Buffer>]>([
    ['that is any other archive', () => zipFile({ 'a.txt': 'x' })],
    ['that names no part of Office', () => zipFile({ '[Content_Types].xml': '<Types/>' })],
    ['that is cut off', async () => (await officeFile('docx')).subarray(0, 120)],
    [
      'whose list would be larger than there is room for',
      () => zipFile({ '[Content_Types].xml': Buffer.alloc(1_100_000, 32) }),
    ],
    [
      'of noise behind the mark of an archive',
      async () => Buffer.concat([latin('PK\x03\x04'), randomBytes(5_000)]),
    ],
  ])('%s is refused', async (_, make) => {
    expect(await refused(await make())).toContain('is of a kind that can’t be attached');
  });

  test('with much in little room is looked at without unpacking it', async () => {
    const bomb = await officeFile('docx', { 'word/media/a.bin': Buffer.alloc(200_000_000) });
    expect(bomb.length).toBeLessThan(mostAttachmentBytes);
    const before = performance.now();
    expect(await typeOf(bomb)).toBe(`${office}.wordprocessingml.document`);
    expect(performance.now() - before).toBeLessThan(500);
  });

  test('may have a megabyte, and not a byte more', async () => {
    expect(await typeOf(Buffer.alloc(mostAttachmentBytes, 'a'))).toBe('text/plain');
    expect(await refused(Buffer.alloc(mostAttachmentBytes + 1, 'a'), 'all.txt')).toBe(
      '“all.txt” has 1.1 MB; a file may have 1 MB. Make it smaller, or write down where it lies.',
    );
  });
});

describe('the name of a file', () => {
  test.each([
    ['../../etc/passwd', 'passwd.png'],
    ['C:\\Users\\ann\\plan.png', 'plan.png'],
    ['plan\u202egnp.exe', 'plangnp.exe.png'],
    ['a\u0000b\nc.png', 'abc.png'],
    ['CON.png', '_CON.png'],
    ['con.tar.png', '_con.tar.png'],
    ['COM1', '_COM1.png'],
    ['COM10.png', 'COM10.png'],
    ['  ..hidden..  ', 'hidden.png'],
    ['.png', 'png.png'],
    ['', '_.png'],
    ['a<b>:"c|?*.png', 'a_b___c___.png'],
    ['Plan.PNG', 'Plan.PNG'],
    ['plan.jpg', 'plan.jpg.png'],
    ['two   words .png', 'two words.png'],
    ['cafe\u0301.png', 'café.png'],
  ])('%j is shown as %j', (given, shown) => {
    expect(fileName(given, 'image/png')).toBe(shown);
  });

  test('is cut at whole letters and keeps its ending', () => {
    const long = fileName(`${'😀'.repeat(80)}.png`, 'image/png');
    expect(long.length).toBeLessThanOrEqual(mostFileName);
    expect(long).toBe(`${'😀'.repeat(58)}.png`);
    expect(fileName(`${'a'.repeat(300)}.png`, 'image/png')).toHaveLength(mostFileName);
  });

  test('is one that its own rules leave as it is', () => {
    for (const given of ['../x', 'CON', '..', ' a .png', '\u202e', 'x'.repeat(500)])
      for (const type of Object.keys(attachmentTypes) as (keyof typeof attachmentTypes)[]) {
        const once = fileName(given, type);
        expect(fileName(once, type)).toBe(once);
      }
  });
});

test('sizes are said in words', () => {
  expect(
    [1, 999, 1_000, 340_400, 999_499, mostAttachmentBytes, mostAttachmentBytes + 1].map(sizeWords),
  ).toEqual([...['1 byte', '999 bytes', '1 KB', '340 KB', '999 KB', '1 MB', '1.1 MB']]);
  expect(tooLargeWords('a', mostAttachmentBytes)).toBeNull();
});
