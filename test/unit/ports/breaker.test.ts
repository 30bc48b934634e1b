import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StewardError } from '../../../src-main/lib/steward-error';
import { type Breaker, createBreaker } from '../../../src-main/ports/breaker';
import { isOutage } from '../../../src-main/ports/postgres/outage';

class Silence extends Error {}

const start = Date.UTC(2026, 10, 28, 10);
let breaker: Breaker;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  breaker = createBreaker({
    name: 'The mail server',
    isOutage: (error) => error instanceof Silence,
    pauseAfter: (failures) => failures * 60_000,
    clock: { now: Date.now },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const silent = () => Promise.reject(new Silence('nobody there'));
const refused = () => Promise.reject(new Error('no'));
const answers = () => Promise.resolve('yes');

async function fail(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await expect(breaker.ask(silent)).rejects.toThrow('nobody there');
}

test('four failures in a row change nothing, the fifth leaves the server in peace', async () => {
  await fail(4);
  expect(breaker.state()).toEqual({ failures: 4, retryAt: null });
  await fail(1);
  expect(breaker.state()).toEqual({ failures: 5, retryAt: start + 300_000 });
  const task = vi.fn(answers);
  await expect(breaker.ask(task)).rejects.toThrow(
    'The mail server didn’t answer 5 times in a row. Nothing is lost; it is asked again in 5 minutes, or at once by “Sync now”.',
  );
  expect(task).not.toHaveBeenCalled();
});

test.each([
  ['an answer', answers],
  ['a refusal', refused],
])('%s ends a row of failures', async (_what, said) => {
  await fail(4);
  await breaker.ask(said).catch(() => undefined);
  await fail(4);
  expect(breaker.state()).toEqual({ failures: 4, retryAt: null });
});

test('refusals come through as they are and leave nobody in peace', async () => {
  for (let n = 0; n < 10; n += 1) await expect(breaker.ask(refused)).rejects.toThrow('no');
  expect(breaker.state()).toEqual({ failures: 0, retryAt: null });
});

test('not a moment before the pause is over, then one question decides for all', async () => {
  await fail(5);
  vi.setSystemTime(start + 299_999);
  await expect(breaker.ask(answers)).rejects.toThrow(/in 1 second,/);
  vi.setSystemTime(start + 300_000);
  const answer = Promise.withResolvers<string>();
  const first = vi.fn(() => answer.promise);
  const second = vi.fn(answers);
  const both = [breaker.ask(first), breaker.ask(second)];
  await Promise.resolve();
  expect(first).toHaveBeenCalledOnce();
  expect(second).not.toHaveBeenCalled();
  answer.resolve('first');
  await expect(Promise.all(both)).resolves.toEqual(['first', 'yes']);
  expect(breaker.state()).toEqual({ failures: 0, retryAt: null });
});

test('a question in vain after the pause makes the next one longer', async () => {
  await fail(5);
  vi.setSystemTime(start + 300_000);
  await fail(1);
  expect(breaker.state()).toEqual({ failures: 6, retryAt: start + 300_000 + 360_000 });
});

test('a person’s word asks at once: in vain it begins another pause, answered it ends the peace', async () => {
  await fail(5);
  await expect(breaker.probe(silent)).rejects.toThrow('nobody there');
  expect(breaker.state()).toEqual({ failures: 6, retryAt: start + 360_000 });
  await expect(breaker.probe(answers)).resolves.toBe('yes');
  expect(breaker.state()).toEqual({ failures: 0, retryAt: null });
  await expect(breaker.ask(answers)).resolves.toBe('yes');
});

test('a clock that was set back by a day names no longer wait than there is, and a word still ends it', async () => {
  await fail(5);
  vi.setSystemTime(start - 86_400_000);
  await expect(breaker.ask(answers)).rejects.toThrow(/in 5 minutes/);
  await expect(breaker.probe(answers)).resolves.toBe('yes');
});

const coded = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  ['a refused connection', coded('ECONNREFUSED')],
  ['an unknown name', coded('ENOTFOUND')],
  ['a lost connection', coded('08006')],
  ['a full disk at the server', coded('53100')],
  ['too many connections', coded('53300')],
  ['a limit of time', coded('57014')],
  ['a shutdown', coded('57P01')],
  ['no answer in time', new Error('timeout expired')],
  ['no answer to a question', new Error('Query read timeout')],
  ['a broken line', new Error('Connection terminated unexpectedly')],
  ['the same in plain words', new StewardError('offline', 'x', undefined, { cause: coded('ECONNREFUSED') })],
])('%s is a failure of PostgreSQL to answer', (_what, error) => {
  expect(isOutage(error)).toBe(true);
});

test.each([
  ['a wrong password', coded('28P01')],
  ['a login that is not let in', coded('28000')],
  ['a missing right', coded('42501')],
  ['a transaction to be repeated', coded('40001')],
  ['a deadlock', coded('40P01')],
  ['a lock that is held', coded('55P03')],
  ['a missing database', coded('3D000')],
  ['a full disk here', coded('SQLITE_FULL')],
  ['words of our own', new StewardError('offline', 'Another company.')],
  ['a wrong password in plain words', new StewardError('offline', 'x', undefined, { cause: coded('28P01') })],
  ['a slip of ours', new TypeError('x of undefined')],
])('%s is an answer, or nothing that the server did', (_what, error) => {
  expect(isOutage(error)).toBe(false);
});
