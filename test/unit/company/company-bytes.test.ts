import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markFile, readBytes, refuseChanged } from '../../../src-main/company/company-bytes';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'company-bytes-'));
  path = join(folder, 'users.csv');
  writeFileSync(path, 'user_id,name\n');
  utimesSync(path, 1_700_000_000, 1_700_000_000);
});
afterEach(() => rmSync(folder, { recursive: true }));

const sameTime = (file: string) => utimesSync(file, 1_700_000_000, 1_700_000_000);
async function read(file: string): Promise<{ text: string; heard: number[] }> {
  const heard: number[] = [];
  const chunks: Buffer[] = [];
  for await (const chunk of readBytes(file, await markFile(file), (bytes) => heard.push(bytes)))
    chunks.push(chunk);
  return { text: Buffer.concat(chunks).toString(), heard };
}

describe('a file that is read', () => {
  test('is the same as long as nobody touched it', async () => {
    const mark = await markFile(path);
    await expect(refuseChanged(path, mark)).resolves.toBeUndefined();
  });

  test.each<[string, () => void]>([
    [
      'is longer, at the same time of change',
      () => {
        appendFileSync(path, 'u,U\n');
        sameTime(path);
      },
    ],
    ['has as many bytes, and another time of change', () => utimesSync(path, 1_700_000_001, 1_700_000_001)],
    [
      'was replaced by one of the same size and time',
      () => {
        const other = join(folder, 'other.csv');
        writeFileSync(other, 'user_id,NAME\n');
        sameTime(other);
        renameSync(other, path);
      },
    ],
  ])('is another one when it %s', async (_how, change) => {
    const mark = await markFile(path);
    change();
    expect(statSync(path).isFile()).toBe(true);
    await expect(refuseChanged(path, mark)).rejects.toThrow(/still being written, or was replaced/);
    await expect(readBytes(path, mark, () => undefined).next()).rejects.toThrow(/still being written/);
  });

  test('is read to its end, unpacked where it is packed, and tells how much of it was', async () => {
    expect(await read(path)).toEqual({ text: 'user_id,name\n', heard: [13] });
    const packed = `${path}.gz`;
    writeFileSync(packed, gzipSync('user_id,name\nu,U\n'));
    const { text, heard } = await read(packed);
    expect(text).toBe('user_id,name\nu,U\n');
    expect(heard.at(-1)).toBe(statSync(packed).size);
    writeFileSync(path, '');
    expect(await read(path)).toEqual({ text: '', heard: [] });
  });

  test('that is cut off in its packing, is a folder or is not there is said in words', async () => {
    const packed = `${path}.gz`;
    writeFileSync(packed, gzipSync('user_id,name\nu,U\n').subarray(0, 20));
    await expect(read(packed)).rejects.toThrow(/is damaged or cut off .* Export it again/);
    await expect(markFile(folder)).rejects.toThrow(/is a folder, not a file/);
    const link = join(folder, 'link.csv');
    symlinkSync(join(folder, 'none.csv'), link);
    await expect(markFile(link)).rejects.toThrow(/link\.csv is a link to a file that is not there\.$/);
    const round = join(folder, 'round.csv');
    symlinkSync(round, round);
    await expect(markFile(round)).rejects.toThrow(/is a link that leads back to itself\.$/);
    await expect(markFile(join(path, 'users.csv'))).rejects.toThrow(/can't be read \(/);
  });
});
