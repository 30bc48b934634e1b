import type { QueryClient } from '@tanstack/react-query';
import type { Lock } from '../../src-preload/contract/sign-in';
import type { SyncStatus } from '../../src-preload/contract/sync';
import type { WindowEvent } from '../../src-preload/contract/wire/bridge';
import { callErrorOf } from '../api/call-error';
import { trpcClient } from '../api/client';
import { copyLock, hostState, syncStatus } from '../api/host-signals';
import { invalidate } from '../api/invalidation';
import { runCommand } from '../api/shell-commands';
import { takeJob } from '../api/take-job';
import { setMoneyCurrency } from '../ui/format/number';
import { notifyFailure } from '../ui/notify';
import { countDaysIn } from '../ui/use-now';
import type { router } from './router';

/** Wires what the host and the main process push to the caches and screens. Once, at start. */
export function listenToHost(queryClient: QueryClient, appRouter: typeof router): void {
  window.steward.subscribe((event) => react(event, queryClient, appRouter));
  queryClient.getMutationCache().config.onError = (error, _variables, _context, mutation) => {
    if (mutation.meta?.['showsItsErrors'] !== true) notifyFailure(callErrorOf(error));
  };
  void readState(queryClient);
}

function react(event: WindowEvent, queryClient: QueryClient, appRouter: typeof router): void {
  switch (event.type) {
    case 'invalidate':
      invalidate(queryClient, event);
      return;
    case 'sync':
      takeStatus(event.status);
      return;
    case 'lock':
      takeLock(queryClient, event.lock);
      return;
    case 'job':
      takeJob(queryClient, event.job);
      return;
    case 'navigate':
      appRouter.history.push(event.to);
      return;
    case 'command':
      runCommand(event.command);
      return;
    case 'host': {
      const before = hostState.get().state;
      hostState.set({ state: event.state, message: event.message });
      // At the first start nothing is stale: calls waited for the host. After a restart everything may be.
      if (event.state === 'ready' && (before === 'restarting' || before === 'failed')) {
        void queryClient.invalidateQueries();
        void readState(queryClient);
      }
    }
  }
}

function takeStatus(status: SyncStatus): void {
  countDaysIn(status.zone);
  setMoneyCurrency(status.currency);
  syncStatus.set(status);
}

/** Nothing of a locked copy stays in this window; what was asked for meanwhile was refused and is asked for again. */
function takeLock(queryClient: QueryClient, lock: Lock | null): void {
  const wasLocked = copyLock.get() !== null;
  copyLock.set(lock);
  if (lock !== null && !wasLocked) queryClient.removeQueries();
  if (lock === null && wasLocked) void queryClient.invalidateQueries();
}

/** The host pushes changes; how things stand at start must be asked once. A push that came first is newer. */
async function readState(queryClient: QueryClient): Promise<void> {
  const before = { status: syncStatus.get(), lock: copyLock.get() };
  try {
    const { sync, lock } = await trpcClient.signIn.state.query();
    if (syncStatus.get() === before.status) takeStatus(sync);
    if (copyLock.get() === before.lock) takeLock(queryClient, lock);
  } catch {
    // A host that is starting pushes its status once it runs.
  }
}
