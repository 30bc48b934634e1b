import { useMutation } from '@tanstack/react-query';
import type { SyncStatus } from '../../src-preload/contract/sync';
import { LoadProgress } from '../ui/load-progress';
import { trpc } from './client';

/** The load that is on its way, with the way to stop it. */
export function RunningLoad({ progress }: { progress: NonNullable<SyncStatus['progress']> }) {
  const cancel = useMutation(trpc.monitor.cancelLoad.mutationOptions());
  return <LoadProgress progress={progress} onCancel={() => cancel.mutate()} cancelling={cancel.isPending} />;
}
