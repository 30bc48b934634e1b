import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyFromFile } from '../../src-main/store/file/key';
import { openStore } from '../../src-main/store/file/open';
import { alone } from '../../src-main/store/file/store-lock';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-two-'));
  file = join(folder, 'steward.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @returns what each process said after it was told to begin, all at once */
async function openInProcesses(count: number): Promise<string[]> {
  const processes = Array.from({ length: count }, () =>
    spawn(process.execPath, ['tools/run-ts.mjs', 'test/store/support/open-once.ts', file]),
  );
  const ready = processes.map((child) => once(child.stdout, 'data'));
  await Promise.all(ready);
  const said = processes.map(async (child) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
    await once(child, 'close');
    return text.trim();
  });
  for (const child of processes) child.stdin.write('go\n');
  return Promise.all(said);
}

test('processes that make one store at once make one, and all of them can use it', async () => {
  expect(await openInProcesses(4)).toEqual(Array(4).fill('done'));
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: () => 2_000 });
  expect(store.recovery).toBeNull();
  expect(store.damaged()).toEqual([]);
  expect(store.backups()).toHaveLength(3);
  store.close();
  expect(readdirSync(folder).filter((name) => /part|unfinished|\d$/.test(name))).toEqual([]);
});

test('processes that mend one store at once put it aside once', async () => {
  await openInProcesses(1);
  truncateSync(file, 20_000);
  expect(await openInProcesses(3)).toEqual(Array(3).fill('done'));
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: () => 2_000 });
  expect(store.damaged()).toHaveLength(1);
  store.close();
});

test('where another process is at work for too long, words say so and nothing is made', () => {
  const other = new URL(`${file}`, 'file:').pathname;
  expect(() => alone(other, () => alone(file, () => undefined, 50))).toThrow(/Another Steward is at work/);
  expect(existsSync(file)).toBe(false);
});

test('a key is not made where backups of an earlier store wait for theirs', async () => {
  await openInProcesses(1);
  rmSync(file);
  rmSync(`${file}.key`);
  expect(() => keyFromFile(`${file}.key`, file)).toThrow(/key of the local copy is missing/);
});
