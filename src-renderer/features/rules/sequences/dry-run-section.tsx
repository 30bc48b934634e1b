import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SequenceDefinition } from '../../../../src-preload/contract/sequences/definition';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { recentAccounts } from '../../../api/recents';
import { useSignal } from '../../../api/signal';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import classes from './dry-run-section.module.css';
import { sentOf } from './edited-sequence';

/** What the sequence in the editor would do for a contact of an account who came in now: nothing is sent. */
export function DryRunSection({ definition }: { definition: SequenceDefinition }) {
  const [account, setAccount] = useState<number | null>(null);
  return (
    <Section
      title="Dry run"
      note="When, what and why, for a contact who came in now. Nothing is sent, nothing is written"
    >
      <AccountChoice value={account} onChange={setAccount} />
      {account !== null && <Lines definition={definition} organizationId={account} />}
    </Section>
  );
}

function AccountChoice({ value, onChange }: { value: number | null; onChange: (id: number | null) => void }) {
  const [words, setWords] = useState('');
  const recent = useSignal(recentAccounts);
  const found = useQuery({
    ...trpc.palette.search.queryOptions({
      query: words.trim(),
      limit: 20,
      ...(words.trim() === '' && { recent: [...recent] }),
    }),
    placeholderData: keepPreviousData,
  }).data;
  return (
    <Select
      label="Of which account"
      searchable
      placeholder="Type its name"
      // Found by the words already: all of them stand.
      filter={({ options }) => options}
      data={(found?.accounts ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      onSearchChange={setWords}
    />
  );
}

function Lines({ definition, organizationId }: { definition: SequenceDefinition; organizationId: number }) {
  const [looked] = useDebouncedValue(definition, 400);
  const answer = useQuery({
    ...trpc.sequences.dryRun.queryOptions({ definition: sentOf(looked), organizationId }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  return (
    <Loaded answer={answer} waiting={<RowSkeletons count={3} />}>
      {({ clocks, lines }) => (
        <>
          <p className={classes.clocks}>{clocks}</p>
          <ol className={classes.lines} aria-label="What it would do">
            {lines.map(({ at, when, place, what, why }) => (
              <li key={`${at} ${place} ${what}`}>
                <span className={classes.when}>{when}</span>
                <p>{place === null ? what : `${place}. ${what}`}</p>
                {why !== '' && <p className="faint">{why}</p>}
              </li>
            ))}
          </ol>
        </>
      )}
    </Loaded>
  );
}
