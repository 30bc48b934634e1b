import type { ReadDb } from '../types';

/** By which configuration, profile and model an account's figures were made, as this desktop numbers them. */
export interface Makers {
  readonly configVersion: number | null;
  readonly profile: string | null;
  readonly modelVersion: number | null;
}

export function readMakers(db: ReadDb): Map<number, Makers> {
  const rows = db
    .prepared<[], Makers & { id: number }>(
      `select organization_id as id, config_version as configVersion, profile, model_version as modelVersion
         from account_headlines`,
    )
    .all();
  return new Map(rows.map(({ id, ...makers }) => [id, makers]));
}
