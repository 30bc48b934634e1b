import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { mostPutAway } from '../../../../src-preload/contract/today';
import { trpc } from '../../../api/client';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { useKeys } from '../../../ui/keys/use-keys';
import { useDisposing } from './use-disposing';

const SnoozeDialog = lazyRouteComponent(() => import('../../../ui/snooze-dialog'), 'SnoozeDialog');

/**
 * Done and snooze for accounts chosen from a list, with the same keys as Today: for those of them that wait there. They
 * stay chosen, so that something else can be done with them as well.
 * @param ids at least one
 */
export function ChosenAccounts({ ids }: { ids: readonly number[] }) {
  const asked = ids.slice(0, mostPutAway);
  const waiting = useQuery({
    ...trpc.today.waiting.queryOptions({ ids: asked }),
    placeholderData: keepPreviousData,
  });
  const chosen = new Set(asked);
  const items = (waiting.data?.items ?? []).filter(({ accountId }) => chosen.has(accountId));
  const [snoozing, setSnoozing] = useState<typeof items | null>(null);
  const { markAllDone, markAllSnoozed, undoLast } = useDisposing();
  const none = items.length === 0;
  useKeys(
    'chosenAccounts',
    {
      e: () => !none && markAllDone(items),
      s: () => !none && setSnoozing(items),
      u: undoLast,
    },
    snoozing !== null,
  );
  return (
    <>
      {waiting.data && <span className="soft">{waitingWords(items.length, ids.length)}</span>}
      <Button {...quiet} title="Done (e)" disabled={none} onClick={() => markAllDone(items)}>
        Done
      </Button>
      <Button {...quiet} title="Snooze (s)" disabled={none} onClick={() => setSnoozing(items)}>
        Snooze
      </Button>
      <Suspense fallback={null}>
        {snoozing && (
          <SnoozeDialog
            title={`Snooze ${formatPlural(snoozing.length, 'account')}`}
            onClose={() => setSnoozing(null)}
            onSnooze={(until, reason) => {
              markAllSnoozed(snoozing, until, reason);
              setSnoozing(null);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

const quiet = { variant: 'default', size: 'compact-sm', fw: 400 } as const;

function waitingWords(waiting: number, chosen: number): string {
  if (chosen > mostPutAway) return `More than ${formatCount(mostPutAway)} can’t be put away at once.`;
  if (waiting === 0) return chosen === 1 ? 'It does not wait on Today.' : 'None of them waits on Today.';
  if (waiting === chosen) return chosen === 1 ? 'It waits on Today.' : 'All of them wait on Today.';
  return `${formatCount(waiting)} of them ${waiting === 1 ? 'waits' : 'wait'} on Today.`;
}
