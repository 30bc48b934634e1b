import { Button } from '@mantine/core';
import { formatPlural } from '../../../ui/format/number';
import classes from './chosen-bar.module.css';

interface ChosenBarProps {
  count: number;
  onDone: () => void;
  onSnooze: () => void;
  /** Absent where the login may not. */
  onWrite: (() => void) | undefined;
  /** Absent where all are chosen. */
  onAll: (() => void) | undefined;
  onNone: () => void;
}

/** What can be done with the items chosen, all at once. */
export function ChosenBar({ count, onDone, onSnooze, onWrite, onAll, onNone }: ChosenBarProps) {
  return (
    <section className={classes.bar} aria-label="Chosen accounts">
      <p className="number">{formatPlural(count, 'account')} chosen</p>
      <Button {...quiet} title="Done (e)" onClick={onDone}>
        Done
      </Button>
      <Button {...quiet} title="Snooze (s)" onClick={onSnooze}>
        Snooze
      </Button>
      {onWrite && (
        <Button {...quiet} title="New message (i)" onClick={onWrite}>
          New message…
        </Button>
      )}
      {onAll && (
        <Button {...quiet} onClick={onAll}>
          Choose all
        </Button>
      )}
      <Button {...quiet} title="Choose none (Escape)" onClick={onNone}>
        Choose none
      </Button>
    </section>
  );
}

const quiet = { variant: 'default', size: 'compact-sm', fw: 400 } as const;
