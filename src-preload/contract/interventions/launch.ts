import { z } from 'zod';
import { accountReferenceSchema } from '../account';
import { instantSchema, organizationIdSchema, userIdSchema, userRoleSchema } from '../domain';
import { renderingSchema } from '../templates/message';
import { consentStates, launchPatchSchema, mostContacts } from './message-patches';

/** Whom an account has to write to. */
export const recipientChoiceSchema = z.object({
  contactId: userIdSchema,
  name: z.string(),
  title: z.string().nullable(),
  role: userRoleSchema,
  email: z.string().nullable(),
  /** Messages of the last seven days that count, as this copy has them. */
  lately: z.number().int(),
  lastAt: instantSchema.nullable(),
});
export const launchChoicesInputSchema = z.object({
  organizationIds: z.array(organizationIdSchema).min(1).max(200),
  /** By which they are to be reached; absent: mail. */
  channel: launchPatchSchema.shape.channel,
});
const accountToWriteToSchema = z.object({
  organizationId: organizationIdSchema,
  externalId: z.string(),
  name: z.string(),
  contacts: z.array(recipientChoiceSchema).max(50),
  /** How many more there are. */
  more: z.number().int(),
});
export type AccountToWriteTo = z.infer<typeof accountToWriteToSchema>;
export const launchChoicesSchema = z.object({
  accounts: z.array(accountToWriteToSchema).max(200),
  /** When it could go, beside now; of one account alone the hour in which its people work. */
  times: z.array(
    z.object({ key: z.enum(['best', 'morning']), at: instantSchema, words: z.string(), zone: z.string() }),
  ),
});

const launchTargetSchema = z.object({
  account: accountReferenceSchema,
  contactIds: z.array(userIdSchema).min(1).max(mostContacts),
});
const saysSchema = launchPatchSchema.pick({
  subject: true,
  text: true,
  channel: true,
  despite: true,
  send_at: true,
  on_cap: true,
});
export const launchInputSchema = saysSchema.extend({
  to: z.array(launchTargetSchema).min(1).max(200),
  /** Null: words of one's own. */
  templateId: z.uuid().nullable(),
});
export const launchedSchema = z.object({
  launches: z.array(z.object({ organizationId: organizationIdSchema, entry: z.string() })),
});

export const foreseeInputSchema = z.object({
  to: z
    .array(
      z.object({
        organizationId: organizationIdSchema,
        contactIds: z.array(userIdSchema).min(1).max(mostContacts),
      }),
    )
    .min(1)
    .max(200),
  templateId: z.uuid().nullable(),
  channel: launchPatchSchema.shape.channel,
  send_at: launchPatchSchema.shape.send_at,
  despite: launchPatchSchema.shape.despite,
});
export const foreseenSchema = z.object({
  organizationId: organizationIdSchema,
  contactId: userIdSchema,
  /** goes, or where it would end without being sent. */
  stage: z.string(),
  reason: z.string().nullable(),
  at: instantSchema,
  waits: z.array(z.object({ reason: z.string(), until: instantSchema })),
  caps: z.array(z.object({ count: z.number().int(), days: z.number().int(), had: z.number().int() })),
  said: z
    .object({
      state: z.enum(consentStates),
      category: z.string(),
      basis: z.string().nullable(),
      said_by: z.string(),
      at: instantSchema,
    })
    .nullable(),
  suppressed: z.string().nullable(),
});
export type Foreseen = z.infer<typeof foreseenSchema>;
export const foresightSchema = z.object({
  isStopped: z.boolean(),
  contacts: z.array(foreseenSchema),
  /** By whose clocks, of each account. */
  clocks: z.array(
    z.object({
      organizationId: organizationIdSchema,
      of: z.enum(['account', 'country', 'company']),
      zones: z.array(z.string()),
    }),
  ),
});

export const launchPreviewInputSchema = z.object({
  organizationId: organizationIdSchema,
  contactId: userIdSchema,
  templateId: z.uuid(),
});
export const launchPreviewSchema = renderingSchema;
