import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderMailbox, tryFolder } from '../../../src-main/delivery/inbox/sources/folder-mailbox';
import type { FoundMail } from '../../../src-main/delivery/inbox/sources/mailbox';

const now = 1_800_000_000_000;
let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'mails-'));
});
afterEach(() => rmSync(path, { recursive: true }));

/** A file that was written so many milliseconds ago. */
function put(name: string, age: number): void {
  writeFileSync(join(path, name), name);
  utimesSync(join(path, name), (now - age) / 1000, (now - age) / 1000);
}
async function look(each: (mail: FoundMail) => unknown = () => undefined): Promise<string[]> {
  const { mails } = await folderMailbox({ kind: 'folder', path }, { now: () => now }).open();
  const found: string[] = [];
  for await (const mail of mails()) {
    found.push(Buffer.from(mail.source).toString());
    await each(mail);
  }
  return found;
}

describe('a folder of mails', () => {
  test('has them by when they came, those of one moment by name, and nothing else that lies there', async () => {
    put('later.eml', 5_000);
    put('b.EML', 9_000);
    put('a.eml', 9_000);
    put('notes.txt', 9_000);
    mkdirSync(join(path, 'folder.eml'));
    expect(await look()).toEqual(['a.eml', 'b.EML', 'later.eml']);
    expect(await tryFolder({ kind: 'folder', path })).toBe(4);
  });

  test('waits with one that may still be written, to the millisecond', async () => {
    put('whole.eml', 2_000);
    put('fresh.eml', 1_999);
    expect(await look()).toEqual(['whole.eml']);
  });

  test('passes over one that another runner had meanwhile', async () => {
    put('first.eml', 9_000);
    put('second.eml', 8_000);
    put('third.eml', 7_000);
    expect(await look(() => rmSync(join(path, 'second.eml'), { force: true }))).toEqual([
      'first.eml',
      'third.eml',
    ]);
  });

  test('keeps what was looked at in a folder of its own, and writes over none of the same name', async () => {
    put('hello.eml', 9_000);
    put('other.eml', 8_000);
    const about = (mail: FoundMail) => mail.handled(Buffer.from(mail.source).toString() === 'hello.eml');
    await look(about);
    put('hello.eml', 9_000);
    await look(about);
    expect(readdirSync(path).toSorted()).toEqual(['other', 'read']);
    expect(readdirSync(join(path, 'read'))).toHaveLength(2);
    expect(readdirSync(join(path, 'other'))).toEqual(['other.eml']);
    expect(await look()).toEqual([]);
  });

  test('that is not there is said in words', async () => {
    await expect(tryFolder({ kind: 'folder', path: join(path, 'none') })).rejects.toThrow(
      /the folder .*none can’t be read/,
    );
  });
});
