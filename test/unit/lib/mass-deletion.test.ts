import { expect, test } from 'vitest';
import { isMassDeletion } from '../../../src-main/lib/mass-deletion';

test.each([
  ['a hundred of two hundred are few', 100, 200, false],
  ['one more than a hundred of two hundred', 101, 200, true],
  ['three of ten are not more than three of ten', 300, 1_000, false],
  ['one more than three of ten', 301, 1_000, true],
  ['many of very many', 20_000, 100_000, false],
  ['all that there is, where that is little', 50, 50, false],
  ['all that there is', 500, 500, true],
  ['nothing', 0, 1_000, false],
])('%s: asks first, or not', (_, deletes, rows, asks) => {
  expect(isMassDeletion(deletes, rows)).toBe(asks);
});
