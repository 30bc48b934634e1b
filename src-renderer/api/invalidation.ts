import type { QueryClient } from '@tanstack/react-query';
import type { HostEvent } from '../../src-preload/contract/wire/events';
import { trpc } from './client';

type Invalidation = Extract<HostEvent, { type: 'invalidate' }>;

/**
 * Marks stale what the host says is stale; screens in sight fetch it again, keeping what they show until it comes.
 * Where the host names accounts, only those accounts' own queries are touched.
 */
export function invalidate(queryClient: QueryClient, { topics, accountIds }: Invalidation): void {
  const named = accountIds && new Set(accountIds);
  for (const topic of topics) {
    if (topic === 'account' && named) {
      void queryClient.invalidateQueries({
        ...trpc.account.pathFilter(),
        predicate: (query) => named.has(accountIdOf(query.queryKey)),
      });
    } else {
      void queryClient.invalidateQueries(trpc[topic].pathFilter());
    }
  }
}

function accountIdOf(queryKey: readonly unknown[]): number {
  const options = queryKey[1];
  if (typeof options !== 'object' || options === null || !('input' in options)) return Number.NaN;
  const input = options.input;
  if (typeof input !== 'object' || input === null || !('id' in input)) return Number.NaN;
  return typeof input.id === 'number' ? input.id : Number.NaN;
}
