import { PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { notifyDone } from '../../../ui/notify';
import { NewPassword, useNewPassword } from './new-password';

/** Puts another password in place of one's own, at the company's server. */
export function ChangePasswordDialog({ login, onClose }: { login: string; onClose: () => void }) {
  const [current, setCurrent] = useState('');
  const chosen = useNewPassword({ login, before: current });
  const change = useMutation(
    trpc.signIn.changePassword.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone('Your password is changed. Steward on your other computers needs the new one, too.');
        onClose();
      },
    }),
  );
  return (
    <TeamForm
      title="Change your password"
      submit="Change it"
      onClose={onClose}
      onSubmit={() => chosen.settles() && change.mutate({ current, next: chosen.password })}
      busy={change.isPending}
      failure={change.error}
      size="md"
    >
      <p>
        It is changed at the company’s server for {login}, wherever it is used. In clear it goes neither over
        the line nor into any log.
      </p>
      <PasswordInput
        label="Current password"
        size="xs"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        autoComplete="current-password"
        data-autofocus
      />
      <NewPassword chosen={chosen} isFirst={false} />
    </TeamForm>
  );
}
