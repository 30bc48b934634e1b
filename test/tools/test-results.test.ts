import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/setup/places.mjs';
import { countResults, filesToTryAgain, takeSecond } from '../../tools/test-results.mjs';

describe('the closing line of npm test', () => {
  test('counts passed, failed and skipped tests over all files', () => {
    const results = {
      testResults: [
        file('a.test.ts', 'passed', ['passed', 'passed', 'pending']),
        file('b.test.ts', 'failed', ['passed', 'failed', 'todo']),
      ],
    };
    expect(countResults(results, 1)).toEqual({ passed: 3, skipped: 2, failures: ['b.test.ts: test 1'] });
  });

  test('counts a file that could not run as a failure', () => {
    const results = {
      testResults: [file('a.test.ts', 'passed', ['passed']), file('b.test.ts', 'failed', [])],
    };
    expect(countResults(results, 1).failures).toEqual(['b.test.ts: could not run']);
  });

  test('counts a file whose hooks failed as a failure though its tests were only skipped', () => {
    const results = { testResults: [file('a.test.ts', 'failed', ['skipped'])] };
    expect(countResults(results, 1)).toEqual({
      passed: 0,
      skipped: 1,
      failures: ['a.test.ts: could not run'],
    });
  });

  test('is never green when the runner failed without naming a test', () => {
    const results = { testResults: [file('a.test.ts', 'passed', ['passed'])] };
    expect(countResults(results, 1).failures).toHaveLength(1);
    expect(countResults(null, 137).failures).toHaveLength(1);
  });

  test('is never green when nothing ran', () => {
    expect(countResults({ testResults: [] }, 0).failures).toEqual(['no test ran']);
  });
});

describe('a file with windows that failed', () => {
  const failedOnce = (...names: string[]) => ({
    testResults: [
      file('test/unit/a.test.ts', 'passed', ['passed']),
      ...names.map((name) => file(name, 'failed', ['passed', 'failed'])),
    ],
  });

  test('is run once more from its beginning', () => {
    const four = ['a', 'b', 'c', 'd'].map((name) => `test/e2e/${name}.test.ts`);
    expect(filesToTryAgain(failedOnce(...four))).toEqual(four);
  });

  test('is red at once beside four others, and beside a failure of anything else', () => {
    expect(
      filesToTryAgain(failedOnce(...['a', 'b', 'c', 'd', 'e'].map((name) => `test/e2e/${name}.test.ts`))),
    ).toEqual([]);
    expect(filesToTryAgain(failedOnce('test/e2e/a.test.ts', 'test/sync/b.test.ts'))).toEqual([]);
    expect(filesToTryAgain(null)).toEqual([]);
  });

  test('is green where it passes the second time, and named as unsteady', () => {
    const second = { testResults: [file('test/e2e/a.test.ts', 'passed', ['passed', 'passed'])] };
    const { results, unsteady } = takeSecond(failedOnce('test/e2e/a.test.ts'), second);
    expect(countResults(results, 0)).toEqual({ passed: 3, skipped: 0, failures: [] });
    expect(unsteady).toEqual(['test/e2e/a.test.ts: test 1']);
  });

  test('is red where it fails again, whatever fails then', () => {
    const second = { testResults: [file('test/e2e/a.test.ts', 'failed', ['failed', 'passed'])] };
    const { results, unsteady } = takeSecond(failedOnce('test/e2e/a.test.ts'), second);
    expect(countResults(results, 1).failures).toEqual(['test/e2e/a.test.ts: test 0']);
    expect(unsteady).toEqual(['test/e2e/a.test.ts: test 1']);
  });
});

function file(name: string, status: string, tests: string[]) {
  return {
    name: join(root, name),
    status,
    assertionResults: tests.map((result, index) => ({ fullName: `test ${index}`, status: result })),
  };
}
