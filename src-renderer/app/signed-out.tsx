import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Profile } from '../../src-preload/contract/profiles';
import type { Erased } from '../../src-preload/contract/sign-in';
import { PageHeader } from '../ui/page-header';
import { State } from '../ui/state';
import { connectionName } from '../ui/words/connection-name';
import { unsentWords } from './erased-copy';

interface SignedOutProps {
  profile: Profile;
  signedOut: NonNullable<Profile['signedOut']>;
  /** What went with a copy that was signed out from elsewhere. */
  unsent: Erased['unsent'];
}

/** In place of a screen after somebody signed out. */
export function SignedOut({ profile, signedOut, unsent }: SignedOutProps) {
  return (
    <>
      <PageHeader title="Signed out" />
      <State
        icon={<IconLock size={24} stroke={1.5} />}
        title={`Signed out of ${connectionName(profile)}`}
        texts={[
          ...(signedOut.by === undefined
            ? []
            : [`${signedOut.by} signed this device out.`, unsentWords(unsent)]),
          signedOut.copy === 'kept'
            ? 'The copy on this computer is locked. It opens with your password.'
            : 'The copy on this computer was erased with its key. Sign in with your password, and your accounts are loaded anew.',
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
