import { expect, test } from 'vitest';
import { complaintsOf } from './support/complaints';

test('no file, package or export is there that nothing uses', () => {
  const kinds = 'files,dependencies,unlisted,unresolved,exports,duplicates';
  expect(complaintsOf('knip', ['--no-progress', '--include', kinds])).toBe('');
});
