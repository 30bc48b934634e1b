import { createHash } from 'node:crypto';
import { stepWords } from '../../src-preload/contract/note-steps';
import { derivedId } from './derived-id';

/** So often a task of the same step can be made: again where the one before was removed. */
export const mostAgain = 5;

/** A next step of a note, told apart by its words, as it goes up: nobody reads the words in it. */
export function stepDigest(words: string): string {
  return createHash('sha256').update(stepWords(words)).digest('hex');
}

/**
 * The key of the task of a next step: a UUID of the note, the step and how many of its tasks were removed before, as the company makes it
 * out too (`step_task`). Two desktops that make it offline make the same.
 */
export function stepTaskId(noteId: string, digest: string, again: number): string {
  return derivedId(`${noteId}/step/${digest}/${again}`);
}
