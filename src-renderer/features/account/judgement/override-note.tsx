import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AccountOverview } from '../../../../src-preload/contract/account';
import type { HealthSummary } from '../../../../src-preload/contract/health';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { formatDay } from '../../../ui/format/day';
import { formatInstant } from '../../../ui/format/instant';
import { formatScore } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import classes from './override-note.module.css';

interface OverrideNoteProps {
  account: AccountOverview;
  override: NonNullable<HealthSummary['override']>;
}

/** Who set the score by hand, why and until when; with the way back to the computed one. */
export function OverrideNote({ account, override }: OverrideNoteProps) {
  const { id, externalId } = account;
  const mayJudge = useMay('manager');
  const standAgain = useMutation(trpc.account.setOverride.mutationOptions());
  const withdraw = useMutation(
    trpc.account.withdrawOverride.mutationOptions({
      onSuccess: () =>
        notifyDone('The computed score stands again.', () => {
          const { score, reason, until } = override;
          standAgain.mutate({ id, externalId, score, reason, until });
        }),
    }),
  );
  return (
    <div className={classes.note}>
      <p className={classes.words} title={formatInstant(override.createdAt)}>
        Set to {formatScore(override.score)} by {override.author} until {formatDay(override.until)}:{' '}
        {override.reason}
      </p>
      {mayJudge && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ id, externalId })}
        >
          Withdraw override
        </Button>
      )}
    </div>
  );
}
