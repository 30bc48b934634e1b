import { z } from 'zod';

/** At most so many contacts of an account are written to at once. */
export const mostContacts = 100;
export const mostSubject = 500;
export const mostWords = 50_000;

/** On what it rests that mail of a category goes to somebody. */
export const consentBases = ['consent', 'contract', 'existing_customer', 'legitimate_interest'] as const;
export const consentStates = ['granted', 'withdrawn'] as const;

const subjectSchema = z
  .string()
  .trim()
  .min(1, 'write a subject')
  .max(mostSubject)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line');
const wordsSchema = z.string().min(1).max(mostWords);
const lineSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line');
const undoSchema = z.number().int().min(0).max(3600);

/** A message to contacts of one account, by the company's own ids: of a template, or in words of one's own. */
export const launchPatchSchema = z.object({
  contacts: z.array(z.string().min(1)).min(1).max(mostContacts),
  template: z.string().optional(),
  subject: subjectSchema.optional(),
  text: wordsSchema.optional(),
  category: z.string().optional(),
  /** Milliseconds since 1970. */
  send_at: z.number().optional(),
  undo_seconds: undoSchema.optional(),
  wait_days: z.number().int().min(1).max(60).optional(),
  on_cap: z.enum(['wait', 'drop']).optional(),
  /** Why it goes to somebody who unsubscribed. */
  despite: lineSchema.optional(),
});

export const decidePatchSchema = z.object({
  decision: z.enum(['approve', 'reject', 'withdraw']),
  subject: subjectSchema.optional(),
  text: wordsSchema.optional(),
  undo_seconds: undoSchema.optional(),
  reason: lineSchema.optional(),
});

export const settlePatchSchema = z.object({ arrived: z.boolean() });
/** Null: everything. */
export const stopPatchSchema = z.object({ rule: z.uuid().nullable(), reason: lineSchema });
export const releasePatchSchema = z.object({ rule: z.uuid().nullable() });

/** The category * is every one. */
/** Channels that a contact agrees to by themselves. */
export const consentChannels = ['email', 'sms'] as const;
const sourceSchema = z.string().trim().min(1, 'say where they agreed').max(200);

export const consentPatchSchema = z.object({
  contact: z.string(),
  category: z.string().min(1).max(40),
  state: z.enum(consentStates),
  basis: z.enum(consentBases).optional(),
  /** Absent: mail. */
  channel: z.enum(consentChannels).optional(),
  /** Where they agreed. */
  source: sourceSchema.optional(),
});
