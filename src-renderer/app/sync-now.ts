import { callErrorOf } from '../api/call-error';
import { trpcClient } from '../api/client';
import { notifyFailure } from '../ui/notify';

/** Asks for a pull at once; what comes of it shows in the header. */
export function syncNow(): void {
  trpcClient.monitor.syncNow.mutate().catch((error: unknown) => notifyFailure(callErrorOf(error)));
}
