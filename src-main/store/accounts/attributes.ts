import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  type Attribute,
  type AttributeOf,
  type AttributeSubject,
  type AttributeType,
  type AttributeValue,
  type AttributeValues,
  attributeValuesSchema,
} from '../../../src-preload/contract/attributes';
import { attributeDefinitions, type organizations, type users } from '../schema/company';
import type { ReadDb } from '../types';

const choicesSchema = z.array(z.string()).catch([]);

/**
 * The catalogue of the company's own fields, in the order in which they were declared: what screens, filters, exports,
 * rules and templates know of them.
 */
export function readAttributes(db: ReadDb, subject: AttributeSubject): Attribute[] {
  return db
    .select()
    .from(attributeDefinitions)
    .where(sql`${attributeDefinitions.subject} = ${subject}`)
    .orderBy(attributeDefinitions.attributeId)
    .all()
    .map(({ name, label, type, choices }) => ({
      name,
      label,
      type,
      choices: choices === null ? [] : choicesSchema.parse(JSON.parse(choices)),
    }));
}

/** @param attributes as the copy holds them @returns values by name, those alone that are of their field's type */
export function valuesOf(catalogue: readonly Attribute[], attributes: string | null): AttributeValues {
  if (attributes === null || catalogue.length === 0) return {};
  const held = attributeValuesSchema.catch({}).parse(JSON.parse(attributes));
  const values: AttributeValues = {};
  for (const { name, type } of catalogue) {
    const value = held[name];
    if (value !== undefined && fits(type, value)) values[name] = value;
  }
  return values;
}

/** Every field of the catalogue with its value. */
export function attributesOf(catalogue: readonly Attribute[], attributes: string | null): AttributeOf[] {
  const values = valuesOf(catalogue, attributes);
  return catalogue.map(({ name, label, type }) => ({ name, label, type, value: values[name] ?? null }));
}

function fits(type: AttributeType, value: AttributeValue): boolean {
  if (type === 'yes-no') return typeof value === 'boolean';
  return typeof value === (type === 'number' || type === 'money' ? 'number' : 'string');
}

type Held = typeof organizations.attributes | typeof users.attributes;

/** A field's value as SQL; yes is 1, and null is unknown. Names have neither quotes nor backslashes. */
export function attributeSql(attributes: Held, name: string): SQL {
  return sql`json_extract(${attributes}, ${pathOf(name)})`;
}

/** `text`, `integer`, `real`, `true` or `false`; null is unknown. */
export function attributeTypeSql(attributes: Held, name: string): SQL {
  return sql`json_type(${attributes}, ${pathOf(name)})`;
}

function pathOf(name: string): string {
  return `$."${name.replaceAll(/["\\]/g, '')}"`;
}
