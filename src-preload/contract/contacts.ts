import { z } from 'zod';
import { accountReferenceSchema, supportSchema, surveysSchema } from './account';
import { attributeSchema, attributeValuesSchema, mostAttributes } from './attributes';
import {
  bandSchema,
  daySchema,
  organizationIdSchema,
  riskLevelSchema,
  userIdSchema,
  userRoleSchema,
} from './domain';

export const contactRowSchema = z.object({
  id: userIdSchema,
  name: z.string(),
  email: z.string().nullable(),
  /** As the company's list writes it, and whether a message can be sent there; null: none is known. */
  phone: z.object({ written: z.string(), canBeSentTo: z.boolean() }).nullable(),
  title: z.string().nullable(),
  role: userRoleSchema,
  isInternal: z.boolean(),
  /** The company's own fields, by name. */
  attributes: attributeValuesSchema,
  createdOn: daySchema,
  deactivatedOn: daySchema.nullable(),
  lastActivity: daySchema.nullable(),
  activeDays28: z.number().int().nullable(),
  events28: z.number().nullable(),
  sessions28: z.number().int().nullable(),
  score: z.number().nullable(),
  band: bandSchema.nullable(),
  confidence: z.number().nullable(),
  /** Since when the contact objects to being profiled, and whether the company's own list says so; null for who doesn't. */
  objection: z.object({ since: daySchema, isListed: z.boolean() }).nullable(),
  /** How much the contact is at risk, and what makes it so; null where nothing is known, and for who left or is internal. */
  risk: z.object({ level: riskLevelSchema, signs: z.array(z.string()) }).nullable(),
});
export const contactListInputSchema = z.object({
  id: organizationIdSchema,
  search: z.string().max(200).optional(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(500),
});
export const contactListSchema = z.object({
  total: z.number().int(),
  /** The company's own fields of contacts. */
  fields: z.array(attributeSchema).max(mostAttributes),
  rows: z.array(contactRowSchema).max(500),
});

/** A person of an account, with what they asked and answered, the newest first. */
export const personInputSchema = z.object({ id: organizationIdSchema, personId: userIdSchema });
export const contactAddressesSchema = z.object({ addresses: z.array(z.string()).max(5_000) });

/** A contact of an account to write about. */
const contactReferenceSchema = accountReferenceSchema.extend({ contactId: userIdSchema });
export const recordObjectionInputSchema = contactReferenceSchema.extend({ since: daySchema });
export const takeBackObjectionInputSchema = contactReferenceSchema;

export const personSchema = z.object({
  account: z.object({ id: organizationIdSchema, externalId: z.string(), name: z.string() }),
  contact: contactRowSchema,
  /** The company's own id of the contact. */
  externalId: z.string(),
  tickets: supportSchema.shape.tickets,
  responses: surveysSchema.shape.responses,
});
export type Person = z.infer<typeof personSchema>;
