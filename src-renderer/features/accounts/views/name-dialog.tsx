import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import classes from './name-dialog.module.css';

interface NameDialogProps {
  title: string;
  name: string;
  onClose: () => void;
  onName: (name: string) => void;
}

/** Asks for a name of 1-60 characters. */
export function NameDialog({ title, name, onClose, onName }: NameDialogProps) {
  const [typed, setTyped] = useState(name);
  const [tried, setTried] = useState(false);
  const missing = typed.trim() === '';
  function submit(event: { preventDefault(): void }): void {
    event.preventDefault();
    setTried(true);
    if (!missing) onName(typed.trim());
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          label="Name"
          data-autofocus
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={tried && missing && 'Give the view a name'}
        />
        <FormActions submit="Save" onCancel={onClose} />
      </form>
    </Dialog>
  );
}
