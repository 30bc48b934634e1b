import { describe, expect, test } from 'vitest';
import { meantBy } from '../../../src-renderer/ui/typed-number';

describe('a number on its way', () => {
  test.each([
    ['', undefined],
    [' ', undefined],
    ['-', undefined],
    ['.', undefined],
    ['20.', 20],
    ['20.0', 20],
    ['20.50', 20.5],
    [20.5, 20.5],
    [0, 0],
  ])('%j means %j', (text, meant) => expect(meantBy(text)).toBe(meant));
});
