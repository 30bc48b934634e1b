import { notFound } from '@tanstack/react-router';
import { z } from 'zod';

interface Entering {
  readonly params: Readonly<Record<string, string>>;
}

const written = z.union([z.uuid(), z.literal('new')]);

/** Where entries that people write are opened: an id, or `new`. What can be neither is nobody's page, and nobody is asked for it. */
export function ofWritten({ params }: Entering): void {
  if (!Object.values(params).every((id) => written.safeParse(id).success)) throw notFound();
}

/** Where accounts and contacts are opened, which the copy numbers. */
export function ofNumbered({ params }: Entering): void {
  if (!Object.values(params).every((id) => /^[1-9]\d{0,14}$/.test(id))) throw notFound();
}
