import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundAccount } from '../../src-preload/contract/palette';
import { trpc } from './client';
import { recentAccounts } from './recents';
import { useSignal } from './signal';

interface AccountFieldProps {
  value: number | null;
  onChange: (id: number | null) => void;
  wrong: boolean;
  /** Offered besides those that are found, such as the one chosen for a person. */
  offered?: readonly FoundAccount[];
  /** What is said under it. */
  note?: string | undefined;
  autoFocus?: boolean;
}

const limit = 20;
const none: readonly FoundAccount[] = [];

/** An account to choose, found as one types; those opened last stand first. */
export function AccountField(props: AccountFieldProps) {
  const { value, onChange, wrong, offered = none, note, autoFocus = true } = props;
  const [words, setWords] = useState('');
  const recent = useSignal(recentAccounts);
  const isOfferedOne = offered.some(({ name }) => name === words);
  const query = isOfferedOne ? '' : words.trim();
  const found = useQuery({
    ...trpc.palette.search.queryOptions({ query, limit, ...(query === '' && { recent: [...recent] }) }),
    placeholderData: keepPreviousData,
  }).data;
  const accounts = new Map([...offered, ...(found?.accounts ?? [])].map(({ id, name }) => [id, name]));
  return (
    <Select
      label="Account"
      withAsterisk
      searchable
      {...(autoFocus && { 'data-autofocus': true })}
      placeholder="Type its name"
      description={note}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      nothingFoundMessage={query === '' ? undefined : 'No account is called so'}
      // Found by the words already: all of them stand.
      filter={({ options }) => options}
      data={[...accounts].map(([id, name]) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      onSearchChange={setWords}
      error={wrong && 'choose whom it is about'}
    />
  );
}
