import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from './client';
import { TeamForm } from './team-form';

interface UnlockDialogProps {
  what: 'changes of the team' | 'privacy requests';
  /** In place of closing. */
  onUnlocked?: () => void;
  onClose: () => void;
}

/** Asks for the login that looks after the company: the password goes to the host, stays there a while, and is kept nowhere. */
export function UnlockDialog({ what, onUnlocked, onClose }: UnlockDialogProps) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const unlock = useMutation(
    trpc.team.unlock.mutationOptions({ meta: { showsItsErrors: true }, onSuccess: onUnlocked ?? onClose }),
  );
  return (
    <TeamForm
      title={`Unlock ${what}`}
      submit="Unlock"
      onClose={onClose}
      onSubmit={() => unlock.mutate({ login, password })}
      busy={unlock.isPending}
      failure={unlock.error}
    >
      <p>
        {what === 'privacy requests'
          ? 'Only the login that made the company’s database exports or erases a person’s data.'
          : 'Only the login that made the company’s database changes who is in the team.'}{' '}
        Steward uses it until 15 minutes after the last change, and keeps it nowhere.
      </p>
      <TextInput
        label="Administrator’s login"
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
      />
      <PasswordInput
        label="Password"
        size="xs"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="off"
      />
    </TeamForm>
  );
}
