import { Group, NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type AccountOverview, setOverrideInputSchema } from '../../../../src-preload/contract/account';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { DayPicker } from '../../../ui/day-picker';
import { formProblems } from '../../../ui/form-problems';
import { addDays } from '../../../ui/format/day';
import { formatScore } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { useToday } from '../../../ui/use-now';
import { JudgementForm } from './judgement-form';
import { ReasonField } from './reason-field';

interface OverrideDialogProps {
  account: AccountOverview;
  onClose: () => void;
}

/** Sets the score by hand, with a reason and an end. The computed score goes on beside it. */
export function OverrideDialog({ account, onClose }: OverrideDialogProps) {
  const today = useToday();
  const standing = account.health.override;
  const [score, setScore] = useState<number | string>(standing?.score ?? '');
  const [until, setUntil] = useState(standing?.until ?? addDays(today, 30));
  const [reason, setReason] = useState(standing?.reason ?? '');
  const [sent, setSent] = useState(false);
  const standAgain = useMutation(trpc.account.setOverride.mutationOptions());
  const withdraw = useMutation(trpc.account.withdrawOverride.mutationOptions());
  const override = useMutation(
    trpc.account.setOverride.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(`The score of ${account.name} is set to ${formatScore(Number(score))}.`, undo);
        onClose();
      },
    }),
  );
  const { id, externalId } = account;
  const checked = setOverrideInputSchema.safeParse({ id, externalId, score, reason, until });
  const problems = sent ? formProblems(checked) : {};

  /** Back to what stood before: the override there was, or the computed score. */
  function undo(): void {
    if (standing === null) withdraw.mutate({ id, externalId });
    else standAgain.mutate({ id, externalId, ...standing });
  }

  function submit(): void {
    setSent(true);
    if (checked.success) override.mutate(checked.data);
  }

  return (
    <JudgementForm
      title={`Override the score of ${account.name}`}
      onClose={onClose}
      onSubmit={submit}
      submit="Set score"
      busy={override.isPending}
      failure={override.error ? callErrorOf(override.error) : null}
    >
      <Group grow align="flex-start" gap="md">
        <NumberInput
          label="Score"
          description={
            account.breakdown ? `computed ${formatScore(account.breakdown.score)}` : 'nothing computed yet'
          }
          withAsterisk
          min={0}
          max={100}
          decimalScale={1}
          clampBehavior="none"
          value={score}
          onChange={setScore}
          error={problems['score'] && 'a number from 0 to 100'}
          data-autofocus
        />
        <DayPicker
          label="Until"
          labelShown
          description="the last day it stands"
          value={until}
          onChange={setUntil}
          min={today}
          presets={[14, 30, 90].map((days) => ({ value: addDays(today, days), label: `in ${days} days` }))}
        />
      </Group>
      <ReasonField
        value={reason}
        onChange={setReason}
        description="Shown beside the score to everyone"
        error={problems['reason']}
      />
    </JudgementForm>
  );
}
