import fc from 'fast-check';
import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Values that mean something where the test runs: keys of entries, ids, days; others are tried beside them. */
export interface Known {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Texts for members of this name, or for what a list of it holds. */
  readonly named?: Readonly<Record<string, readonly string[]>>;
  /** What members of this name hold, where their schema says no more than that they hold something. */
  readonly shaped?: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

/**
 * What a schema lets through, and now and then a value that it doesn't: made of the schema itself, so that a new procedure
 * is tried without a word here.
 */
export function arbitraryOf(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  return ofSchema(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), known);
}

function ofSchema(schema: JsonSchema | boolean, known: Known): fc.Arbitrary<unknown> {
  if (typeof schema === 'boolean') return fc.jsonValue();
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom<unknown>(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => ofSchema(choice, known)));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'number':
    case 'integer':
      return ofNumber(schema, known);
    case 'string':
      return ofText(schema, known);
    case 'array':
      return ofList(schema, known);
    case 'object':
      return ofObject(schema, known);
    default:
      return fc.jsonValue();
  }
}

function ofNumber({ type, minimum, maximum }: JsonSchema, { numbers }: Known): fc.Arbitrary<unknown> {
  const min = Math.max(minimum ?? -(2 ** 40), -(2 ** 53));
  const max = Math.min(maximum ?? 2 ** 40, 2 ** 53);
  const fitting = numbers.filter((number) => number >= min && number <= max);
  const any =
    type === 'integer'
      ? fc.integer({ min: Math.ceil(Math.max(min, -(2 ** 31))), max: Math.floor(Math.min(max, 2 ** 31 - 1)) })
      : fc.double({ min, max, noNaN: true });
  return fitting.length === 0 ? any : fc.oneof(fc.constantFrom(...fitting), any);
}

const awkward = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '%',
  '__proto__',
  `'; DROP TABLE notes; --`,
  'é 😀 İ',
  '2026-02-30',
];

function ofText(
  { pattern, minLength = 0, maxLength = 60 }: JsonSchema,
  { texts }: Known,
): fc.Arbitrary<unknown> {
  const fits = (text: string) =>
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text));
  const fitting = texts.filter(fits);
  const strange = awkward.filter(fits);
  const any = fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, 60)),
  });
  return fc.oneof(
    ...(fitting.length === 0 ? [] : [{ weight: 9, arbitrary: fc.constantFrom(...fitting) }]),
    ...(strange.length === 0 ? [] : [{ weight: 2, arbitrary: fc.constantFrom(...strange) }]),
    { weight: 1, arbitrary: any },
  );
}

function ofList(schema: JsonSchema, known: Known): fc.Arbitrary<unknown> {
  const items = Array.isArray(schema.items) ? true : (schema.items ?? true);
  const minLength = schema.minItems ?? 0;
  return fc.array(ofSchema(items, known), {
    minLength,
    maxLength: Math.max(minLength, Math.min(schema.maxItems ?? 4, 4)),
  });
}

function ofObject(schema: JsonSchema, known: Known): fc.Arbitrary<unknown> {
  const members = Object.entries(schema.properties ?? {});
  if (members.length === 0 && schema.additionalProperties !== undefined)
    return fc.dictionary(fc.string({ maxLength: 20 }), ofSchema(schema.additionalProperties, known), {
      maxKeys: 4,
    });
  const model = Object.fromEntries(
    members.map(([name, member]) => [
      name,
      known.shaped?.[name] ?? ofSchema(member, { ...known, texts: known.named?.[name] ?? known.texts }),
    ]),
  );
  return fc.record(model, { requiredKeys: schema.required ?? [] });
}

/** JSON with one of its parts taken out or replaced: what almost fits. */
export function almost(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  return fc
    .tuple(fc.nat(places.length - 1), fc.option(fc.jsonValue(), { nil: undefined }))
    .map(([place, part]) => {
      const copy: unknown = structuredClone(value);
      const path = places[place] ?? [];
      const name = path.at(-1) ?? '';
      const holder = path
        .slice(0, -1)
        .reduce<unknown>((inner, step) => Reflect.get(Object(inner), step), copy);
      if (part === undefined) Reflect.deleteProperty(Object(holder), name);
      else Reflect.set(Object(holder), name, part);
      return copy;
    });
}

function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    [...path, name],
    ...placesIn(part, [...path, name]),
  ]);
}
