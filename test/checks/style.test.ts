import { expect, test } from 'vitest';
import { complaintsOf } from './support/complaints';

test('every file keeps the style (npm run fix mends most of it)', () => {
  expect(
    complaintsOf('biome', ['check', '--colors=off', '--error-on-warnings', '--max-diagnostics=50']),
  ).toBe('');
});
