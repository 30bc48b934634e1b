import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../../../src-main/lib/company-address';
import { requireOwnSession } from '../../../src-main/ports/postgres/session-of-our-own';

const address = parseAddress('postgres://ann:secret@pool.test:6432/company');

/** Answers in turn, the last one for ever. */
function answering(processes: readonly number[]): () => Promise<number> {
  let look = 0;
  return async () => processes[Math.min(look++, processes.length - 1)] ?? Number.NaN;
}

test('two clients that stay apart, each in one session, have sessions of their own', async () => {
  await expect(requireOwnSession(address, answering([1]), answering([2]))).resolves.toBeUndefined();
});

test.each([
  ['they meet in one', [7], [7]],
  ['the first finds itself in another', [1, 1, 3], [2]],
  ['the second finds itself in another', [1], [2, 2, 2, 2, 2, 3]],
  ['one meets the other where it was before', [1, 4], [2, 1]],
])('sessions are lent by the transaction where %s', async (_how, first, second) => {
  const refused = requireOwnSession(address, answering(first), answering(second));
  await expect(refused).rejects.toThrow(/^pool\.test:6432 is a connection pooler in transaction mode/);
  await expect(refused).rejects.not.toThrow(/secret|ann/);
});

test('whatever a pool of a few sessions hands out, a pooler of transactions is found or was nowhere to be seen', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 16, maxLength: 16 }),
      async (lent) => {
        const first = lent.filter((_process, look) => look % 2 === 0);
        const second = lent.filter((_process, look) => look % 2 === 1);
        const apart = new Set(first).size === 1 && new Set(second).size === 1 && first[0] !== second[0];
        const outcome = requireOwnSession(address, answering(first), answering(second));
        if (apart) await expect(outcome).resolves.toBeUndefined();
        else await expect(outcome).rejects.toMatchObject({ code: 'not_ready' });
      },
    ),
  ));
