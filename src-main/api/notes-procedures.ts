import { z } from 'zod';
import {
  addNoteInputSchema,
  changedNoteSchema,
  changeNoteInputSchema,
  madeTasksSchema,
  mentionableInputSchema,
  mentionablesSchema,
  noteKeySchema,
  notesInputSchema,
  notesSchema,
  removeNoteInputSchema,
  stepsToTasksInputSchema,
} from '../../src-preload/contract/notes';
import { addNote, changeNote, removeNote } from '../actions/notes/notes';
import { stepsToTasks } from '../actions/notes/steps-to-tasks';
import { readMentionable } from '../store/notes/mentions';
import { readNotes } from '../store/notes/read-notes';
import { managing, reading } from './procedure';

const nothing = z.object({});
/** When somebody last spoke with it stands in the list. */
const writing = managing(['account', 'accounts']);
const makingTasks = managing(['account', 'ctas', 'tasks', 'today', 'monitor']);

/** A part of the procedures about an account. */
export const noteProcedures = {
  notes: reading
    .input(notesInputSchema)
    .output(notesSchema)
    .query(({ ctx, input: { id, ...choice } }) =>
      readNotes(ctx.store.read, { organizationId: id, ...choice }),
    ),
  mentionable: reading
    .input(mentionableInputSchema)
    .output(mentionablesSchema)
    .query(({ ctx, input: { id, words } }) => ({ people: readMentionable(ctx.store.read, id, words) })),
  addNote: writing
    .input(addNoteInputSchema)
    .output(noteKeySchema)
    .mutation(({ ctx, input: { id, externalId, ...note } }) => ({
      noteId: addNote(ctx.actions, { account: { organizationId: id, externalId }, ...note }),
    })),
  changeNote: writing
    .input(changeNoteInputSchema)
    .output(changedNoteSchema)
    .mutation(({ ctx, input }) => ({ opId: changeNote(ctx.actions, input) })),
  removeNote: writing
    .input(removeNoteInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      removeNote(ctx.actions, input.noteId);
      return {};
    }),
  stepsToTasks: makingTasks
    .input(stepsToTasksInputSchema)
    .output(madeTasksSchema)
    .mutation(({ ctx, input: { noteId, steps } }) => ({
      made: stepsToTasks(ctx.actions, { noteId, steps }),
    })),
};
