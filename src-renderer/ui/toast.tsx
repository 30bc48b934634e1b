import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { CallError } from '../../src-preload/contract/wire/errors';
import classes from './toast.module.css';
import { errorWords } from './words/error-words';

const readingTime = 6_000;
const undoTime = 10_000;

/** A short word that something is done; with `undo` it can be taken back while the word is there. */
export function showDone(message: string, undo?: () => void): void {
  // The newest word stands alone: those before it may not be true any more, and would cover the rows.
  notifications.hide(`done-${doneCount}`);
  const id = `done-${++doneCount}`;
  latestUndo = undo ?? null;
  if (!undo) {
    notifications.show({ id, message, autoClose: readingTime, withBorder: true });
    return;
  }
  notifications.show({
    id,
    autoClose: undoTime,
    withBorder: true,
    message: (
      <span className={classes.undo}>
        <span>{message}</span>
        <Button variant="light" size="compact-xs" flex="none" onClick={undoLatest}>
          Undo
        </Button>
      </span>
    ),
  });
}

let doneCount = 0;
/** Of the newest word; also after the word itself is gone. */
let latestUndo: (() => void) | null = null;

/** Takes back what the newest word said is done, once. */
export function undoLatest(): void {
  const undo = latestUndo;
  latestUndo = null;
  if (!undo) return;
  notifications.hide(`done-${doneCount}`);
  undo();
}

/** What went wrong, what is safe and what to do. The same failure is shown once at a time. */
export function showFailure(error: CallError): void {
  const { title, happened, safe } = errorWords(error);
  notifications.show({
    id: `failure-${error.code}-${happened}`,
    title,
    message: `${happened} ${safe}`,
    color: 'red',
    withBorder: true,
    autoClose: 2 * readingTime,
  });
}
