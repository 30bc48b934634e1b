import { MultiSelect, TextInput } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { mostParticipants } from '../../src-preload/contract/activities';
import type { ActivityDraft } from '../ui/notes/activity-draft';
import { named } from '../ui/words/named';
import classes from './activity-fields.module.css';
import { trpc } from './client';

interface ActivityFieldsProps {
  /** Null: the account is not known, or may still be another, and nobody of it can be chosen. */
  id: number | null;
  draft: ActivityDraft;
  onChange: (draft: ActivityDraft) => void;
}

/** So many contacts are offered; the others stand in the text. */
const offered = 500;

/** When it took place, how long, and with whom. */
export function ActivityFields({ id, draft, onChange }: ActivityFieldsProps) {
  const contacts = useQuery(
    trpc.account.contacts.queryOptions(id === null ? skipToken : { id, offset: 0, limit: offered }),
  );
  return (
    <div className={classes.fields}>
      <TextInput
        type="datetime-local"
        label="When"
        value={draft.at}
        onChange={(event) => onChange({ ...draft, at: event.currentTarget.value })}
      />
      <TextInput
        className={classes.minutes}
        label="Minutes"
        inputMode="numeric"
        value={draft.minutes}
        onChange={(event) => onChange({ ...draft, minutes: event.currentTarget.value })}
      />
      {id !== null && (
        <MultiSelect
          className={classes.people}
          label="With"
          placeholder={draft.contacts.length === 0 ? 'Contacts of the account' : ''}
          searchable
          maxValues={mostParticipants}
          data={(contacts.data?.rows ?? []).map((row) => ({ value: String(row.id), label: named(row.name) }))}
          value={[...draft.contacts]}
          onChange={(chosen) => onChange({ ...draft, contacts: chosen })}
        />
      )}
    </div>
  );
}
