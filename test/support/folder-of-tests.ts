import { inject } from 'vitest';

/** What the files of one run of tests share; null outside of one. */
export function folderOfRun(): string | null {
  if (process.env['VITEST'] === undefined) return null;
  return inject('folderOfRun') ?? null;
}
