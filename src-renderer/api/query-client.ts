import { QueryClient } from '@tanstack/react-query';
import { callErrorOf } from './call-error';
import { hostState } from './host-signals';

const patience = 40;

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
