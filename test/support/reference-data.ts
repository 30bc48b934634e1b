import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Data sets nobody here wrote; read in place, never part of the repository. */
const folder = process.env['STEWARD_REFERENCE_DATA'] ?? join(import.meta.dirname, '../../../shared/data');

/** What a test says when it cannot run for want of the data. */
export const noReferenceData = 'reference data not present';

/** @example hasReferenceData('crm') */
export function hasReferenceData(set: string): boolean {
  return existsSync(join(folder, set));
}

export function referencePath(...parts: string[]): string {
  return join(folder, ...parts);
}
