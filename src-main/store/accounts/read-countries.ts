import type { ReadDb } from '../types';

/** Countries of these accounts, each once; null where one is not known. */
export function readCountries(db: ReadDb, organizationIds: readonly number[]): (string | null)[] {
  return db
    .prepared<[string], string | null>(
      'select distinct country from organizations where organization_id in (select value from json_each(?))',
    )
    .pluck()
    .all(JSON.stringify(organizationIds));
}
