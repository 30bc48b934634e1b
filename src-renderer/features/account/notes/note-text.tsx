import { Button, Textarea } from '@mantine/core';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { Mentionable } from '../../../../src-preload/contract/mentions';
import { stepsOf } from '../../../../src-preload/contract/note-steps';
import type { ChosenSteps } from '../../../../src-preload/contract/notes';
import { noteTextSchema } from '../../../../src-preload/contract/operations';
import { useMentions } from '../../../api/use-mentions';
import { formatPlural } from '../../../ui/format/number';
import { keepingOf, stepKeysInWords } from '../../../ui/notes/chosen-steps';
import { undoLatest } from '../../../ui/notify';
import { fileDrop } from './files/file-drop';
import classes from './notes-section.module.css';

interface NoteTextProps {
  /** The account's number. */
  id: number;
  label: string;
  submit: string;
  text: string;
  onText: (text: string) => void;
  busy: boolean;
  /** @param steps of which tasks are made; null: of none */
  onSubmit: (text: string, steps: ChosenSteps | null, meant: readonly Mentionable[]) => Promise<void>;
  onCancel?: () => void;
  field?: RefObject<HTMLTextAreaElement | null>;
  hint: string;
  /** What stands over the text, and under it. */
  above?: ReactNode;
  below?: ReactNode;
  /** Hears of files that are dropped on it or pasted into it. */
  onFiles: (files: File[]) => void;
  /** Something beside the text is not good yet. */
  isHeldUp?: boolean;
}

/** A note as it is written: Ctrl+Enter keeps it, Escape leaves it. */
export function NoteText(props: NoteTextProps) {
  const { id, label, submit, text, onText, busy, onSubmit, onCancel, field, hint, isHeldUp } = props;
  const isGood = noteTextSchema.safeParse(text).success && isHeldUp !== true;
  const count = stepsOf(text).length;
  const mentions = useMentions(id);
  function send(steps: ChosenSteps | null): void {
    if (isGood && !busy) void onSubmit(text.trim(), steps, mentions.meant);
  }
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (mentions.onKeyDown(event)) return;
    const command = event.ctrlKey || event.metaKey;
    const keeping = keepingOf(event, text, event.currentTarget.selectionStart);
    if (keeping !== undefined) send(keeping.steps);
    else if (event.key === 'Escape') onCancel?.();
    // In a field that is empty nothing that was typed is left to take back: the note that was kept from it is meant.
    else if (command && event.key.toLowerCase() === 'z' && !event.shiftKey && text === '') undoLatest();
    else return;
    event.preventDefault();
  }
  return (
    <form
      className={classes.form}
      {...fileDrop(props.onFiles)}
      onSubmit={(event) => {
        event.preventDefault();
        send(null);
      }}
    >
      {props.above}
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
        {...mentions.field}
        onChange={(event) => {
          onText(event.currentTarget.value);
          mentions.look(event.currentTarget);
        }}
        onKeyDown={onKeyDown}
      />
      {mentions.list}
      {props.below}
      <div className={classes.foot}>
        <span className="faint">{stepKeysInWords(text, window.steward.platform) ?? hint}</span>
        <span className={classes.actions}>
          {onCancel && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={onCancel}>
              Cancel
            </Button>
          )}
          {count > 0 && (
            <Button
              variant="default"
              size="compact-sm"
              disabled={!isGood || busy}
              onClick={() => send('all')}
            >
              {submit} and make {formatPlural(count, 'task')}
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
