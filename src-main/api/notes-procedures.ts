import { z } from 'zod';
import {
  addNoteInputSchema,
  changedNoteSchema,
  changeNoteInputSchema,
  noteKeySchema,
  notesInputSchema,
  notesSchema,
  removeNoteInputSchema,
} from '../../src-preload/contract/notes';
import { addNote, changeNote, removeNote } from '../actions/notes/notes';
import { readNotes } from '../store/notes/read-notes';
import { managing, reading } from './procedure';

const nothing = z.object({});
/** When somebody last spoke with it stands in the list. */
const writing = managing(['account', 'accounts']);

/** A part of the procedures about an account. */
export const noteProcedures = {
  notes: reading
    .input(notesInputSchema)
    .output(notesSchema)
    .query(({ ctx, input: { id, ...choice } }) =>
      readNotes(ctx.store.read, { organizationId: id, ...choice }),
    ),
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
};
