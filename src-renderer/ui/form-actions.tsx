import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './form-actions.module.css';

interface FormActionsProps {
  /** What sending does, in a word or two. */
  submit: string;
  onCancel: () => void;
  /** It is being sent. */
  busy?: boolean;
  /** In place of leaving: what sending spares one from. */
  instead?: ReactNode;
}

/** The end of a form in a dialog: leave it, or send it. */
export function FormActions({ submit, onCancel, busy = false, instead }: FormActionsProps) {
  return (
    <div className={classes.actions}>
      {instead ?? (
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      )}
      <Button type="submit" loading={busy}>
        {submit}
      </Button>
    </div>
  );
}
