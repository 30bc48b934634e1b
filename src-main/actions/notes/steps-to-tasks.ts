import { formatDay } from '../../lib/day';
import { keysOf, stepsWithTasks } from '../../lib/next-steps';
import { stepDigest } from '../../lib/step-key';
import { StewardError } from '../../lib/steward-error';
import { companyDay } from '../../store/copy/company-calendar';
import { readOwnManager } from '../../store/copy/membership';
import { readManagerEmail } from '../../store/ctas/read-ctas';
import { isKnownTask } from '../../store/ctas/read-tasks';
import { type NoteWithOwner, readNoteWithOwner, readTasksOfNotes } from '../../store/notes/tasks-of-notes';
import type { Tx } from '../../store/types';
import { accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { workedDayAfter } from '../ctas/worked-day';
import { operate } from '../operate';

/** Working days that a next step is given, as a new task is. */
const usualDays = 5;

export interface StepsToTasks {
  readonly noteId: string;
  /** Their words, as the note has them; all: those of which no task stands. */
  readonly steps: 'all' | readonly string[];
}

export interface MadeTask {
  readonly taskId: string;
  readonly title: string;
}

/**
 * Makes tasks of next steps of a note, each once: its key follows from the note and the step, on every desktop and at the company. They are
 * of who makes them, and due in a week's work. Of a step whose task was removed another is made.
 * @returns those that were made; a step of which one stands already makes none
 * @throws StewardError not_found for a note that was removed, conflict for a step that it names no more
 */
export function stepsToTasks(context: ActionContext, { noteId, steps }: StepsToTasks): MadeTask[] {
  return decide(context, 'task.step', (tx) => {
    const note = readNoteWithOwner(tx, noteId);
    if (note === undefined) throw new StewardError('not_found', 'This note was removed already.');
    const found = stepsWithTasks(noteId, note.text, readTasksOfNotes(tx, [noteId]));
    const meant = steps === 'all' ? found : found.filter(({ words }) => steps.includes(words));
    if (steps !== 'all' && meant.length < new Set(steps).size)
      throw new StewardError('conflict', 'The note was changed: it names this next step no more.');
    return meant
      .filter(({ task }) => task === null)
      .map(({ words }) => makeTask(tx, context, { noteId, note, words }));
  });
}

interface Step {
  readonly noteId: string;
  readonly note: NoteWithOwner;
  readonly words: string;
}

function makeTask(tx: Tx, context: ActionContext, { noteId, note, words }: Step): MadeTask {
  const keys = keysOf(noteId, words);
  const again = keys.findIndex((key) => !isKnownTask(tx, key));
  const entry = keys[again];
  if (entry === undefined)
    throw new StewardError(
      'conflict',
      `The task of “${words}” was removed ${keys.length} times. Write a task by itself.`,
    );
  const today = companyDay(tx, context.now());
  operate(tx, context, {
    kind: 'task.step',
    patch: {
      ...{ note: noteId, step: stepDigest(words), again, title: words },
      due_day: formatDay(workedDayAfter(tx, note.country, today, usualDays)),
      given_to: givenTo(tx, note.ownerId),
    },
    subject: accountSubject(tx, { organizationId: note.organizationId }),
    changes: { entry },
  });
  return { taskId: entry, title: words };
}

/** Who makes it; whose the account is has it by that, also when it changes hands. */
function givenTo(tx: Tx, ownerId: number | null): string | null {
  const own = readOwnManager(tx);
  return own === null || own === ownerId ? null : (readManagerEmail(tx, own) ?? null);
}
