import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Recipient } from '../../../../src-preload/contract/templates/templates';
import { trpc } from '../../../api/client';
import { named } from '../../../ui/words/named';
import classes from './contact-choice.module.css';

export interface ContactChoice {
  /** Null: nobody can be written to, or it is not known yet. */
  readonly chosen: Recipient | null;
  readonly choose: (recipient: Recipient) => void;
  /** The next one of those that stand for the book. */
  readonly another: () => void;
}

/** Whom a template is shown for: at first a champion of the first account. */
export function useContactChoice(): ContactChoice {
  const some = useQuery(trpc.templates.recipients.queryOptions({ search: '' })).data ?? [];
  const [picked, setPicked] = useState<Recipient | null>(null);
  const chosen = picked ?? some[0] ?? null;
  return {
    chosen,
    choose: setPicked,
    another() {
      const at = some.findIndex(({ userId }) => userId === chosen?.userId);
      setPicked(some[(at + 1) % some.length] ?? null);
    },
  };
}

const typingPause = 150;

/** Chooses somebody by a name, or takes the next one. */
export function ContactField({ contact }: { contact: ContactChoice }) {
  const [search, setSearch] = useState('');
  const chosenWords = contact.chosen === null ? '' : recipientWords(contact.chosen);
  // What stands there for who is chosen is no search.
  const [asked] = useDebouncedValue(search === chosenWords ? '' : search.trim(), typingPause);
  const found = useQuery(
    trpc.templates.recipients.queryOptions({ search: asked }, { placeholderData: keepPreviousData }),
  ).data;
  const offered = withChosen(found ?? [], contact.chosen);
  return (
    <div className={classes.choice}>
      <Select
        aria-label="Preview for"
        placeholder="A contact’s name"
        searchable
        className={classes.field}
        data={offered.map((recipient) => ({
          value: String(recipient.userId),
          label: recipientWords(recipient),
        }))}
        // The host has found what fits, also where marks or letters differ.
        filter={({ options }) => options}
        nothingFoundMessage="Nobody is called so"
        value={contact.chosen === null ? null : String(contact.chosen.userId)}
        allowDeselect={false}
        searchValue={search}
        onSearchChange={setSearch}
        onChange={(value) => {
          const recipient = offered.find(({ userId }) => String(userId) === value);
          if (recipient) contact.choose(recipient);
        }}
      />
      <Button variant="default" onClick={contact.another}>
        Another
      </Button>
    </div>
  );
}

function withChosen(found: readonly Recipient[], chosen: Recipient | null): readonly Recipient[] {
  if (chosen === null || found.some(({ userId }) => userId === chosen.userId)) return found;
  return [chosen, ...found];
}

export function recipientWords({ name, account }: Recipient): string {
  return `${named(name)}, ${named(account)}`;
}
