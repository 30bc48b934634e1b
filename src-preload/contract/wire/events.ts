import { z } from 'zod';
import { jobSchema } from '../jobs';
import { lockSchema } from '../sign-in';
import { syncStatusSchema } from '../sync';

/** What the screens hold in their caches; the host says which of it went stale. */
export const topics = [
  'today',
  'accounts',
  'account',
  'risk',
  'monitor',
  'settings',
  'team',
  'devices',
  'retention',
  'sending',
  'channels',
  'palette',
  'profiles',
  'desktop',
  'templates',
  'activityTemplates',
  'rules',
  'segments',
  'sequences',
  'ctas',
  'tasks',
  'holidays',
  'interventions',
  'effect',
  'rewards',
  'milestones',
  'celebrations',
  'reports',
] as const;
export const topicSchema = z.enum(topics);
export type Topic = z.infer<typeof topicSchema>;

/** A screen of Steward, and what of it is meant: `/accounts/5?tab=notes`. */
const screenPathSchema = z
  .string()
  .max(200)
  .regex(/^\/[a-z0-9/-]*(\?[a-z]+=[a-z0-9-]+(&[a-z]+=[a-z0-9-]+)*)?$/);

/** Pushed from the host to every window, but for notices: the main process shows these itself. */
export const hostEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('invalidate'),
    topics: z.array(topicSchema),
    accountIds: z.array(z.number().int()).max(1000).optional(),
  }),
  z.object({ type: z.literal('sync'), status: syncStatusSchema }),
  z.object({ type: z.literal('job'), job: jobSchema }),
  z.object({ type: z.literal('lock'), lock: lockSchema.nullable() }),
  /** A notice of the desktop; `to` is the screen that it leads to. */
  z.object({
    type: z.literal('notify'),
    title: z.string().max(200),
    body: z.string().max(500),
    to: screenPathSchema,
  }),
]);
export type HostEvent = z.infer<typeof hostEventSchema>;

/** Pushed from the main process: menu and system things a screen reacts to. */
export const shellEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('navigate'), to: screenPathSchema }),
  z.object({
    type: z.literal('command'),
    command: z.enum(['palette', 'find', 'note', 'sync', 'export', 'toggle-theme']),
  }),
  z.object({
    type: z.literal('host'),
    state: z.enum(['starting', 'ready', 'restarting', 'failed']),
    message: z.string().nullable(),
  }),
]);
export type ShellEvent = z.infer<typeof shellEventSchema>;
