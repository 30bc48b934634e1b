import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTemporaryFolder } from '../../tools/temporary-folder.mjs';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'steward-place-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

test('a run of tests works in a folder of its own, which is gone afterwards with what it left', async () => {
  let used = '';
  const code = await inTemporaryFolder(
    async ({ TMPDIR = '', HOME }) => {
      used = TMPDIR;
      writeFileSync(join(TMPDIR, 'left'), HOME ?? '');
      return 7;
    },
    { env: { HOME: '/home/me' }, place, needed: 1 },
  );
  expect(code).toBe(7);
  expect(used.startsWith(place)).toBe(true);
  expect(existsSync(used)).toBe(false);
});

test('a run that throws leaves nothing either', async () => {
  const failing = inTemporaryFolder(async () => Promise.reject(new Error('no Vitest')), {
    env: {},
    place,
    needed: 1,
  });
  await expect(failing).rejects.toThrow('no Vitest');
  expect(readdirSync(place)).toEqual([]);
});

test.each([
  ['the environment names one', { env: { TMPDIR: '/mine' }, needed: 1 }, '/mine'],
  ['there is no room', { env: {}, needed: Number.MAX_SAFE_INTEGER }, undefined],
])('the folder of the machine is used where %s', async (_when, options, expected) => {
  await inTemporaryFolder(
    async (env) => {
      expect(env['TMPDIR']).toBe(expected);
      return 0;
    },
    { ...options, place },
  );
  expect(readdirSync(place)).toEqual([]);
});

test('a machine without such a place uses its own folder', async () => {
  await inTemporaryFolder(
    async (env) => {
      expect(env['TMPDIR']).toBeUndefined();
      return 0;
    },
    { env: {}, place: join(place, 'not-there') },
  );
});
