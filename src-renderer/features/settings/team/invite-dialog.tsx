import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Invited, Team } from '../../../../src-preload/contract/team';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { type Access, AccessFields } from './access-fields';
import { InvitedDialog } from './invited-dialog';

/** For so many days the password for the first sign-in is good. */
const days = 7;

/** Makes a login with a password for the first sign-in and lets it in; then shows the password, once. */
export function InviteDialog({ team, onClose }: { team: Team; onClose: () => void }) {
  const [login, setLogin] = useState('');
  const [access, setAccess] = useState<Access>({ role: 'manager', scope: 'book', managerEmail: '' });
  const [newEmail, setNewEmail] = useState('');
  const [newName, setNewName] = useState('');
  const [invited, setInvited] = useState<Invited | null>(null);
  const invite = useMutation(
    trpc.team.invite.mutationOptions({ meta: { showsItsErrors: true }, onSuccess: setInvited }),
  );
  if (invited !== null) return <InvitedDialog invited={invited} onClose={onClose} />;
  const isNew = access.managerEmail === '' && newEmail.trim() !== '';

  function send(): void {
    invite.mutate({
      login,
      role: access.role,
      scope: access.scope,
      managerEmail: isNew ? newEmail : access.managerEmail || null,
      managerName: isNew ? newName.trim() || newEmail : null,
      days,
    });
  }

  return (
    <TeamForm
      title="Invite to the team"
      submit="Invite"
      onClose={onClose}
      onSubmit={send}
      busy={invite.isPending}
      failure={invite.error}
    >
      <TextInput
        label="Login"
        description={
          team.keeper?.mayMakeLogins
            ? 'Made with a password for the first sign-in; one that the server has already keeps its own'
            : 'One that the server has already: this administrator may make no logins'
        }
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        maxLength={63}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
      />
      <AccessFields access={access} onChange={setAccess} managers={team.managers} />
      {access.managerEmail === '' && (
        <>
          <TextInput
            label="E-mail of somebody new"
            description="Who has no accounts yet; leave it empty otherwise"
            value={newEmail}
            onChange={(event) => setNewEmail(event.currentTarget.value)}
            spellCheck={false}
            autoComplete="off"
          />
          {isNew && (
            <TextInput
              label="Name"
              value={newName}
              onChange={(event) => setNewName(event.currentTarget.value)}
              maxLength={200}
            />
          )}
        </>
      )}
    </TeamForm>
  );
}
