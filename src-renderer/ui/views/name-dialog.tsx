import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../dialog';
import { FormActions } from '../form-actions';
import classes from './name-dialog.module.css';

export interface ViewName {
  readonly name: string;
  readonly shared: boolean;
}

interface NameDialogProps {
  title: string;
  /** What gets the name, in a word. */
  what?: 'view' | 'report';
  view?: ViewName;
  /** Whether the role may share with the team. */
  mayShare: boolean;
  /** Who sees it once it is shared. */
  sharedNote?: string;
  /** What else is asked. */
  children?: ReactNode;
  onClose: () => void;
  onName: (named: ViewName) => void;
}

const nameless: ViewName = { name: '', shared: false };

/** Asks for a name of 1-60 characters, and whether the team sees it. */
export function NameDialog({
  title,
  what = 'view',
  view = nameless,
  mayShare,
  sharedNote = 'Everybody sees it among their views; you and admins change it',
  children,
  onClose,
  onName,
}: NameDialogProps) {
  const [typed, setTyped] = useState(view.name);
  const [shared, setShared] = useState(view.shared);
  const [tried, setTried] = useState(false);
  const missing = typed.trim() === '';
  function submit(event: { preventDefault(): void }): void {
    event.preventDefault();
    setTried(true);
    if (!missing) onName({ name: typed.trim(), shared });
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
          error={tried && missing && `Give the ${what} a name`}
        />
        {children}
        {mayShare && (
          <Checkbox
            label="Share with the team"
            description={sharedNote}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <FormActions submit="Save" onCancel={onClose} />
      </form>
    </Dialog>
  );
}
