import type { ReadDb, Tx } from '../types';

const prefix = 'draft:';
/** So many are kept; beyond them those that came first go. */
export const mostDrafts = 100;

/** What somebody began and did not save; null: nothing. It lies in the encrypted store, for conditions name accounts and people. */
export function readDraft(db: ReadDb, login: string, key: string): string | null {
  return (
    db
      .prepared<[string], string>('select value from settings where key = ?')
      .pluck()
      .get(keyOf(login, key)) ?? null
  );
}

/** @param draft null forgets it */
export function writeDraft(tx: Tx, login: string, key: string, draft: string | null): void {
  tx.prepared<[string], never>('delete from settings where key = ?').run(keyOf(login, key));
  if (draft === null) return;
  tx.prepared<[string, string], never>('insert into settings (key, value) values (?, ?)').run(
    keyOf(login, key),
    draft,
  );
  tx.prepared<[string, number], never>(
    `delete from settings where key in
       (select key from settings where substr(key, 1, 6) = ? order by rowid desc limit -1 offset ?)`,
  ).run(prefix, mostDrafts);
}

/** Whoever signs in to the same copy meets drafts of their own alone. */
function keyOf(login: string, key: string): string {
  return `${prefix}${login}:${key}`;
}
