import { createTRPCClient } from '@trpc/client';
import { describe, expect, test } from 'vitest';
import type { AppRouter } from '../../../src-main/api/router';
import type { CallResponse } from '../../../src-preload/contract/wire/envelope';
import { bridgeLink } from '../../../src-renderer/api/bridge-link';
import { callErrorOf } from '../../../src-renderer/api/call-error';

function clientOf(answer: () => Promise<CallResponse>) {
  const calls: [string, unknown][] = [];
  const client = createTRPCClient<AppRouter>({
    links: [
      bridgeLink({
        call: (path, input) => {
          calls.push([path, input]);
          return answer();
        },
      }),
    ],
  });
  return { client, calls };
}

async function failureOf(promise: Promise<unknown>) {
  try {
    await promise;
  } catch (error) {
    return callErrorOf(error);
  }
  throw new Error('it did not fail');
}

describe('a call over the bridge', () => {
  test('carries the path and the input, and brings the data', async () => {
    const { client, calls } = clientOf(async () => ({ ok: true, data: { accounts: [], contacts: [] } }));
    await expect(client.palette.search.query({ query: 'no' })).resolves.toEqual({
      accounts: [],
      contacts: [],
    });
    expect(calls).toEqual([['palette.search', { query: 'no' }]]);
  });

  test('a refusal arrives as data, with its fields', async () => {
    const error = { code: 'invalid_input', message: 'Say why.', fields: { reason: 'too short' } } as const;
    const { client } = clientOf(async () => ({ ok: false, error }));
    expect(await failureOf(client.today.done.mutate({ key: '1:silent' }))).toEqual(error);
  });

  test('a host that is gone is an internal failure', async () => {
    const { client } = clientOf(() => Promise.reject(new Error('no handler')));
    expect((await failureOf(client.monitor.get.query())).code).toBe('internal');
  });

  test('an error nobody foresaw tells nothing of itself', () => {
    expect(callErrorOf(new TypeError('secret detail')).message).not.toContain('secret');
  });
});
