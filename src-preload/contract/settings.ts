import { z } from 'zod';
import { addressParametersSchema } from './company/address-parameters';
import { bandSchema, instantSchema, organizationIdSchema } from './domain';
import { healthConfigSchema, measureConfigSchema } from './health-config';
import { roleSchema } from './roles';

export const connectionSchema = z.object({
  /** Host, port, database and login; never the password. Null until set. */
  host: z.string().nullable(),
  port: z.number().int().nullable(),
  database: z.string().nullable(),
  login: z.string().nullable(),
  /** What the address says beside these. */
  parameters: addressParametersSchema,
  /** How the line there is kept; null until set. */
  protection: z.enum(['verified', 'unverified', 'clear']).nullable(),
  /** Nothing is read until the manager says whether to encrypt what came in clear so far. */
  asksProtection: z.boolean(),
  /** Why the remembered address can't be used. */
  problem: z.string().nullable(),
  /** Whether the address and its password are kept beyond this session, in the keychain. */
  keepsAddress: z.boolean(),
  /** Where the key of the encrypted store is kept. */
  keyKeptIn: z.enum(['keychain', 'file']),
  rawEventDays: z.number().int(),
});
export type Connection = z.infer<typeof connectionSchema>;
/** Who uses this Steward, as the company's database knows the login. */
export const meSchema = z.object({
  login: z.string().nullable(),
  role: roleSchema,
  /** Whose accounts are one's own; null for who is nobody of the company's managers. */
  managerId: z.number().int().nullable(),
  /** How many accounts in sight are one's own. */
  ownAccounts: z.number().int(),
});
export type Me = z.infer<typeof meSchema>;

export const setConnectionInputSchema = z.object({
  url: z
    .string()
    .max(2000)
    .regex(/^postgres(ql)?:\/\//, 'write it as postgres://login:password@host:port/database'),
});
export const chooseProtectionInputSchema = z.object({ protection: z.enum(['verified', 'clear']) });
export const connectionTestSchema = z.object({
  ok: z.boolean(),
  findings: z
    .array(
      z.object({
        check: z.string(),
        level: z.enum(['ok', 'warning', 'error']),
        text: z.string(),
        todo: z.string().nullable(),
      }),
    )
    .max(50),
});

export const configVersionSchema = z.object({
  version: z.number().int(),
  createdAt: instantSchema,
  author: z.string(),
  note: z.string(),
  config: healthConfigSchema,
});
export type ConfigVersion = z.infer<typeof configVersionSchema>;
export const configVersionsSchema = z.object({
  current: z.number().int(),
  versions: z.array(configVersionSchema.omit({ config: true })).max(200),
});
export type ConfigVersions = z.infer<typeof configVersionsSchema>;
/** How each measure is usually judged, by whose it is. */
export const usualMeasuresSchema = z.object({
  organization: z.array(measureConfigSchema).max(60),
  user: z.array(measureConfigSchema).max(60),
});
export type UsualMeasures = z.infer<typeof usualMeasuresSchema>;
export const saveConfigInputSchema = z.object({
  config: healthConfigSchema,
  note: z.string().trim().min(3, 'say what you changed').max(300),
  basedOn: z.number().int(),
});

/** What became of it: in force here at once, on its way to the company, or kept as a draft while the company's is in force. */
export const savedConfigSchema = z.object({
  version: z.number().int(),
  state: z.enum(['in force', 'on its way', 'draft']),
});
export type SavedConfig = z.infer<typeof savedConfigSchema>;

const healthCountsSchema = z.object({
  poor: z.number().int(),
  middle: z.number().int(),
  healthy: z.number().int(),
  tooLittleKnown: z.number().int(),
});

/** Who would change band, before anything is saved. */
export const configPreviewSchema = z.object({
  scored: z.number().int(),
  before: healthCountsSchema,
  after: healthCountsSchema,
  changedBand: z.number().int(),
  moves: z
    .array(
      z.object({
        accountId: organizationIdSchema,
        accountName: z.string(),
        arr: z.number(),
        fromScore: z.number().nullable(),
        toScore: z.number().nullable(),
        fromBand: bandSchema.nullable(),
        toBand: bandSchema.nullable(),
      }),
    )
    .max(200),
});
export const previewConfigInputSchema = z.object({ config: healthConfigSchema });
