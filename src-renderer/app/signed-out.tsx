import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Profile } from '../../src-preload/contract/profiles';
import { PageHeader } from '../ui/page-header';
import { State } from '../ui/state';
import { connectionName } from '../ui/words/connection-name';

interface SignedOutProps {
  profile: Profile;
  signedOut: NonNullable<Profile['signedOut']>;
}

/** In place of a screen after somebody signed out. */
export function SignedOut({ profile, signedOut }: SignedOutProps) {
  return (
    <>
      <PageHeader title="Signed out" />
      <State
        icon={<IconLock size={24} stroke={1.5} />}
        title={`Signed out of ${connectionName(profile)}`}
        texts={[
          signedOut.copy === 'kept'
            ? 'The copy on this computer is locked. It opens with your password.'
            : 'The copy on this computer was erased. Sign in, and your accounts are loaded anew.',
        ]}
        action={
          <Button component={Link} to="/settings/connection">
            Sign in
          </Button>
        }
      />
    </>
  );
}
