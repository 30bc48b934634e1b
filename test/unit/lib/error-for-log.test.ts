import pg from 'pg';
import { expect, test } from 'vitest';
import { errorForLog } from '../../../src-main/lib/error-for-log';
import { StewardError } from '../../../src-main/lib/steward-error';

const written = (error: unknown) => JSON.stringify(errorForLog(error));

function databaseError(code: string, message: string): Error {
  const error = new pg.DatabaseError(message, 1, 'error');
  return Object.assign(error, {
    code,
    detail: 'Failing row contains (Ana Lopez).',
    where: 'COPY users, line 3: "Ana Lopez"',
    table: 'users',
    constraint: 'users_email_key',
  });
}

test.each([
  ['22P02', 'invalid input syntax for type integer: "Ana Lopez"'],
  ['23505', 'duplicate key value violates unique constraint of Ana Lopez'],
  ['P0001', 'Ana Lopez is not known'],
  ['42601', 'syntax error at or near "Ana Lopez"'],
])('what a database quotes of a row stays out of the log (%s)', (code, message) => {
  const logged = written(databaseError(code, message));
  expect(logged).not.toContain('Lopez');
  expect(errorForLog(databaseError(code, message))).toMatchObject({ code, about: 'users users_email_key' });
});

test('names of the schema stay, for they say where to look', () => {
  expect(errorForLog(databaseError('42703', 'column "kind" does not exist')).message).toBe(
    'column "kind" does not exist',
  );
});

test('a text that could not be read is not repeated', () => {
  try {
    JSON.parse('Ana Lopez');
  } catch (error) {
    expect(written(error)).not.toContain('Lopez');
    expect(errorForLog(error)).toMatchObject({ type: 'SyntaxError', stack: expect.stringContaining(' at ') });
  }
});

test('what Steward says itself stays, with what caused it, as far as that is no text of anybody', () => {
  const cause = databaseError('23505', 'Ana Lopez is there already');
  const logged = errorForLog(new StewardError('conflict', 'It was changed meanwhile.', undefined, { cause }));
  expect(logged).toMatchObject({ message: 'It was changed meanwhile.', cause: { code: '23505' } });
  expect(JSON.stringify(logged)).not.toContain('Lopez');
});

test('an error that repeats the words of its cause says that it has one', () => {
  const error = new Error('failed: Ana Lopez', { cause: databaseError('22001', 'Ana Lopez is too long') });
  expect(written(error)).not.toContain('Lopez');
});

test('what is no error is told by its kind alone', () => {
  expect(errorForLog('Ana Lopez')).toEqual({
    type: 'string',
    message: 'something that is no error',
    stack: '',
  });
});
