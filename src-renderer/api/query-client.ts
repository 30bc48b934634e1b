import { notifyManager, QueryClient } from '@tanstack/react-query';
import { callErrorOf } from './call-error';
import { hostState } from './host-signals';

const patience = 40;

// What is held here and what is drawn are the same by the next key: told in a task of its own, as usual, a second `e`
// within one frame would still act on the item that the first one has put away.
notifyManager.setScheduler(queueMicrotask);

/**
 * What the host sent stays fresh until the host says otherwise. Calls go to this computer, so whether a network
 * is there does not matter; only a host that is still starting is worth asking again.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) =>
          callErrorOf(error).code === 'not_ready' &&
          hostState.get().state !== 'failed' &&
          failures < patience,
        retryDelay: 250,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
