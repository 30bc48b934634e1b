import type { ReadDb, Tx } from '../types';
import { readDuty } from './duty';

export const documentKinds = ['churn_model', 'churn_book', 'effects', 'facts', 'effect_report'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What the company's database has of one kind. */
export interface CompanyDocument {
  readonly documentId: number;
  readonly version: number;
  readonly format: number;
  /** As the company numbers them; null: it belongs to no churn model. */
  readonly modelVersion: number | null;
  readonly document: string;
  readonly login: string;
  readonly publishedAt: number;
}

/** Of a kind, the latest first. */
export function readDocuments(db: ReadDb | Tx, kind: DocumentKind): CompanyDocument[] {
  return db
    .prepared<[string], CompanyDocument>(
      `select document_id as documentId, version, format, model_version as modelVersion, document, login,
              published_at as publishedAt
         from copied_book_documents where kind = ? order by version desc`,
    )
    .all(kind);
}

/** Whether the company has any of a kind: what this desktop alone would make of it is then not in force. */
export function hasDocuments(db: ReadDb | Tx, kind: DocumentKind): boolean {
  return (
    db
      .prepared<[string], number>('select exists (select 1 from copied_book_documents where kind = ?)')
      .pluck()
      .get(kind) === 1
  );
}

/** Whether this desktop makes them: what the company has of its runner, no other does. */
export function isOurs(db: ReadDb | Tx, kind: DocumentKind): boolean {
  return readDuty(db) !== null || !hasDocuments(db, kind);
}

/** What `documentsSeen` says where there are none. */
export const noDocuments = '0:0:0';

/** Changes with every document that comes or goes. */
export function documentsSeen(db: ReadDb | Tx): string {
  return (
    db
      .prepared<[], string>(
        `select count(*) || ':' || coalesce(max(document_id), 0) || ':' || coalesce(sum(published_at), 0)
           from copied_book_documents`,
      )
      .pluck()
      .get() ?? ''
  );
}

const takenSetting = 'runner.taken_up';

/** What `documentsSeen` said when they were taken up last. */
export function readTakenUp(db: ReadDb | Tx): string | null {
  return (
    db.prepared<[string], string>('select value from settings where key = ?').pluck().get(takenSetting) ??
    null
  );
}

export function writeTakenUp(tx: Tx, seen: string): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(takenSetting, seen);
}
