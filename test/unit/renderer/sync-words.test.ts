import { describe, expect, test } from 'vitest';
import type { SyncStatus } from '../../../src-preload/contract/sync';
import { pillWords, progressWords, syncWords } from '../../../src-renderer/ui/words/sync-words';

const now = Date.UTC(2026, 10, 22, 12);
const idle: SyncStatus = {
  phase: 'idle',
  asOf: now - 3 * 3_600_000,
  problem: null,
  nextAttemptAt: null,
  passwordEndsAt: null,
  server: { failures: 0, retryAt: null },
  progress: null,
  held: null,
  tables: [],
  setAside: 0,
  outbox: { pending: 0, setBack: 0 },
  lastPull: null,
  zone: 'UTC',
  currency: null,
};
const progress = { table: 'users', doneRows: 250, totalRows: 1_000, rowsPerSecond: 50, secondsLeft: 15 };

describe('how the copy stands', () => {
  test.each(['inactive', 'connecting', 'offline', 'failed'] as const)(
    '%s says how old the data is',
    (phase) => {
      expect(syncWords({ ...idle, phase }, now).text).toContain('3 hours ago');
    },
  );

  test('before the first load there is no age to tell', () => {
    expect(syncWords({ ...idle, phase: 'offline', asOf: null }, now).text).toBe('Offline');
    expect(syncWords({ ...idle, phase: 'inactive', asOf: null }, now).text).toBe('Not connected yet');
  });

  test('what keeps a connection from being used says that somebody is needed, whatever is there already', () => {
    for (const asOf of [null, idle.asOf]) {
      const status = { ...idle, phase: 'inactive' as const, asOf, problem: 'Should Steward encrypt it?' };
      expect(syncWords(status, now)).toEqual({ tone: 'trouble', text: 'The connection needs you' });
    }
  });

  test('a load shows its share, or its rows while the end is unknown', () => {
    expect(syncWords({ ...idle, phase: 'loading', progress }, now).text).toMatch(/^Loading, 25\s?%$/);
    expect(
      syncWords({ ...idle, phase: 'loading', progress: { ...progress, totalRows: null } }, now).text,
    ).toBe('Loading, 250 rows');
  });

  test.each(['held', 'failed', 'revoked'] as const)('%s is trouble', (phase) => {
    expect(syncWords({ ...idle, phase }, now).tone).toBe('trouble');
  });
});

describe('the pill of the header', () => {
  test('is never good while the engine does not run, whatever was said before', () => {
    expect(pillWords('failed', idle, now)).toEqual({
      tone: 'trouble',
      text: 'Engine stopped, data from 3 hours ago',
    });
    expect(pillWords('restarting', idle, now).tone).toBe('waiting');
    expect(pillWords('failed', { ...idle, asOf: null }, now).text).toBe('Engine stopped');
  });

  test('says how the copy stands while it runs', () => {
    expect(pillWords('ready', idle, now)).toEqual(syncWords(idle, now));
  });
});

test('a load says its rows, its rate and the time left, as far as they are known', () => {
  expect(progressWords({ ...progress, totalRows: 900 })).toBe(
    '250 of 900 rows, 50 rows a second, about 15 s left',
  );
  expect(progressWords({ ...progress, totalRows: null, rowsPerSecond: null, secondsLeft: null })).toBe(
    '250 rows',
  );
});
