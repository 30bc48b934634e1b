import { Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../../api/use-may';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import classes from '../form/task-form.module.css';

interface ViewDialogProps {
  onClose: () => void;
  onName: (name: string, shared: boolean) => void;
}

/** Asks for the name of a new view, and whether the team sees it. */
export function ViewDialog({ onClose, onName }: ViewDialogProps) {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [tried, setTried] = useState(false);
  const mayShare = useMay('manager');
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '') onName(name.trim(), shared);
  }
  return (
    <Dialog title="Save as a view" onClose={onClose}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label="Name"
          data-autofocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && name.trim() === '' && 'Give the view a name'}
        />
        {mayShare && (
          <Checkbox
            label="Share with the team"
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <FormActions submit="Save" onCancel={onClose} />
      </form>
    </Dialog>
  );
}
