import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SyncStatus } from '../../src-preload/contract/sync';
import { trpc } from '../api/client';
import { progressWords, shareOf, tableWord } from '../ui/sync-words';
import './load-progress.css';

/** A long load on its way: what, how much, how fast, how long still, and how to stop it. */
export function LoadProgress({ progress }: { progress: NonNullable<SyncStatus['progress']> }) {
  const cancel = useMutation(trpc.monitor.cancelLoad.mutationOptions());
  const share = shareOf(progress);
  return (
    <div className="load-progress">
      <div className="load-progress-line">
        <span>Loading {tableWord(progress.table)}</span>
        <Button
          variant="default"
          size="compact-xs"
          fw={400}
          loading={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          Cancel
        </Button>
      </div>
      <Progress
        value={share === null ? 100 : share * 100}
        animated={share === null}
        size="sm"
        aria-label={`Loading ${tableWord(progress.table)}`}
      />
      <p className="number faint">{progressWords(progress)}</p>
    </div>
  );
}
