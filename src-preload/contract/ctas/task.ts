import { z } from 'zod';
import { accountReferenceSchema } from '../account';
import { daySchema, instantSchema, organizationIdSchema } from '../domain';
import { ctaPrioritySchema, mostCtaTitle, taskRhythmSchema, taskStates } from './cta-kinds';

const taskIdSchema = z.uuid();

export const taskGroups = ['overdue', 'today', 'week', 'later', 'undated', 'resting', 'done'] as const;
export const taskGroupSchema = z.enum(taskGroups);
export type TaskGroup = z.infer<typeof taskGroupSchema>;

/** The columns of the board, in the order in which work goes through them. */
export const taskColumns = ['open', ...taskStates, 'done'] as const;
export const taskColumnSchema = z.enum(taskColumns);
export type TaskColumn = z.infer<typeof taskColumnSchema>;

/** Something to be done for an account: a step of a call to action, or by itself. */
export const taskSchema = z.object({
  id: taskIdSchema,
  title: z.string(),
  accountId: organizationIdSchema,
  accountName: z.string(),
  /** The call to action it is a step of; null: it is by itself. */
  cta: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  /** The note of which it is a next step; null: of none that stands. */
  noteId: z.uuid().nullable(),
  /** Whose it is; null: the account is nobody's. */
  owner: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  /** To whom it was given itself; null: it is whose the rest is. */
  givenTo: z.number().int().nullable(),
  priority: ctaPrioritySchema,
  /** Its own day; null: it has none, and is due with its call to action. */
  ownDue: daySchema.nullable(),
  /** The day by which it is to be done. */
  due: daySchema.nullable(),
  column: taskColumnSchema,
  group: taskGroupSchema,
  /** The day on which it wakes, while it rests. */
  restsUntil: daySchema.nullable(),
  every: taskRhythmSchema.nullable(),
  done: z.object({ by: z.string(), at: instantSchema }).nullable(),
  isPending: z.boolean(),
});
export type Task = z.infer<typeof taskSchema>;

/** How many stand where, of all that the choice is about. */
export const taskCountsSchema = z.object({
  overdue: z.number().int(),
  today: z.number().int(),
  week: z.number().int(),
  later: z.number().int(),
  undated: z.number().int(),
  resting: z.number().int(),
  /** Within the days that the board looks back. */
  done: z.number().int(),
});
export type TaskCounts = z.infer<typeof taskCountsSchema>;

/** So many days of what is done are shown. */
export const doneTasksShownDays = 28;
/** Most at once: more than a person works through in a month. */
export const mostTasksListed = 300;

export const taskSources = ['cta', 'own'] as const;
export const taskShows = ['open', 'done', 'both'] as const;
export const taskListInputSchema = z.object({
  ownerId: z.number().int().optional(),
  accountId: organizationIdSchema.optional(),
  priority: ctaPrioritySchema.optional(),
  source: z.enum(taskSources).optional(),
  group: taskGroupSchema.optional(),
  /** Of the title, or the account's name. */
  words: z.string().max(100).optional(),
  show: z.enum(taskShows).default('open'),
  /** Due on these days alone, both included. */
  from: daySchema.optional(),
  until: daySchema.optional(),
});
export type TaskListInput = z.input<typeof taskListInputSchema>;
export const taskListSchema = z.object({
  tasks: z.array(taskSchema).max(mostTasksListed),
  counts: taskCountsSchema,
  /** All that the choice holds, before the limit. */
  total: z.number().int(),
});
export type TaskList = z.infer<typeof taskListSchema>;

/** A day of the calendar: how many are due on it, and those that press most. */
const taskDaySchema = z.object({
  day: daySchema,
  count: z.number().int(),
  tasks: z.array(z.object({ id: taskIdSchema, title: z.string(), group: taskGroupSchema })).max(8),
});
/** Of a day so many are named. */
export const mostNamedOfDay = 8;
export const taskCalendarInputSchema = taskListInputSchema
  .pick({ ownerId: true, priority: true, source: true, words: true })
  .extend({ from: daySchema, until: daySchema });
export const taskCalendarSchema = z.object({
  days: z.array(taskDaySchema).max(400),
  counts: taskCountsSchema,
});
export type TaskCalendar = z.infer<typeof taskCalendarSchema>;

export const taskCountsInputSchema = z.object({ ownerId: z.number().int().optional() });

const titleSchema = z.string().trim().min(1, 'say what is to be done').max(mostCtaTitle);
export const openTaskInputSchema = accountReferenceSchema.extend({
  title: titleSchema,
  due: daySchema.nullable(),
  /** A manager's number; null: whoever has the account. */
  givenTo: z.number().int().nullable(),
  priority: ctaPrioritySchema.nullable(),
  every: taskRhythmSchema.nullable(),
});
export const openedTaskSchema = z.object({ taskId: taskIdSchema });

/** What becomes of one; only what is said changes. */
export const taskStepSchema = z.object({
  taskId: taskIdSchema,
  title: titleSchema.optional(),
  due: daySchema.nullable().optional(),
  givenTo: z.number().int().nullable().optional(),
  priority: ctaPrioritySchema.nullable().optional(),
  column: taskColumnSchema.optional(),
  restsUntil: daySchema.nullable().optional(),
  every: taskRhythmSchema.nullable().optional(),
});
export type TaskStep = z.infer<typeof taskStepSchema>;
/** Several at once: as many as a list shows. They all change, or none does. */
export const changeTasksInputSchema = z.object({
  steps: z.array(taskStepSchema).min(1).max(mostTasksListed),
});
