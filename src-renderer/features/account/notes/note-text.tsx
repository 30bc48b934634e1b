import { Button, Textarea } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { noteTextSchema } from '../../../../src-preload/contract/operations';
import classes from './notes-section.module.css';

interface NoteTextProps {
  label: string;
  submit: string;
  start: string;
  busy: boolean;
  /** @returns whether the text was taken: then the field is emptied */
  onSubmit: (text: string) => Promise<boolean>;
  onCancel?: () => void;
  field?: RefObject<HTMLTextAreaElement | null>;
  hint: string;
}

/** A note as it is written: Ctrl+Enter keeps it, Escape leaves it. */
export function NoteText({ label, submit, start, busy, onSubmit, onCancel, field, hint }: NoteTextProps) {
  const [text, setText] = useState(start);
  const isGood = noteTextSchema.safeParse(text).success;
  async function send(): Promise<void> {
    if (isGood && !busy && (await onSubmit(text.trim()))) setText('');
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={label}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={text}
        autoFocus={onCancel !== undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
          if (event.key === 'Escape' && onCancel) onCancel();
        }}
      />
      <div className={classes.foot}>
        <span className="faint">{hint}</span>
        <span className={classes.actions}>
          {onCancel && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" size="compact-sm" loading={busy} disabled={!isGood}>
            {submit}
          </Button>
        </span>
      </div>
    </form>
  );
}
