import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '../../src-main/api/router';
import type { StewardBridge } from '../../src-preload/contract/wire/bridge';
import { CallFailure } from './call-error';

/** The last link of the client: each operation is one call over the bridge. */
export function bridgeLink(bridge: Pick<StewardBridge, 'call'>): TRPCLink<AppRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        bridge.call(op.path, op.input).then(
          (response) => {
            if (!response.ok) {
              observer.error(TRPCClientError.from(new CallFailure(response.error)));
              return;
            }
            observer.next({ result: { type: 'data', data: response.data } });
            observer.complete();
          },
          () => {
            const lost = { code: 'internal', message: 'Steward’s engine did not answer.' } as const;
            observer.error(TRPCClientError.from(new CallFailure(lost)));
          },
        );
      });
}
