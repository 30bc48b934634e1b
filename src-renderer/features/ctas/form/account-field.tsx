import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client';
import { recentAccounts } from '../../../api/recents';
import { useSignal } from '../../../api/signal';

interface AccountFieldProps {
  value: number | null;
  onChange: (id: number | null) => void;
  wrong: boolean;
}

const limit = 20;

/** An account to choose, found as one types; those opened last stand first. */
export function AccountField({ value, onChange, wrong }: AccountFieldProps) {
  const [words, setWords] = useState('');
  const recent = useSignal(recentAccounts);
  const found = useQuery({
    ...trpc.palette.search.queryOptions({
      query: words.trim(),
      limit,
      ...(words.trim() === '' && { recent: [...recent] }),
    }),
    placeholderData: keepPreviousData,
  }).data;
  return (
    <Select
      label="Account"
      withAsterisk
      searchable
      data-autofocus
      placeholder="Type its name"
      nothingFoundMessage={words.trim() === '' ? undefined : 'No account is called so'}
      // Found by the words already: all of them stand.
      filter={({ options }) => options}
      data={(found?.accounts ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      onSearchChange={setWords}
      error={wrong && 'choose whom it is about'}
    />
  );
}
