import type { ReadDb } from '../types';

export const companySetting = 'company';

/** The company that the copy is of, as it names itself; null before the first load, or where it doesn't say. */
export function readCompanyId(db: ReadDb): string | null {
  return (
    db.prepared<[string], string>('select value from settings where key = ?').pluck().get(companySetting) ??
    null
  );
}
