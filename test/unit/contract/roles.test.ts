import { expect, test } from 'vitest';
import { isAtLeast, roles } from '../../../src-preload/contract/roles';

test('each role may do what those before it may, and no more', () => {
  const allowed = roles.map((role) => roles.filter((least) => isAtLeast(role, least)));
  expect(allowed).toEqual([['viewer'], ['viewer', 'manager'], ['viewer', 'manager', 'admin']]);
});
