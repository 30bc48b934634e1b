import type { ReadDb, Tx } from '../types';

const companySetting = 'company';

/** The company that the copy is of, as it names itself; null before the first load, or where it doesn't say. */
export function readCompanyId(db: ReadDb): string | null {
  return (
    db.prepared<[string], string>('select value from settings where key = ?').pluck().get(companySetting) ??
    null
  );
}

/** @param companyId as the company's database says it; null: it doesn't */
export function writeCompanyId(tx: Tx, companyId: string | null): void {
  if (companyId === null) return;
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    companySetting,
    companyId,
  );
}
