import { z } from 'zod';
import { instantSchema } from '../domain';
import { ctaPrioritySchema } from './cta-kinds';
import { taskGroupSchema, taskSources } from './task';

/** What a view keeps of the tasks: how they are shown, and what narrows them. */
export const taskViewStateSchema = z.object({
  show: z.enum(['board', 'calendar']).optional(),
  priority: ctaPrioritySchema.optional(),
  source: z.enum(taskSources).optional(),
  group: taskGroupSchema.optional(),
  words: z.string().max(100).optional(),
});
/** As it lies among the views of accounts. */
export const keptTaskViewSchema = z.object({ tasks: taskViewStateSchema });
export type TaskViewState = z.infer<typeof taskViewStateSchema>;

const viewIdSchema = z.uuidv7();
export const taskViewSchema = z.object({
  id: viewIdSchema,
  name: z.string(),
  state: taskViewStateSchema,
  createdAt: instantSchema,
  /** Whether everybody of the team sees it. */
  shared: z.boolean(),
  /** The colleague who shares it; null: it is one's own. */
  sharedBy: z.string().nullable(),
  isPending: z.boolean(),
});
export type TaskView = z.infer<typeof taskViewSchema>;
export const taskViewsSchema = z.object({ views: z.array(taskViewSchema).max(200) });
export const saveTaskViewInputSchema = z.object({
  name: z.string().trim().min(1, 'give the view a name').max(60),
  state: taskViewStateSchema,
  shared: z.boolean(),
});
export const taskViewKeySchema = z.object({ id: viewIdSchema });
