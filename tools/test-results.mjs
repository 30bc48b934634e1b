// @ts-check
import { relative } from 'node:path';
import { root } from './setup/places.mjs';

/**
 * The parts we read of what Vitest's JSON reporter writes.
 * @typedef {object} VitestResults
 * @property {{ name: string, status: string, assertionResults: { fullName: string, status: string }[] }[]} testResults
 */

/**
 * Counts tests. As one failure each count also: a file that could not run, a run that failed without naming a test
 * (an error outside of any test, a crash of the runner), and a run in which nothing ran.
 * @param {VitestResults | null} results null when the runner left none
 * @param {number} exitCode the runner's
 * @returns {{ passed: number, skipped: number, failures: string[] }}
 */
export function countResults(results, exitCode) {
  let passed = 0;
  let skipped = 0;
  /** @type {string[]} */
  const failures = [];
  for (const file of results?.testResults ?? []) {
    const name = relative(root, file.name);
    if (file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')) {
      failures.push(`${name}: could not run`);
    }
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed++;
      else if (test.status === 'failed') failures.push(`${name}: ${test.fullName}`);
      else skipped++;
    }
  }
  if (exitCode !== 0 && failures.length === 0) failures.push('the test run itself: see its output above');
  if (exitCode === 0 && passed === 0 && failures.length === 0) failures.push('no test ran');
  return { passed, skipped, failures };
}

const windows = 'test/e2e/';
const mostTriedAgain = 4;

/**
 * The files with windows that failed, to be run once more from their beginning: on a busy machine a window may be slower
 * than its test waits. None where anything else failed, or more than four did: that is no accident of a moment.
 * @param {VitestResults | null} results
 * @returns {string[]} from the root
 */
export function filesToTryAgain(results) {
  const failed = (results?.testResults ?? [])
    .filter(({ status }) => status === 'failed')
    .map(({ name }) => relative(root, name));
  const isAnAccident = failed.length <= mostTriedAgain && failed.every((name) => name.startsWith(windows));
  return isAnAccident ? failed : [];
}

/**
 * What holds after files were run once more, and which tests passed only then.
 * @param {VitestResults} first
 * @param {VitestResults} second of some of its files
 * @returns {{ results: VitestResults, unsteady: string[] }}
 */
export function takeSecond(first, second) {
  const again = new Map(second.testResults.map((file) => [file.name, file]));
  const failedOf = (/** @type {VitestResults} */ { testResults }) =>
    countResults({ testResults }, 1).failures.filter((name) => !name.startsWith('the test run itself'));
  const stillFailed = new Set(failedOf(second));
  return {
    results: { testResults: first.testResults.map((file) => again.get(file.name) ?? file) },
    unsteady: failedOf(first).filter((name) => !stillFailed.has(name)),
  };
}
