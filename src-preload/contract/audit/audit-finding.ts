import { z } from 'zod';
import { instantSchema, organizationIdSchema } from '../domain';

/** A chain of the company's audit that is not what this desktop remembers of it. */
export const auditFindingSchema = z.object({
  chain: z.number().int(),
  /** Null: about no account, or one that is not in the copy. */
  accountId: organizationIdSchema.nullable(),
  problem: z.enum(['cut', 'rewritten']),
  noticedAt: instantSchema,
  /** What is wrong, in words. */
  words: z.string(),
});
export type AuditFinding = z.infer<typeof auditFindingSchema>;
export const auditFindingsSchema = z.object({
  findings: z.array(auditFindingSchema).max(50),
  total: z.number().int(),
});
