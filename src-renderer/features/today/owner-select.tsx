import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { trpc } from '../../api/client';
import type { useOwnerChoice } from '../../api/owner-choice';

/** Whose accounts they are, for a figure that is copied; one's own go by one's name, too. */
function nameOf(owners: readonly { readonly id: number; readonly name: string }[], id: number): string {
  return owners.find((one) => one.id === id)?.name ?? 'my accounts';
}

/** Whose accounts to show; drawn only where the book has several owners. */
export function OwnerSelect({ owner }: { owner: ReturnType<typeof useOwnerChoice> }) {
  const field = useRef<HTMLInputElement>(null);
  const facets = useQuery(trpc.accounts.facets.queryOptions());
  const owners = facets.data?.owners ?? [];
  const { choice, me, choose } = owner;
  if (owners.length < 2 && choice !== 'mine' && typeof choice !== 'number') return null;
  const others = owners.filter(({ id }) => id !== me);
  return (
    <Select
      ref={field}
      aria-label="Owner"
      data-scope={owner.ownerId === null ? undefined : `Owner: ${nameOf(owners, owner.ownerId)}`}
      placeholder="All owners"
      clearable
      searchable
      w={200}
      data={[
        ...(me === null ? [] : [{ value: 'mine', label: 'My accounts' }]),
        ...others.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      value={choice === 'all' ? null : String(choice)}
      onChange={(value) => {
        choose(value === null ? 'all' : value === 'mine' ? 'mine' : Number(value));
        // The choice is made: the next letters are keys of the queue, not a search for another owner.
        field.current?.blur();
      }}
    />
  );
}
