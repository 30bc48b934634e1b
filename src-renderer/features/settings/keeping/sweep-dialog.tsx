import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Sweep } from '../../../../src-preload/contract/retention';
import { sweepLines } from '../../../../src-preload/contract/retention-words';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { notifyDone } from '../../../ui/notify';
import { RowSkeletons } from '../../../ui/skeletons';

/** Says what would go, and lets it go at a word. */
export function SweepDialog({ onClose }: { onClose: () => void }) {
  const {
    mutate: look,
    data: plan,
    error,
  } = useMutation(trpc.retention.plan.mutationOptions({ meta: { showsItsErrors: true } }));
  const sweep = useMutation(
    trpc.retention.sweep.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: (swept) => {
        notifyDone(`Removed. ${sweepLines(swept).join('. ')}.`);
        onClose();
      },
    }),
  );
  useEffect(() => look({}), [look]);
  const isDue = plan?.kinds.some(({ rows }) => Object.values(rows).some((count) => count > 0)) ?? false;

  return (
    <TeamForm
      title={isDue || plan === undefined ? 'Remove what is due?' : 'Nothing is due'}
      submit={isDue ? 'Remove' : 'Close'}
      onClose={onClose}
      onSubmit={() => (isDue ? sweep.mutate({}) : onClose())}
      busy={sweep.isPending}
      failure={error ?? sweep.error}
    >
      {plan === undefined ? error === null && <RowSkeletons count={3} /> : <Plan plan={plan} />}
      {isDue && (
        <p>
          It goes now instead of with the next night, and doesn’t come back. Desktops follow with their next
          sync.
        </p>
      )}
    </TeamForm>
  );
}

function Plan({ plan }: { plan: Sweep }) {
  return (
    <ul>
      {sweepLines(plan).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
