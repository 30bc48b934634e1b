import { Input, SegmentedControl } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type AccountOverview, setPulseInputSchema } from '../../../../src-preload/contract/account';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { formProblems } from './form-problems';
import { JudgementForm } from './judgement-form';
import { ReasonField } from './reason-field';

const steps = [
  { value: '0', label: 'Lost' },
  { value: '25', label: 'Worried' },
  { value: '50', label: 'Unsure' },
  { value: '75', label: 'Good' },
  { value: '100', label: 'Excellent' },
];

interface PulseDialogProps {
  account: Pick<AccountOverview, 'id' | 'externalId' | 'name'>;
  onClose: () => void;
}

/** The manager's own judgement, dated; it counts as one measure of satisfaction for 90 days. */
export function PulseDialog({ account: { id, externalId, name }, onClose }: PulseDialogProps) {
  const [points, setPoints] = useState('50');
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const pulse = useMutation(
    trpc.account.setPulse.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(`Your pulse for ${name} is kept. Its score follows in a moment.`);
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
      <Input.Wrapper label="How does it feel?" description="Counts as a measure of satisfaction for 90 days">
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
