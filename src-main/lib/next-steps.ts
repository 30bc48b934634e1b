import { type NoteStep, stepsOf, stepWords } from '../../src-preload/contract/note-steps';
import { mostAgain, stepDigest, stepTaskId } from './step-key';

/** A next step of a note, with the task that was made of it; null: none stands. */
export interface StepOfNote<T> extends NoteStep {
  readonly task: T | null;
}

/**
 * The next steps of a note, each with its task. A task belongs to the step from whose words its key was made; one whose step stands no
 * more belongs to the one that it is most like, as who changes a step's words leaves its task where it is.
 * @param tasks those of the note that stand
 */
export function stepsWithTasks<T extends { readonly id: string; readonly title: string }>(
  noteId: string,
  text: string,
  tasks: readonly T[],
): StepOfNote<T>[] {
  const steps = stepsOf(text);
  if (tasks.length === 0) return steps.map((step) => ({ ...step, task: null }));
  const left = new Map(tasks.map((task) => [task.id, task]));
  const sure = steps.map(({ words }) => {
    const id = keysOf(noteId, words).find((key) => left.has(key));
    const task = id === undefined ? undefined : left.get(id);
    if (task !== undefined) left.delete(task.id);
    return task ?? null;
  });
  return steps.map((step, place) => {
    const task = sure[place] ?? likest(step.words, [...left.values()]);
    if (task !== null) left.delete(task.id);
    return { ...step, task };
  });
}

/** The keys that the tasks of a step can have, the first to be made first. */
export function keysOf(noteId: string, words: string): string[] {
  const digest = stepDigest(words);
  return Array.from({ length: mostAgain }, (_, again) => stepTaskId(noteId, digest, again));
}

/** So much of two texts has to be the same for one to be the other, changed. */
const leastLikeness = 0.6;

function likest<T extends { readonly title: string }>(words: string, tasks: readonly T[]): T | null {
  const likeness = tasks.map((task) => ({ task, share: sharedPairs(words, task.title) }));
  const [best] = likeness.toSorted((a, b) => b.share - a.share);
  return best !== undefined && best.share >= leastLikeness ? best.task : null;
}

/** How many of their pairs of letters two texts share, from 0 to 1 (Dice, 1945, of the pairs that each has). */
function sharedPairs(left: string, right: string): number {
  const [one, other] = [pairsOf(left), pairsOf(right)];
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size || 1);
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = [...stepWords(text)];
  return new Set(letters.slice(1).map((letter, place) => `${letters[place]}${letter}`));
}
