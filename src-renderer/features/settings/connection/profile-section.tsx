import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Profile, ShownProfiles } from '../../../../src-preload/contract/profiles';
import { trpc } from '../../../api/client';
import { Badge } from '../../../ui/badge';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { connectionName } from '../../../ui/words/connection-name';
import { serverOf } from './company-address';
import { NameDialog, RemoveProfileDialog } from './profile-dialogs';

type Opened = { what: 'add' } | { what: 'rename' | 'remove'; profile: Profile };

/** Companies and logins by name, of which one is open. */
export function ProfileSection({ shown }: { shown: ShownProfiles }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = useMutation(trpc.profiles.open.mutationOptions());
  const close = () => setOpened(null);
  return (
    <Section
      title="Connections"
      note="Each company and login has a copy and a key of its own. The one that is open opens at the next start"
      padding="flush"
      actions={
        <Button variant="default" size="xs" onClick={() => setOpened({ what: 'add' })}>
          Add a connection…
        </Button>
      }
    >
      <FactTable columns={['Name', 'Login', 'Server', { name: 'Change', unseen: true }]}>
        {shown.profiles.map((profile) => (
          <ProfileRow
            key={profile.id}
            profile={profile}
            isOpen={profile.id === shown.open}
            isBusy={open.isPending}
            onOpen={() => open.mutate({ id: profile.id })}
            onDialog={(what) => setOpened({ what, profile })}
          />
        ))}
      </FactTable>
      {opened?.what === 'add' && <NameDialog profile={null} onClose={close} />}
      {opened?.what === 'rename' && <NameDialog profile={opened.profile} onClose={close} />}
      {opened?.what === 'remove' && (
        <RemoveProfileDialog profile={opened.profile} name={connectionName(opened.profile)} onClose={close} />
      )}
    </Section>
  );
}

interface ProfileRowProps {
  profile: Profile;
  isOpen: boolean;
  isBusy: boolean;
  onOpen: () => void;
  onDialog: (what: 'rename' | 'remove') => void;
}

function ProfileRow({ profile, isOpen, isBusy, onOpen, onDialog }: ProfileRowProps) {
  const name = connectionName(profile);
  const { login, place } = serverOf(profile.address ?? '');
  return (
    <tr>
      <th scope="row">
        {name} {isOpen && profile.signedOut === undefined && <Badge tone="healthy">Open</Badge>}
        {profile.signedOut !== undefined && <Badge tone="none">Signed out</Badge>}
      </th>
      <td>{login || 'not known'}</td>
      <td data-room="text">{place || 'not connected yet'}</td>
      <td data-align="right">
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {!isOpen && (
            <Button
              size="compact-xs"
              variant="default"
              disabled={isBusy}
              onClick={onOpen}
              aria-label={`Open ${name}`}
            >
              Open
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => onDialog('rename')}
            aria-label={`Rename ${name}`}
          >
            Rename…
          </Button>
          {isOpen && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onDialog('remove')}
              aria-label={`Remove ${name}`}
            >
              Remove…
            </Button>
          )}
        </Group>
      </td>
    </tr>
  );
}
