import { z } from 'zod';

/** What a company's own field holds. Money is in the company's currency, a day is written 2026-01-31. */
export const attributeTypes = ['text', 'number', 'money', 'day', 'yes-no', 'choice'] as const;
export const attributeTypeSchema = z.enum(attributeTypes);
export type AttributeType = z.infer<typeof attributeTypeSchema>;

export const attributeSubjects = ['account', 'contact'] as const;
export type AttributeSubject = (typeof attributeSubjects)[number];

/** As many of each subject; a load sets further ones aside. */
export const mostAttributes = 200;

/** A field of the company's own, as rules, templates and screens know it. */
export const attributeSchema = z.object({
  /** In small letters; unique among its subject's. */
  name: z.string(),
  label: z.string(),
  type: attributeTypeSchema,
  /** The words of a choice in their order; of any other type none. */
  choices: z.array(z.string()),
});
export type Attribute = z.infer<typeof attributeSchema>;

const attributeValueSchema = z.union([z.string(), z.number(), z.boolean()]);
export type AttributeValue = z.infer<typeof attributeValueSchema>;

/** Values by name; what is not known isn't there. */
export const attributeValuesSchema = z.record(z.string(), attributeValueSchema);
export type AttributeValues = z.infer<typeof attributeValuesSchema>;

/** A field with an account's or contact's value; null where it is not known. */
export const attributeOfSchema = attributeSchema
  .omit({ choices: true })
  .extend({ value: attributeValueSchema.nullable() });
export type AttributeOf = z.infer<typeof attributeOfSchema>;

const name = z.string().max(60);
const bound = z.number().optional();
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional();

/** What an account's own field must be; one that is not known fits nothing but `unknown`. */
export const attributeTestSchema = z.discriminatedUnion('test', [
  z.object({ name, test: z.literal('unknown') }),
  /** Small and capital letters are the same. */
  z.object({ name, test: z.literal('contains'), text: z.string().min(1).max(200) }),
  z.object({ name, test: z.literal('one of'), values: z.array(z.string()).min(1).max(200) }),
  /** Both ends included; one may be open. */
  z.object({ name, test: z.literal('between'), least: bound, most: bound }),
  z.object({ name, test: z.literal('in days'), from: day, to: day }),
  z.object({ name, test: z.literal('is'), value: z.boolean() }),
]);
export type AttributeTest = z.infer<typeof attributeTestSchema>;

/** How a list names the column of a field, to show, sort and export by. */
export type AttributeKey = `attribute:${string}`;
export const attributeKeySchema = z.templateLiteral(['attribute:', z.string().max(60)]);

export function attributeKey(name: string): AttributeKey {
  return `attribute:${name}`;
}

/** @returns the field's name; null for the key of any other column */
export function attributeOfKey(key: string): string | null {
  return key.startsWith('attribute:') ? key.slice('attribute:'.length) : null;
}
