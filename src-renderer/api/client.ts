import { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../src-main/api/router';
import type { StewardBridge } from '../../src-preload/contract/wire/bridge';
import { bridgeLink } from './bridge-link';
import { makeQueryClient } from './query-client';

declare global {
  interface Window {
    readonly steward: StewardBridge;
  }
}

export const queryClient = makeQueryClient();

/** Plain calls, for the few that no screen watches. */
export const trpcClient = createTRPCClient<AppRouter>({ links: [bridgeLink(window.steward)] });

/**
 * The typed API: `useQuery(trpc.today.get.queryOptions({ limit: 200 }))`, `useMutation(trpc.today.done.mutationOptions())`.
 * Query keys begin with the topic, so that the host can say what went stale. A mutation that fails shows a
 * notification by itself, unless its `meta` says `{ showsItsErrors: true }`.
 */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });
