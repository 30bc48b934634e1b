import { Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client';
import { FilterPill } from '../../../ui/filter/filter-pill';
import classes from './audit-screen.module.css';

interface AboutPillProps {
  chain: number | undefined;
  onChange: (chain: number | null) => void;
  /** What is about no account. */
  others: readonly { readonly chain: number; readonly label: string }[];
}

const shownAccounts = 8;

/** About which account, found by its name, or about none. */
export function AboutPill({ chain, onChange, others }: AboutPillProps) {
  const [typed, setTyped] = useState('');
  const isAccount = chain !== undefined && chain > 0;
  const chosen = useAccounts('', isAccount ? [chain] : []);
  const found = useAccounts(typed.trim(), []);
  const other = others.find((one) => one.chain === chain)?.label;
  const words =
    chain === undefined ? null : (other ?? chosen.find(({ id }) => id === chain)?.name ?? `number ${chain}`);
  const accounts = typed.trim() === '' ? chosen : found;
  return (
    <FilterPill label="Account" words={words} onClear={() => onChange(null)}>
      <div className={classes.choice}>
        <TextInput
          aria-label="Search accounts"
          placeholder="Search accounts"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Radio.Group
          aria-label="About"
          value={chain === undefined ? null : String(chain)}
          onChange={(value) => onChange(Number(value))}
        >
          <div className={classes.choice}>
            {accounts.map(({ id, name, detail }) => (
              <Radio key={id} value={String(id)} label={name} description={detail} />
            ))}
            {others.map((one) => (
              <Radio key={one.chain} value={String(one.chain)} label={one.label} />
            ))}
          </div>
        </Radio.Group>
      </div>
    </FilterPill>
  );
}

/** Accounts of the copy by their name, or by their number. */
function useAccounts(query: string, numbers: readonly number[]) {
  const isAsked = query !== '' || numbers.length > 0;
  const answer = useQuery(
    trpc.palette.search.queryOptions(
      { query, limit: shownAccounts, ...(numbers.length > 0 && { recent: [...numbers] }) },
      { enabled: isAsked },
    ),
  );
  return isAsked ? (answer.data?.accounts ?? []) : [];
}
