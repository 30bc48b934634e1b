import { Input, SegmentedControl } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type AccountOverview, setPulseInputSchema } from '../../../../src-preload/contract/account';
import { pulseSteps } from '../../../../src-preload/contract/judgements';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { formProblems } from '../../../ui/form-problems';
import { notifyDone } from '../../../ui/notify';
import { JudgementForm } from './judgement-form';
import { ReasonField } from './reason-field';

const steps = pulseSteps.map(({ points, word }) => ({ value: String(points), label: word }));

interface PulseDialogProps {
  account: Pick<AccountOverview, 'id' | 'externalId' | 'name'>;
  onClose: () => void;
}

/** The manager's own judgement, dated: a measure of satisfaction for 90 days, and Lost or Worried lift the risk level. */
export function PulseDialog({ account: { id, externalId, name }, onClose }: PulseDialogProps) {
  const [points, setPoints] = useState('50');
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const takeBack = useMutation(trpc.account.takeBackPulse.mutationOptions());
  const pulse = useMutation(
    trpc.account.setPulse.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: ({ pulseId }) => {
        notifyDone(`Your pulse for ${name} is kept. Its score follows in a moment.`, () =>
          takeBack.mutate({ id, externalId, pulseId }),
        );
        onClose();
      },
    }),
  );
  const checked = setPulseInputSchema.safeParse({ id, externalId, points: Number(points), reason });
  const problems = sent ? formProblems(checked) : {};

  function submit(): void {
    setSent(true);
    if (checked.success) pulse.mutate(checked.data);
  }

  return (
    <JudgementForm
      title={`Pulse of ${name}`}
      onClose={onClose}
      onSubmit={submit}
      submit="Keep pulse"
      busy={pulse.isPending}
      failure={pulse.error ? callErrorOf(pulse.error) : null}
    >
      <Input.Wrapper
        label="How does it feel?"
        description="A measure of satisfaction for 90 days; Worried and Lost also lift the risk level"
      >
        <SegmentedControl
          fullWidth
          mt={4}
          aria-label="How does it feel"
          data={steps}
          value={points}
          onChange={setPoints}
          data-autofocus
        />
      </Input.Wrapper>
      <ReasonField
        value={reason}
        onChange={setReason}
        description="What you saw or heard that the figures don’t tell"
        error={problems['reason']}
      />
    </JudgementForm>
  );
}
