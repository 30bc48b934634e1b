import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountOverview } from '../../../../src-preload/contract/account';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { NoteForm } from './note-form';
import { NoteLine } from './note-line';
import classes from './notes-tab.module.css';

const typingPause = 120;

/** What the team wrote down about the account and its contacts, the latest first. */
export function NotesTab({ account }: { account: AccountOverview }) {
  const mayWrite = useMay('manager');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), typingPause);
  const notes = useQuery({
    ...trpc.account.notes.queryOptions({ id: account.id, ...(asked === '' ? {} : { search: asked }) }),
    placeholderData: keepPreviousData,
  });
  const { data } = notes;
  return (
    <Section
      title="Notes"
      note={data && data.total > 0 ? formatPlural(data.total, 'note') : 'Seen by the whole team'}
      padding="flush"
      actions={
        <TextInput
          size="xs"
          aria-label="Search the notes"
          placeholder="Words in the notes"
          maxLength={200}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      }
    >
      {mayWrite && <NoteForm account={account} />}
      <Loaded answer={notes} waiting={<RowSkeletons count={4} />}>
        {(found) =>
          found.notes.length === 0 ? (
            <EmptyState
              title={asked === '' ? 'No notes yet' : 'No note has these words'}
              text={
                asked === ''
                  ? 'Write down what the figures don’t tell: your colleagues read it, too.'
                  : 'Every word has to be in it, or begin one of its words.'
              }
            />
          ) : (
            <ol className={classes.list}>
              {found.notes.map((note) => (
                <NoteLine key={note.id} account={account} note={note} mayWrite={mayWrite} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
}
