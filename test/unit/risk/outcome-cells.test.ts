import { describe, expect, test } from 'vitest';
import { outcomeCells, wordsOfAbsence } from '../../../src-main/host/commands/evaluation/outcome-cells';

const read = (cells: readonly string[], positive?: string) =>
  outcomeCells(cells, 'left', positive).map((cell) => (typeof cell === 'number' ? cell : cell.problem));

describe('the column of outcomes', () => {
  test.each([
    ['yes', ['Yes', 'NO', 'maybe', ''], [1, 0, 'left is "maybe"', 'it has no left']],
    ['no', ['Yes', 'NO', 'maybe'], [0, 1, 'left is "maybe"']],
    ['TRUE', ['true', 'False', '-'], [1, 0, 'it has no left']],
    ['1', ['1', '0', '2'], [1, 0, 'left is "2"']],
    ['Churned', [' churned\u00A0', 'Active', 'paused'], [1, 0, 'left is "paused"']],
    ['closed', ['closed', 'open', 'Trial', 'Unknown'], [1, 0, 0, 'left is "Unknown"']],
  ])('of which %s is the event says 1, 0, or neither', (positive, cells, expected) => {
    expect(read(cells, positive)).toEqual(expected);
  });

  test('without a word for the event holds 1 and 0, and sets unknowns aside', () => {
    expect(read(['1', '0', '1.0', 'unknown', 'N/A'])).toEqual([
      1,
      0,
      1,
      'left is "unknown"',
      'it has no left',
    ]);
    expect(() => read(['1', '2'])).toThrow('--positive');
  });

  test('names several words of absence with their rows, one alone goes without saying', () => {
    const cells = ['closed', 'open', 'Open', 'trial'];
    const words = (all: readonly string[]) => wordsOfAbsence(all, outcomeCells(all, 'left', 'closed'));
    expect(words(cells)).toEqual([
      { word: 'open', rows: 2 },
      { word: 'trial', rows: 1 },
    ]);
    expect(words(['closed', 'open', 'OPEN'])).toEqual([]);
  });
});
