import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import lines from '../lines.module.css';
import { NoteForm } from './note-form';
import { NoteLine } from './note-line';
import classes from './notes-section.module.css';
import type { NotesSubject } from './notes-subject';

const typingPause = 120;

interface NotesSectionProps {
  subject: NotesSubject;
  find?: string;
  /** This one alone. */
  noteId?: string | undefined;
  /** Shows the others as well. */
  onAll?: () => void;
}

/** What the team wrote down about an account and its contacts, or about one contact, the latest first. */
export function NotesSection({ subject, find = '', noteId, onAll }: NotesSectionProps) {
  const { id, contactId } = subject;
  const mayWrite = useMay('manager');
  const isAdmin = useMay('admin');
  const [search, setSearch] = useState(find);
  const [asked] = useDebouncedValue(search.trim(), typingPause);
  const notes = useQuery({
    ...trpc.account.notes.queryOptions({
      id,
      ...(contactId === undefined ? {} : { contactId }),
      ...(noteId === undefined ? {} : { noteId }),
      ...(asked === '' ? {} : { search: asked }),
    }),
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
      {noteId !== undefined && (
        <p className={classes.one}>
          One note is shown.{' '}
          <Button variant="subtle" size="compact-sm" onClick={onAll}>
            Show all of them
          </Button>
        </p>
      )}
      {mayWrite && <NoteForm subject={subject} />}
      <Loaded answer={notes} waiting={<RowSkeletons count={4} />}>
        {(found) =>
          found.notes.length === 0 ? (
            <EmptyState
              title={
                noteId !== undefined
                  ? 'This note was removed'
                  : asked === ''
                    ? 'No notes yet'
                    : 'No note has these words'
              }
              text={
                asked === ''
                  ? 'Write down what the figures don’t tell: your colleagues read it, too.'
                  : 'Every word has to be in it, or begin one of its words.'
              }
            />
          ) : (
            <ol className={lines.list}>
              {found.notes.map((note) => (
                <NoteLine
                  key={note.id}
                  subject={subject}
                  note={note}
                  mayChange={mayWrite && (note.isOwn || isAdmin)}
                  mayManage={mayWrite}
                />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
}
