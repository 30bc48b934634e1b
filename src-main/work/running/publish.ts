import { isDeepStrictEqual } from 'node:util';
import { companyVersionOf } from '../../../src-preload/contract/config-names';
import type { ChurnBook } from '../../engines/risk/headline/churn-book';
import { putOutgoingDocument } from '../../store/runner/outgoing-documents';
import { readBookFacts } from '../../store/scores/book-facts';
import { findBookFacts } from '../../store/scores/company-facts';
import type { Tx } from '../../store/types';
import type { BookDocument, EffectReportDocument, EffectsDocument, ModelDocument } from './document-forms';

/** A model as the training thread hands it over: JSON of ChurnModel and of its card. */
export interface TrainedModel extends Pick<ModelDocument, 'trainedAt' | 'throughDay' | 'proves'> {
  readonly model: string;
  readonly card: string;
  readonly book: ChurnBook | null;
  /** The day of the book. */
  readonly asOf: number;
}

/** Queues a model for the company, with the book that it is held against: the two are in force in one moment. */
export function publishModel(tx: Tx, { model, card, book, asOf, ...rest }: TrainedModel): void {
  const document = {
    ...rest,
    model: JSON.parse(model),
    card: JSON.parse(card),
    book: book === null ? null : { asOf, book },
  };
  putOutgoingDocument(tx, { kind: 'churn_model', modelVersion: null, document: JSON.stringify(document) });
}

/** Queues the book of the company's model as of a day. That of a model which has no number there yet goes with it. */
export function publishBook(tx: Tx, version: number, book: BookDocument): void {
  const modelVersion = companyVersionOf(version);
  if (modelVersion === null) return;
  putOutgoingDocument(tx, { kind: 'churn_book', modelVersion, document: JSON.stringify(book) });
}

export function publishEffects(tx: Tx, effects: EffectsDocument): void {
  putOutgoingDocument(tx, { kind: 'effects', modelVersion: null, document: JSON.stringify(effects) });
}

export function publishReport(tx: Tx, report: EffectReportDocument): void {
  putOutgoingDocument(tx, { kind: 'effect_report', modelVersion: null, document: JSON.stringify(report) });
}

/** Queues what the copy tells of the whole book, where the company has it otherwise. */
export function publishFacts(tx: Tx): void {
  const facts = findBookFacts(tx);
  if (isDeepStrictEqual(facts, readBookFacts(tx))) return;
  putOutgoingDocument(tx, { kind: 'facts', modelVersion: null, document: JSON.stringify(facts) });
}
