import type { z } from 'zod';
import type { CompanyDocument } from '../../store/runner/documents';
import { documentFormat } from './document-forms';

export interface Readable<T> {
  readonly found: { readonly from: CompanyDocument; readonly value: T } | null;
  /** Why a later one is not in force, in words; null where the latest is. */
  readonly unread: string | null;
}

const largest = 4_000_000;

/**
 * The latest of these documents that this Steward can read. One that is newer than it, or is not what it should be, leaves
 * the one before it in force.
 * @param documents of one kind, the latest first
 * @param what `churn model`
 */
export function latestReadable<T>(
  documents: readonly CompanyDocument[],
  schema: z.ZodType<T>,
  what: string,
): Readable<T> {
  let unread: string | null = null;
  for (const from of documents) {
    const read = readOne(from, schema);
    if ('value' in read) return { found: { from, value: read.value }, unread };
    unread ??= `Version ${from.version} of the company’s ${what} ${read.why} The one before it stays in force.`;
  }
  return {
    found: null,
    unread: unread?.replace('The one before it stays in force.', 'None is in force.') ?? null,
  };
}

function readOne<T>(
  { format, document }: CompanyDocument,
  schema: z.ZodType<T>,
): { value: T } | { why: string } {
  if (format > documentFormat) return { why: 'was made by a newer Steward: update this one to use it.' };
  if (document.length > largest) return { why: 'is larger than any that Steward makes, and was left aside.' };
  try {
    const parsed = schema.safeParse(JSON.parse(document));
    if (parsed.success) return { value: parsed.data };
  } catch {
    // No JSON: the sentence is the same.
  }
  return { why: 'can’t be read: it is not what Steward makes. The next training mends that.' };
}
