import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cache } from '../../tools/setup/places.mjs';
import { complaintsOf } from './support/complaints';

test('all types agree', () => {
  mkdirSync(cache, { recursive: true });
  // What was looked at and has not changed since is not looked at again: seconds instead of a minute, from the second time on.
  const known = ['--incremental', '--tsBuildInfoFile', join(cache, 'types-seen.json')];
  expect(complaintsOf('tsc', ['--noEmit', ...known, '--pretty', 'false', '-p', '.'])).toBe('');
});
