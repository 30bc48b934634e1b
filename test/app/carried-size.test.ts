import fc from 'fast-check';
import { expect, it } from 'vitest';
import { carriedSize } from '../../src-main/ipc/carried-size';

const free = Number.MAX_SAFE_INTEGER;
const sizeOf = (value: unknown) => carriedSize(value, free);

it('counts text by its characters, and eight for a number, a date, or the frame of an object', () => {
  expect(sizeOf('')).toBe(2);
  expect(sizeOf('abc')).toBe(5);
  for (const one of [0, 1.5, true, null, undefined, new Date(0), {}]) expect(sizeOf(one)).toBe(8);
  expect(sizeOf({ ab: 'cde' })).toBe(8 + 4 + 5);
  expect(sizeOf(new String('abc'))).toBe(8 + 3);
  expect(sizeOf(/abc/)).toBe(8 + 3);
});

it('counts the places of a list, and what stands in them, but not their numbers', () => {
  expect(sizeOf([])).toBe(8);
  expect(sizeOf(['a', 'b'])).toBe(8 + 2 + 3 + 3);
  expect(sizeOf(new Array(10))).toBe(8 + 10);
  expect(sizeOf(Object.assign(['a'], { b: 'c' }))).toBe(8 + 1 + 3 + 3 + 3);
});

it('counts what maps and sets hold, keys and values', () => {
  expect(sizeOf(new Map([['ab', 'cde']]))).toBe(8 + 1 + 4 + 5);
  expect(sizeOf(new Set(['ab', 'c']))).toBe(8 + 2 + 4 + 3);
});

it('counts bytes, and for a view all that it is a view of', () => {
  expect(sizeOf(new ArrayBuffer(10))).toBe(18);
  expect(sizeOf(new SharedArrayBuffer(10))).toBe(18);
  expect(sizeOf(new Uint8Array(new ArrayBuffer(10), 4, 1))).toBe(18);
  expect(sizeOf(new DataView(new ArrayBuffer(10)))).toBe(18);
});

it('counts nothing that is not the thing’s own', () =>
  expect(sizeOf(Object.create({ inherited: 'x'.repeat(100) }))).toBe(8));

it('is within its limit up to the last character', () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const size = sizeOf(value);
      if (typeof size !== 'number') throw new Error('JSON is plain');
      expect(carriedSize(value, size)).toBe(size);
      expect(carriedSize(value, size - 1)).toBe('too large');
    }),
  ));

it('goes a hundred levels deep and no further', () => {
  const nested = (levels: number) => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level++) value = [value];
    return value;
  };
  expect(typeof sizeOf(nested(100))).toBe('number');
  expect(sizeOf(nested(101))).toBe('not plain');
});
