import type { ReadDb, Tx } from '../types';
import type { DocumentKind } from './documents';

export interface OutgoingDocument {
  readonly kind: DocumentKind;
  /** The company's number of the churn model that it belongs to; null: none. */
  readonly modelVersion: number | null;
  /** JSON. */
  readonly document: string;
}

/** Queues it for the company, in place of an earlier one of its kind. */
export function putOutgoingDocument(tx: Tx, { kind, modelVersion, document }: OutgoingDocument): void {
  tx.prepared<[string, number | null, string]>(
    'replace into outgoing_documents (kind, model_version, document) values (?, ?, ?)',
  ).run(kind, modelVersion, document);
}

/** A model comes before what belongs to it. */
export function readOutgoingDocuments(db: ReadDb): OutgoingDocument[] {
  return db
    .prepared<[], OutgoingDocument>(
      `select kind, model_version as modelVersion, document from outgoing_documents
        order by kind <> 'churn_model', kind`,
    )
    .all();
}

export function isOutgoing(db: ReadDb | Tx, kind: DocumentKind): boolean {
  return (
    db
      .prepared<[string], number>('select exists (select 1 from outgoing_documents where kind = ?)')
      .pluck()
      .get(kind) === 1
  );
}

/** Of one that was answered; one that took its place meanwhile stays. */
export function removeOutgoingDocument(tx: Tx, { kind, document }: OutgoingDocument): void {
  tx.prepared<[string, string]>('delete from outgoing_documents where kind = ? and document = ?').run(
    kind,
    document,
  );
}

/** Another desktop computes for the company: nothing of this one goes up any more. */
export function clearOutgoing(tx: Tx): void {
  tx.prepared<[]>('delete from outgoing_documents').run();
}
