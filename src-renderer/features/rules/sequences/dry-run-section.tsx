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
import { named } from '../../../ui/words/named';
import classes from './dry-run-section.module.css';
import { sentOf } from './edited-sequence';

/** What the sequence in the editor would do for a contact of an account who came in now: nothing is sent. */
export function DryRunSection({ definition }: { definition: SequenceDefinition }) {
  const [account, setAccount] = useState<number | null>(null);
  const [contact, setContact] = useState<number | null>(null);
  const contacts = useContacts(account);
  // Until somebody else is chosen it is whom one would write to first.
  const chosen = contacts?.find(({ contactId }) => contactId === contact) ?? contacts?.[0];
  return (
    <Section
      title="Dry run"
      note="When, what and why, for a contact who came in now. Nothing is sent, nothing is written"
    >
      <div className={classes.whom}>
        <AccountChoice value={account} onChange={setAccount} />
        {chosen !== undefined && (
          <Select
            label="Which contact"
            allowDeselect={false}
            data={(contacts ?? []).map(({ contactId, name }) => ({
              value: String(contactId),
              label: named(name),
            }))}
            value={String(chosen.contactId)}
            onChange={(id) => setContact(Number(id))}
          />
        )}
      </div>
      {account !== null && contacts !== undefined && (
        <Lines definition={definition} organizationId={account} contactId={chosen?.contactId} />
      )}
    </Section>
  );
}

/** Of an account, who can be written to, the foremost first; undefined while that is not known. */
function useContacts(account: number | null) {
  const choices = useQuery({
    ...trpc.interventions.choices.queryOptions({ organizationIds: [account ?? 0] }),
    enabled: account !== null,
  });
  return account === null ? undefined : choices.data?.accounts.flatMap(({ contacts }) => contacts);
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

interface LinesProps {
  definition: SequenceDefinition;
  organizationId: number;
  /** Undefined: the account has nobody who can be written to. */
  contactId: number | undefined;
}

function Lines({ definition, organizationId, contactId }: LinesProps) {
  const [looked] = useDebouncedValue(definition, 400);
  const answer = useQuery({
    ...trpc.sequences.dryRun.queryOptions({
      ...{ definition: sentOf(looked), organizationId },
      ...(contactId !== undefined && { contactId }),
    }),
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
