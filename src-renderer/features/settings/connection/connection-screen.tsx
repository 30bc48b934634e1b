import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isThisMachine, type LineProtection } from '../../../../src-preload/contract/company/line-protection';
import type { Profile, ShownProfiles } from '../../../../src-preload/contract/profiles';
import type { Connection } from '../../../../src-preload/contract/settings';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';
import { SectionPair, SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { DeviceSection } from '../devices/device-section';
import { ChangePasswordDialog } from './change-password-dialog';
import { ConnectionForm } from './connection-form';
import { InvitationDrop } from './invitation-drop';
import { ProfileSection } from './profile-section';
import { SignedOut, SignOut } from './sign-out';

/** Where the company's data comes from, and as whom. */
export function ConnectionScreen() {
  const connection = useQuery(trpc.settings.connection.queryOptions());
  const profiles = useQuery(trpc.profiles.list.queryOptions());
  useMilestone('interactive', connection.isSuccess);
  return (
    <Loaded answer={connection} waiting={<RowSkeletons count={8} />}>
      {(data) => (
        <Loaded answer={profiles} waiting={<RowSkeletons count={8} />}>
          {(shown) => (
            <InvitationDrop present={data.login}>
              {(openInvitation) => (
                <SectionStack>
                  <SectionPair folds>
                    <CurrentConnection connection={data} profile={openOf(shown)} />
                    <ConnectionForm
                      connection={data}
                      profile={openOf(shown)}
                      openInvitation={openInvitation}
                    />
                  </SectionPair>
                  {data.login !== null && !data.asksProtection && data.problem === null && (
                    <DeviceSection whose="own" />
                  )}
                  <ProfileSection shown={shown} />
                </SectionStack>
              )}
            </InvitationDrop>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function openOf({ open, profiles }: ShownProfiles): Profile | undefined {
  return profiles.find(({ id }) => id === open);
}

function encryptionWords(protection: LineProtection | null, host: string): string {
  if (protection === null) return 'not known';
  if (protection === 'verified') return 'encrypted, and the server’s certificate checked';
  if (protection === 'unverified') return 'encrypted, with whoever answers: its certificate is not checked';
  return isThisMachine(host)
    ? 'none: it does not leave this computer'
    : 'none: others on the way can read it';
}

const keptWords = 'kept in this computer’s keychain, never shown';
const notKeptWords = 'not kept: this computer has no keychain. Steward asks for it again at its next start';

interface CurrentConnectionProps {
  connection: Connection;
  profile: Profile | undefined;
}

function CurrentConnection({ connection, profile }: CurrentConnectionProps) {
  const {
    host,
    port,
    database,
    login,
    protection,
    asksProtection,
    keepsAddress,
    keyKeptIn,
    rawEventDays,
    problem,
  } = connection;
  if (host === null && profile?.signedOut !== undefined) {
    return (
      <Section title="Current connection">
        <SignedOut profile={profile} signedOut={profile.signedOut} />
      </Section>
    );
  }
  if (host === null) {
    return (
      <Section title="Current connection">
        <EmptyState
          title="Not connected yet"
          text="Your administrator gives you an invitation, which you open or drop here, or the address and a login of the company’s database."
        />
      </Section>
    );
  }
  const facts: [string, string][] = [
    ['Server', port === null ? host : `${host}:${port}`],
    ['Encryption', asksProtection ? 'not chosen yet' : encryptionWords(protection, host)],
    ['Database', database ?? 'not known'],
    ['Login', login ?? 'not known'],
    ['Password', keepsAddress ? keptWords : notKeptWords],
    [
      'Key of the local copy',
      keyKeptIn === 'keychain'
        ? 'in this computer’s keychain'
        : 'in a file that only you can read: who copies that file with the data can read both',
    ],
    ['Single events kept', `${rawEventDays} days; older activity as daily counts`],
  ];
  return (
    <Section
      title="Current connection"
      padding="flush"
      actions={
        login !== null && (
          <Group gap="xs" wrap="nowrap">
            {!asksProtection && problem === null && <ChangePassword login={login} />}
            {profile !== undefined && <SignOut profile={profile} />}
          </Group>
        )
      }
    >
      <FactTable>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-room="text">{value}</td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}

function ChangePassword({ login }: { login: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setIsOpen(true)}>
        Change password…
      </Button>
      {isOpen && <ChangePasswordDialog login={login} onClose={() => setIsOpen(false)} />}
    </>
  );
}
