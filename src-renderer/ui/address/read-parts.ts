import { z } from 'zod';

/**
 * The parts of an object that fit, each by itself: one that doesn't is left out and the others stay. Undefined for what
 * isn't an object.
 */
export function readParts<Shape extends z.ZodRawShape>(
  { shape }: z.ZodObject<Shape>,
  raw: unknown,
): Partial<z.output<z.ZodObject<Shape>>> | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const values = new Map<string, unknown>(Object.entries(raw));
  const read = Object.entries<z.ZodRawShape[string]>(shape).flatMap(([part, schema]) => {
    const checked = values.has(part) ? z.safeParse(schema, values.get(part)) : undefined;
    return checked?.success && checked.data !== undefined ? [[part, checked.data]] : [];
  });
  return Object.fromEntries(read);
}
