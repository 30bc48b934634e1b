import { expect, test } from 'vitest';
import { complaintsOf } from './support/complaints';

test('all types agree', () => {
  expect(complaintsOf('tsc', ['--noEmit', '--pretty', 'false', '-p', '.'])).toBe('');
});
