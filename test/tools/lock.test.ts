import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';

const cache = mkdtempSync(join(tmpdir(), 'steward-lock-'));
vi.stubEnv('STEWARD_CACHE', cache);
const { withLock } = await import('../../tools/setup/lock.mjs');

afterAll(() => rmSync(cache, { recursive: true }));

test('two commands never do the same work at the same time', async () => {
  const events: string[] = [];
  const work = (name: string) => () =>
    withLock('build', async () => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      events.push(`${name} ends`);
    });
  await Promise.all(['a', 'b', 'c'].map((name) => work(name)()));
  expect(events).toHaveLength(6);
  for (let i = 0; i < events.length; i += 2) {
    expect(events[i + 1]).toBe(events[i]?.replace('begins', 'ends'));
  }
});

test('work that fails leaves the way free', async () => {
  await expect(withLock('build', () => Promise.reject(new Error('no compiler')))).rejects.toThrow(
    'no compiler',
  );
  await expect(withLock('build', () => Promise.resolve('done'))).resolves.toBe('done');
});

test('a command that was killed does not bar the way', async () => {
  mkdirSync(join(cache, 'build.lock'));
  // Above the largest process id Linux gives out.
  writeFileSync(join(cache, 'build.lock', 'pid'), '4194305');
  await expect(withLock('build', () => Promise.resolve('done'))).resolves.toBe('done');
});
