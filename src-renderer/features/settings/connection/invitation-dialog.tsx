import { Alert, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type Invitation,
  keepsItsPassword,
  readInvitation,
} from '../../../../src-preload/contract/company/invitation';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { Dialog } from '../../../ui/dialog';
import { formatInstant } from '../../../ui/format/instant';
import { notifyDone } from '../../../ui/notify';
import { FactTable } from '../../../ui/table/fact-table';
import { serverOf } from './company-address';
import { NewPassword, useNewPassword } from './new-password';

interface InvitationDialogProps {
  /** Of the file that was opened, whatever it is. */
  text: string;
  /** As whom this desktop comes until now; null for nobody. */
  present: string | null;
  onClose: () => void;
}

/** Whom a file invites where to, and the password that they set for themselves. */
export function InvitationDialog({ text, ...more }: InvitationDialogProps) {
  const invitation = readInvitation(text);
  if (invitation !== null) return <Invited text={text} invitation={invitation} {...more} />;
  return (
    <Dialog title="Open an invitation" onClose={more.onClose}>
      <Alert color="red" title="This is no invitation">
        The file is something else, or was damaged on its way. Nothing was changed. Ask who invited you to
        send it once more.
      </Alert>
    </Dialog>
  );
}

function Invited({ text, invitation, present, onClose }: InvitationDialogProps & { invitation: Invitation }) {
  const { login, place } = serverOf(invitation.url);
  const keeps = keepsItsPassword(invitation);
  const [given, setGiven] = useState('');
  const asksGiven = invitation.password === undefined;
  const chosen = useNewPassword({ login, before: invitation.password ?? given });
  const accept = useMutation(
    trpc.signIn.acceptInvitation.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone('You are in. Steward connects now; the header shows how far it is.');
        onClose();
      },
    }),
  );

  function send(): void {
    const oneTime = asksGiven ? given : null;
    if (keeps) accept.mutate({ text, oneTime, password: null });
    else if (chosen.settles()) accept.mutate({ text, oneTime, password: chosen.password });
  }

  return (
    <TeamForm
      title={`Invitation to ${invitation.company.name}`}
      submit={keeps ? 'Connect' : 'Set the password and connect'}
      onClose={onClose}
      onSubmit={send}
      busy={accept.isPending}
      failure={accept.error}
      size="md"
    >
      <FactTable>
        {factsOf(invitation, login, place).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-room="text">{value}</td>
          </tr>
        ))}
      </FactTable>
      {present !== null && present !== login && (
        <p>
          Steward then comes as this login, and no longer as {present}. To keep both, add a connection first.
        </p>
      )}
      {asksGiven && (
        <PasswordInput
          label={keeps ? 'Password' : 'Password for the first sign-in'}
          description={keeps ? 'Your login has one already, and keeps it' : 'As you were given it'}
          size="xs"
          value={given}
          onChange={(event) => setGiven(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
      )}
      {!keeps && <NewPassword chosen={chosen} isFirst={!asksGiven} />}
    </TeamForm>
  );
}

function factsOf(invitation: Invitation, login: string, place: string): [string, string][] {
  const until: [string, string] = ['Good until', formatInstant(Date.parse(invitation.validUntil))];
  return [['Login', login], ['Server', place], ...(keepsItsPassword(invitation) ? [] : [until])];
}
