import { TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Profile, ShownProfiles } from '../../../../src-preload/contract/profiles';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { formatCount } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';

/** Adds a connection, or names one. @param profile null: another one */
export function NameDialog({ profile, onClose }: { profile: Profile | null; onClose: () => void }) {
  const [name, setName] = useState(profile?.name ?? '');
  const shows = { meta: { showsItsErrors: true }, onSuccess: onClose };
  const add = useMutation(trpc.profiles.add.mutationOptions(shows));
  const rename = useMutation(trpc.profiles.rename.mutationOptions(shows));
  return (
    <TeamForm
      title={profile === null ? 'Add a connection' : 'Name this connection'}
      submit={profile === null ? 'Add and open it' : 'Save'}
      onClose={onClose}
      onSubmit={() => (profile === null ? add.mutate({ name }) : rename.mutate({ id: profile.id, name }))}
      busy={add.isPending || rename.isPending}
      failure={add.error ?? rename.error}
    >
      {profile === null && (
        <p>
          The present connection stays as it is, with its copy. Open it again here; what waits there to go up
          goes up then.
        </p>
      )}
      <TextInput
        label="Name"
        placeholder="Northern region"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        autoComplete="off"
        data-autofocus
      />
    </TeamForm>
  );
}

interface RemoveProfileDialogProps {
  profile: Profile;
  name: string;
  onClose: () => void;
}

/** What goes with a connection that is removed, told before. */
export function RemoveProfileDialog({ profile, name, onClose }: RemoveProfileDialogProps) {
  // What waits is looked at now: something may have been decided since the list was.
  const list = useQuery(trpc.profiles.list.queryOptions(undefined, { staleTime: 0 }));
  const remove = useMutation(
    trpc.profiles.remove.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone('The connection is removed from this computer.');
        onClose();
      },
    }),
  );
  return (
    <TeamForm
      title={`Remove ${name}?`}
      submit="Remove and erase"
      onClose={onClose}
      onSubmit={() => remove.mutate({ id: profile.id })}
      busy={remove.isPending || list.isFetching}
      failure={remove.error}
    >
      <p>
        Its copy on this computer is erased with its key, its backups, its log and the password kept for it.
        At the company nothing changes, and other connections keep theirs.
      </p>
      <p>{list.isFetching || !list.data ? 'Looking at what waits here …' : unsentWords(list.data.unsent)}</p>
    </TeamForm>
  );
}

function unsentWords(unsent: ShownProfiles['unsent']): string {
  if (unsent.length === 0) return 'Everything you decided here has reached the company.';
  const list = unsent.map(({ title, count }) => `${title} (${formatCount(count)})`).join(', ');
  return `What you decided here and has not reached the company is lost with it: ${list}. To keep it, let Steward sync first.`;
}
