import { z } from 'zod';
import { accountReferenceSchema } from './account';
import { activityInputSchema, activitySchema } from './activities';
import { attachedFilesSchema, attachmentSchema } from './attachments';
import { mostCtaTitle } from './ctas/cta-kinds';
import { instantSchema, organizationIdSchema, userIdSchema } from './domain';
import { meantSchema, mentionableSchema, mentionSchema, mostMentionable, mostMentions } from './mentions';
import { mostNoteSteps } from './note-steps';
import { noteTextSchema } from './operations';

const noteIdSchema = z.uuidv7();

export const noteSchema = z.object({
  id: noteIdSchema,
  text: z.string(),
  /** Grows with each change that the copy has. */
  version: z.number().int(),
  /** The contact it is about; null: the account. Null id: a contact that is not in the copy. */
  contact: z.object({ id: userIdSchema.nullable(), name: z.string().nullable() }).nullable(),
  author: z.string(),
  at: instantSchema,
  /** What took place; null: it is a note alone. */
  activity: activitySchema.nullable(),
  /** Whom the marks of its text mean, in their order. */
  mentions: z.array(mentionSchema).max(mostMentions),
  /** What it says is to be done next, with the task that was made of it; null: none stands. */
  steps: z
    .array(
      z.object({
        line: z.number().int().min(0),
        words: z.string(),
        task: z.object({ id: z.uuid(), title: z.string(), isDone: z.boolean() }).nullable(),
      }),
    )
    .max(mostNoteSteps),
  /** Attached to it, in their order; more than can be added where two colleagues did so at once. */
  files: z.array(attachmentSchema).max(100),
  /** Whether it, or a change of it, is still on its way to the company. */
  isPending: z.boolean(),
  /** Whether it is the reader's own. */
  isOwn: z.boolean(),
});
export type Note = z.infer<typeof noteSchema>;

export const notesInputSchema = z.object({
  id: organizationIdSchema,
  /** Words that all have to be in it, as beginnings. */
  search: z.string().max(200).optional(),
  contactId: userIdSchema.optional(),
  /** This one alone. */
  noteId: noteIdSchema.optional(),
});
/** The latest first. */
export const notesSchema = z.object({ notes: z.array(noteSchema).max(200), total: z.number().int() });

export const addNoteInputSchema = accountReferenceSchema.extend({
  contactId: userIdSchema.nullable(),
  text: noteTextSchema,
  activity: activityInputSchema.optional(),
  /** Whom the writer chose for the marks. */
  meant: meantSchema.optional(),
  files: attachedFilesSchema.optional(),
});
export const noteKeySchema = z.object({ noteId: noteIdSchema });
const ofAccountSchema = z.object({ id: organizationIdSchema });
export const changeNoteInputSchema = ofAccountSchema.extend({
  noteId: noteIdSchema,
  text: noteTextSchema,
  activity: activityInputSchema.optional(),
  /** Whom the writer chose for the marks. */
  meant: meantSchema.optional(),
  /** The version that the change was begun on; the one there is now, when absent. */
  version: z.number().int().min(1).optional(),
  /** The change that this one takes back, by its operation. */
  undoes: z.uuidv7().optional(),
});
export const changedNoteSchema = z.object({ opId: z.uuidv7() });
export const removeNoteInputSchema = ofAccountSchema.extend({ noteId: noteIdSchema });

/** Words of next steps, as the note has them; all: those of which no task stands. */
const chosenStepsSchema = z.union([
  z.literal('all'),
  z.array(z.string().min(1).max(mostCtaTitle)).min(1).max(mostNoteSteps),
]);
export type ChosenSteps = z.infer<typeof chosenStepsSchema>;
export const stepsToTasksInputSchema = ofAccountSchema.extend({
  noteId: noteIdSchema,
  steps: chosenStepsSchema,
});
export const madeTasksSchema = z.object({
  made: z.array(z.object({ taskId: z.uuid(), title: z.string() })).max(mostNoteSteps),
});

/** Who can be mentioned, by the beginning of a word of the name. */
export const mentionableInputSchema = ofAccountSchema.extend({ words: z.string().max(100) });
export const mentionablesSchema = z.object({ people: z.array(mentionableSchema).max(mostMentionable) });
