import { Button, Progress } from '@mantine/core';
import type { SyncStatus } from '../../src-preload/contract/sync';
import classes from './load-progress.module.css';
import { progressWords, shareOf, tableWord } from './words/sync-words';

interface LoadProgressProps {
  progress: NonNullable<SyncStatus['progress']>;
  onCancel: () => void;
  /** It was asked to stop and has not answered yet. */
  cancelling: boolean;
}

/** A long load on its way: what, how much, how fast, how long still, and how to stop it. */
export function LoadProgress({ progress, onCancel, cancelling }: LoadProgressProps) {
  const share = shareOf(progress);
  return (
    <div className={classes.progress}>
      <div className={classes.line}>
        <span>Loading {tableWord(progress.table)}</span>
        <Button variant="default" size="compact-xs" fw={400} loading={cancelling} onClick={onCancel}>
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
