import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { callErrorOf } from '../../src-main/api/answer-call';
import { StewardError } from '../../src-main/lib/steward-error';

const machine = (code: string) => Object.assign(new Error(`${code}: /home/ann/steward.db`), { code });

test.each([
  ['SQLITE_FULL', /disk is full/],
  ['ENOSPC', /disk is full/],
  ['SQLITE_BUSY', /Another Steward is writing/],
  ['SQLITE_BUSY_SNAPSHOT', /Another Steward is writing/],
  ['SQLITE_CORRUPT', /^Something went wrong inside Steward/],
  ['EACCES', /^Something went wrong inside Steward/],
])('what is the machine’s fault and can be mended there is said so, without a path: %s', (code, words) => {
  const told = callErrorOf(machine(code));
  expect(told).toEqual({ code: 'internal', message: expect.stringMatching(words) });
  expect(told.message).not.toContain('/home');
  expect(callErrorOf(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: machine(code) }))).toEqual(told);
});

test('what Steward refuses keeps its code, its words and the fields they are about', () => {
  const refused = new StewardError('conflict', 'Somebody was faster.', { name: 'is taken' });
  expect(callErrorOf(refused)).toEqual({
    code: 'conflict',
    message: 'Somebody was faster.',
    fields: { name: 'is taken' },
  });
  expect(callErrorOf(new StewardError('not_found', 'x'))).not.toHaveProperty('fields');
});

test('of what does not fit its schema each field is told once, with the first that is wrong of it', () => {
  const schema = z.object({
    name: z.string().min(3, 'too short').startsWith('A', 'no A'),
    size: z.number('no number'),
  });
  const { error } = schema.safeParse({ name: 'x', size: 'y' });
  const told = callErrorOf(new TRPCError({ code: 'BAD_REQUEST', cause: error as Error }));
  expect(told).toEqual({
    code: 'invalid_input',
    message: 'too short',
    fields: { name: 'too short', size: 'no number' },
  });
});
