import { Button, Textarea } from '@mantine/core';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { noteTextSchema } from '../../../../src-preload/contract/operations';
import { undoLatest } from '../../../ui/notify';
import classes from './notes-section.module.css';

interface NoteTextProps {
  label: string;
  submit: string;
  text: string;
  onText: (text: string) => void;
  busy: boolean;
  onSubmit: (text: string) => Promise<void>;
  onCancel?: () => void;
  field?: RefObject<HTMLTextAreaElement | null>;
  hint: string;
  /** What stands over the text. */
  above?: ReactNode;
  /** Something beside the text is not good yet. */
  isHeldUp?: boolean;
}

/** A note as it is written: Ctrl+Enter keeps it, Escape leaves it. */
export function NoteText(props: NoteTextProps) {
  const { label, submit, text, onText, busy, onSubmit, onCancel, field, hint, above, isHeldUp } = props;
  const isGood = noteTextSchema.safeParse(text).success && isHeldUp !== true;
  function send(): void {
    if (isGood && !busy) void onSubmit(text.trim());
  }
  function onKeyDown(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === 'Enter') send();
    else if (event.key === 'Escape') onCancel?.();
    // In a field that is empty nothing that was typed is left to take back: the note that was kept from it is meant.
    else if (command && event.key.toLowerCase() === 'z' && !event.shiftKey && text === '') undoLatest();
    else return;
    event.preventDefault();
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {above}
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
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
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
