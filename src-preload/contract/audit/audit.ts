import { z } from 'zod';
import { daySchema, instantSchema, organizationIdSchema } from '../domain';
import { fileChoiceSchema } from '../reports/files';
import { connectionTestSchema } from '../settings';

/** Chains of no account: the company's own, and what people keep for themselves. */
export const companyChain = 0;
export const viewsChain = -1;

/** What of the audit is looked at; each part that is left out narrows nothing. */
export const auditFilterSchema = z.object({
  logins: z.array(z.string().min(1).max(200)).max(50).optional(),
  /** The account, with those that were merged into it; or the chain of no account. */
  chain: z.number().int().min(-1).max(2_147_483_647).optional(),
  kinds: z.array(z.string().min(1).max(60)).max(60).optional(),
  /** The company's days, both included. */
  from: daySchema.optional(),
  to: daySchema.optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** The place of a row in the order of all, the newest first; `at` in microseconds since 1970. */
export const auditPlaceSchema = z.object({
  at: z.number().int().nonnegative(),
  chain: z.number().int().min(-1),
  number: z.number().int().positive(),
});
export type AuditPlace = z.infer<typeof auditPlaceSchema>;

export const auditRowsAtOnce = 100;
export const auditListInputSchema = z.object({
  filter: auditFilterSchema,
  /** Rows after this place; absent: the newest. */
  cursor: auditPlaceSchema.nullish(),
});

export const auditRowSchema = z.object({
  chain: z.number().int(),
  number: z.number().int(),
  at: instantSchema,
  login: z.string(),
  /** Of whom the company knows by that login; null: nobody of its managers, or the reader may not know. */
  name: z.string().nullable(),
  role: z.string().nullable(),
  /** From where: what the server saw, and what the desktop said of itself. */
  address: z.string(),
  machine: z.string().nullable(),
  app: z.string().nullable(),
  /** What was done, in words. */
  title: z.string(),
  /** Null: about no account. Null id: none that is in sight. */
  account: z.object({ id: organizationIdSchema.nullable(), name: z.string() }).nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** What lost against somebody else's change. */
  lost: z.string().nullable(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

export const auditListSchema = z.object({
  rows: z.array(auditRowSchema).max(auditRowsAtOnce),
  /** Where the next rows begin; null: these were the last. */
  next: auditPlaceSchema.nullable(),
  /** When it was read, by the company's clock. */
  asOf: instantSchema,
});
export type AuditList = z.infer<typeof auditListSchema>;

export const auditPeopleSchema = z.object({
  /** Members of the team whose rows the reader may see. */
  people: z.array(z.object({ login: z.string(), name: z.string().nullable() })).max(2_000),
});

export const auditExportInputSchema = fileChoiceSchema.extend({ filter: auditFilterSchema });

/** How it stands with looking through every chain. */
export const auditVerificationSchema = z.object({
  state: z.enum(['never', 'running', 'done', 'cancelled', 'failed']),
  doneRows: z.number().int(),
  totalRows: z.number().int(),
  /** Until when what was found holds, by the company's clock. */
  until: instantSchema.nullable(),
  findings: connectionTestSchema.shape.findings,
  /** Why it could not be finished. */
  problem: z.string().nullable(),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
