import { expect, test } from 'vitest';
import { errorCode } from '../../../src-main/lib/error-code';

const refused = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' });

test('an error has the code that the database or the network gave it', () => {
  expect(errorCode(refused)).toBe('ECONNREFUSED');
});

test('an error without one has that of its cause', () => {
  expect(errorCode(new Error('query failed', { cause: refused }))).toBe('ECONNREFUSED');
});

test('several errors, one for each address of a host, have the first one’s', () => {
  expect(errorCode(new AggregateError([refused, new Error('another')]))).toBe('ECONNREFUSED');
});

test('what has no code at all has an empty one', () => {
  expect([new Error('plain'), 'text', null, undefined].map(errorCode)).toEqual(['', '', '', '']);
});
