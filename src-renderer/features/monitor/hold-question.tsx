import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SyncStatus } from '../../../src-preload/contract/sync';
import { trpc } from '../../api/client';
import { formatCount, formatShare } from '../../ui/format/number';
import { notifyDone } from '../../ui/notify';
import { tableWord } from '../../ui/words/sync-words';
import classes from './hold-question.module.css';

/** An update that would remove much waits here for a person. Nothing is removed until it is accepted. */
export function HoldQuestion({ held }: { held: NonNullable<SyncStatus['held']> }) {
  const resolve = useMutation(trpc.monitor.resolveHold.mutationOptions());
  const what = tableWord(held.table);
  const share = held.rows > 0 ? ` (${formatShare(held.deletes / held.rows)})` : '';
  return (
    <section className={classes.question} aria-labelledby="hold-question-title">
      <h2 className={classes.title} id="hold-question-title">
        Remove {formatCount(held.deletes)} of {formatCount(held.rows)} {what}
        {share}?
      </h2>
      <p>
        The company’s database no longer shows them to you. That is right if accounts were closed or moved to
        another manager; it may also be a mistake there. Your copy is kept as it is until you decide, and the
        other changes wait with it.
      </p>
      <div className={classes.actions}>
        <Button color="red.9" loading={resolve.isPending} onClick={() => resolve.mutate({ accept: true })}>
          Remove them here too
        </Button>
        <Button
          variant="default"
          disabled={resolve.isPending}
          onClick={() => resolve.mutate({ accept: false }, { onSuccess: tellKept })}
        >
          Keep my copy for now
        </Button>
      </div>
    </section>
  );
}

function tellKept(): void {
  notifyDone(
    'Your copy stays as it is. Updates wait until you agree, or until the rows are back at the company.',
  );
}
