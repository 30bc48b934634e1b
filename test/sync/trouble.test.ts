import { expect, test } from 'vitest';
import { StewardError } from '../../src-main/lib/steward-error';
import { explainTrouble } from '../../src-main/sync/loop/trouble';

function errorOf(code: string, message = 'something'): Error {
  return Object.assign(new Error(message), { code });
}

test.each([
  ['a refused connection', errorOf('ECONNREFUSED'), 'offline', /does not answer/],
  ['an unknown host', errorOf('ENOTFOUND'), 'offline', /name leads nowhere/],
  [
    'several addresses, all refused',
    new AggregateError([errorOf('ECONNREFUSED')]),
    'offline',
    /does not answer/,
  ],
  ['a server that shuts down', errorOf('57P01'), 'offline', /shut down or started/],
  ['a server that is full', errorOf('53300'), 'offline', /no connection to spare/],
  ['a line that broke', new Error('Connection terminated unexpectedly'), 'offline', /does not answer/],
  ['a refused password', errorOf('28P01'), 'failed', /login or its password/],
  ['a missing database', errorOf('3D000'), 'failed', /no database of that name/],
  ['a missing right', errorOf('42501'), 'failed', /Ask your administrator/],
  ['a dropped column', errorOf('42703', 'column "mrr" does not exist'), 'failed', /column mrr/],
  ['a full disk', errorOf('SQLITE_FULL'), 'failed', /disk is full/],
  [
    'a full disk, as a query builder tells it',
    new Error('query ended', { cause: errorOf('SQLITE_FULL') }),
    'failed',
    /disk is full/,
  ],
  ['a store in use', errorOf('SQLITE_BUSY'), 'failed', /Another Steward/],
  ['words of our own', new StewardError('not_ready', 'Plain words.'), 'failed', /^Plain words\.$/],
  ['anything else', new TypeError('x of undefined'), 'failed', /the log has it/],
])('%s is told in plain words', (_what, error, phase, words) => {
  const trouble = explainTrouble(error);
  expect(trouble.phase).toBe(phase);
  expect(trouble.words).toMatch(words);
});

test('neither SQL nor a secret gets into the words', () => {
  const error = errorOf('XX000', 'select secret from customer_success.users; password=hunter2 at /home/ann');
  expect(explainTrouble(error).words).not.toMatch(/select|hunter2|home/);
});
