import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Profile } from '../../../../src-preload/contract/profiles';
import { trpc } from '../../../api/client';
import { offerCommand } from '../../../api/shell-commands';
import { TeamForm } from '../../../api/team-form';
import { formatInstant } from '../../../ui/format/instant';
import { State } from '../../../ui/state';
import { connectionName } from '../../../ui/words/connection-name';
import { SignOutDialog } from './sign-out-dialog';

/** Signs out of the connection that is open; the palette leads here, too. */
export function SignOut({ profile }: { profile: Profile }) {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => offerCommand('sign-out', () => setIsOpen(true)), []);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setIsOpen(true)}>
        Sign out…
      </Button>
      {isOpen && (
        <SignOutDialog profile={profile} name={connectionName(profile)} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
}

interface SignedOutProps {
  profile: Profile;
  signedOut: NonNullable<Profile['signedOut']>;
}

/** What stands in the place of the connection after somebody signed out, and how to come back. */
export function SignedOut({ profile, signedOut: { at, copy, by } }: SignedOutProps) {
  const [asks, setAsks] = useState(false);
  const when = formatInstant(at);
  const texts =
    copy === 'kept'
      ? [
          `Since ${when}. The copy is kept on this computer, locked: it opens with the password you signed out with, without the server within 7 days of the last sign-in.`,
          'What you had decided and the company did not have yet waits in it.',
        ]
      : [
          `${by === undefined ? 'Since' : `By ${by}, on`} ${when}. The copy was erased with its key. Sign in, and your accounts are loaded anew.`,
        ];
  return (
    <>
      <State
        title={`Signed out of ${connectionName(profile)}`}
        texts={texts}
        action={
          copy === 'kept' && (
            <Button variant="default" size="xs" onClick={() => setAsks(true)}>
              Erase the locked copy…
            </Button>
          )
        }
      />
      {asks && <EraseKeptDialog profile={profile} onClose={() => setAsks(false)} />}
    </>
  );
}

function EraseKeptDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const erase = useMutation(
    trpc.profiles.eraseKept.mutationOptions({ meta: { showsItsErrors: true }, onSuccess: onClose }),
  );
  return (
    <TeamForm
      title="Erase the locked copy?"
      submit="Erase it"
      onClose={onClose}
      onSubmit={() => erase.mutate({ id: profile.id })}
      busy={erase.isPending}
      failure={erase.error}
    >
      <p>
        For a password that is forgotten: whatever was decided in the copy and is not at the company goes with
        it. Nobody can look first. Then you can sign in with another password, and your accounts are loaded
        anew.
      </p>
    </TeamForm>
  );
}
