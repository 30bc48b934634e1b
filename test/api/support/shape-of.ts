import { z } from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

/** A schema as a type on one line, with the limits that it has. */
export function shapeOf(schema: z.ZodType, side: 'input' | 'output'): string {
  const json = z.toJSONSchema(schema, { io: side, unrepresentable: 'any', cycles: 'ref' }) as Schema;
  return written(json, json.$defs ?? {});
}

function written(schema: Schema | boolean, named: Readonly<Record<string, Schema>>): string {
  if (typeof schema === 'boolean') return schema ? 'any' : 'nothing';
  const inner = (one: Schema | boolean) => written(one, named);
  if (schema.$ref !== undefined) return 'the same again';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(inner))].join(' | ');
  if (schema.allOf !== undefined) return schema.allOf.map(inner).join(' & ');
  const kinds = schema.type as unknown;
  if (Array.isArray(kinds)) return kinds.map((type) => inner({ ...schema, type })).join(' | ');
  if (schema.type === 'array') return listOf(schema, inner);
  if (schema.type === 'object') return objectOf(schema, inner);
  return plain(schema);
}

function listOf(schema: Schema, inner: (one: Schema | boolean) => string): string {
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(inner).join(', ')}]`;
  const item = inner((schema.items ?? true) as Schema | boolean);
  const list = /[ |&]/.test(item) && !/^\{[^{}]*\}$/.test(item) ? `(${item})[]` : `${item}[]`;
  return `${list}${span(schema.minItems, schema.maxItems)}`;
}

function objectOf(schema: Schema, inner: (one: Schema | boolean) => string): string {
  const needed = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => `${name}${needed.has(name) ? '' : '?'}: ${inner(field)}`,
  );
  const { additionalProperties: others } = schema;
  if (others !== undefined && others !== false && Object.keys(others as object).length > 0)
    fields.push(`…: ${inner(others as Schema)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** Texts of a form of their own. */
const forms: Readonly<Record<string, string>> = { date: 'day', uuid: 'uuid' };

function plain({ type, format, minLength, maxLength, minimum, maximum }: Schema): string {
  const form = type === 'string' && format !== undefined ? forms[format] : undefined;
  if (form !== undefined) return form;
  if (type === 'string') return `text${span(minLength, maxLength)}`;
  if (type === 'integer' || type === 'number') {
    const isUsual = (bound: number | undefined) =>
      bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
    const word = type === 'integer' ? 'whole' : 'number';
    return `${word}${span(isUsual(minimum) ? minimum : undefined, isUsual(maximum) ? maximum : undefined)}`;
  }
  if (type === 'boolean') return 'boolean';
  return type === 'null' ? 'null' : 'any';
}

/** `(1 to 200)`, `(at most 200)`, nothing where there is no limit. */
function span(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return ` (${least} to ${most})`;
  if (most !== undefined) return ` (at most ${most})`;
  return least === undefined || least === 0 ? '' : ` (at least ${least})`;
}
