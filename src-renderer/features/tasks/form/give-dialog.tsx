import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import classes from './task-form.module.css';

interface GiveDialogProps {
  title: string;
  /** An account of them: whom it may be given to is asked of it. */
  accountId: number;
  onClose: () => void;
  /** @param id null: whoever has the rest */
  onGive: (id: number | null, name: string) => void;
}

const whoever = 'whoever has the account';

/** Gives tasks to a colleague, or back to whoever has the account. */
export function GiveDialog({ title, accountId, onClose, onGive }: GiveDialogProps) {
  const people = useQuery(trpc.ctas.choices.queryOptions({ id: accountId })).data?.people ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  function send(event: FormEvent): void {
    event.preventDefault();
    const person = people.find(({ id }) => String(id) === chosen);
    onGive(person?.id ?? null, person?.name ?? whoever);
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={classes.form} onSubmit={send} noValidate>
        <Select
          label="To"
          data-autofocus
          placeholder="Whoever has the account"
          clearable
          searchable
          data={people.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={chosen}
          onChange={setChosen}
        />
        <FormActions submit="Give" onCancel={onClose} />
      </form>
    </Dialog>
  );
}
