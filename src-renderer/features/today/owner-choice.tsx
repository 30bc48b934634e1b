import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { trpc } from '../../api/client';

interface OwnerChoiceProps {
  /** Null: every owner in the book. */
  ownerId: number | null;
  onChange: (ownerId: number | null) => void;
}

/** Whose accounts to show; drawn only where the book has several owners. */
export function OwnerChoice({ ownerId, onChange }: OwnerChoiceProps) {
  const field = useRef<HTMLInputElement>(null);
  const facets = useQuery(trpc.accounts.facets.queryOptions());
  const owners = facets.data?.owners ?? [];
  if (owners.length < 2 && ownerId === null) return null;
  return (
    <Select
      ref={field}
      aria-label="Owner"
      placeholder="All owners"
      clearable
      searchable
      w={200}
      data={owners.map((owner) => ({ value: String(owner.id), label: owner.name }))}
      value={ownerId === null ? null : String(ownerId)}
      onChange={(value) => {
        onChange(value === null ? null : Number(value));
        // The choice is made: the next letters are keys of the queue, not a search for another owner.
        field.current?.blur();
      }}
    />
  );
}
