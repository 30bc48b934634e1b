import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { numberOfCompanyVersion } from '../../../src-preload/contract/config-names';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { JobsHandle } from '../../jobs/start-jobs';
import type { Work, WorkContext } from '../../jobs/work';
import { putReport } from '../../store/effect/measured-means';
import { putChurnBook, readBookOf, removeCompanyBooks } from '../../store/risk/churn-book';
import { putEffects, readEffects } from '../../store/risk/effects';
import { putCompanyModel, readModel, readServingModel, removeForgottenModels } from '../../store/risk/models';
import {
  documentsSeen,
  noDocuments,
  readDocuments,
  readTakenUp,
  writeTakenUp,
} from '../../store/runner/documents';
import { isOutgoing } from '../../store/runner/outgoing-documents';
import { writeUnread } from '../../store/runner/unread';
import { type BookFacts, readBookFacts, writeBookFacts } from '../../store/scores/book-facts';
import { factsOfScores, findBookFacts } from '../../store/scores/company-facts';
import { forgetPastScores } from '../../store/scores/forget-past';
import type { ReadDb, Tx } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import { assessRiskJob } from '../forecasting/risk-assessment';
import { backfillHistoryJob, scoreAllJob } from '../scoring/scoring-kinds';
import {
  type BookDocument,
  bookDocumentSchema,
  effectReportDocumentSchema,
  effectsDocumentSchema,
  factsDocumentSchema,
  type ModelDocument,
  modelDocumentSchema,
} from './document-forms';
import { latestReadable, type Readable } from './read-document';

/**
 * Puts in force what the company's runner computed over the whole book, as the copy has it: a model together with the book
 * that it is held against, in one transaction. What follows of it, for every account, is made by the jobs that it asks for.
 */
function* takeUpBook(context: WorkContext): Work {
  const { store } = context;
  const seen = documentsSeen(store.read);
  const models = latestReadable(readDocuments(store.read, 'churn_model'), modelDocumentSchema, 'churn model');
  const book = bookOf(store.read, models);
  const effects = latestReadable(
    readDocuments(store.read, 'effects'),
    effectsDocumentSchema,
    'measured effects',
  );
  const report = latestReadable(
    readDocuments(store.read, 'effect_report'),
    effectReportDocumentSchema,
    'report of effects',
  );
  const facts = latestReadable(readDocuments(store.read, 'facts'), factsDocumentSchema, 'facts of the book');
  const unread = [models, book, effects, report, facts].flatMap((kind) => kind.unread ?? []);
  const before = readServingModel(store.read)?.version;
  yield;
  writeTransaction(store, 'runner.take up', (tx) => {
    const isOther = [takeModel(tx, models), takeBook(tx, models, book)].includes(true);
    if (effects.found !== null) takeEffects(tx, effects.found.value);
    if (report.found !== null) takeReport(tx, report.found.value);
    const taken = takeFacts(tx, facts);
    if (taken === 'another past') context.enqueue(tx, backfillHistoryJob, {});
    if (taken !== 'as before') context.enqueue(tx, scoreAllJob, {});
    else if (isOther || readServingModel(tx)?.version !== before)
      context.enqueue(tx, assessRiskJob, { organizationIds: 'all' });
    writeUnread(tx, unread);
    writeTakenUp(tx, seen);
  });
  return models.found === null
    ? 'The company has no churn model that this Steward reads: this desktop’s own is in force.'
    : `Version ${models.found.from.version} of the company’s churn model is in force.`;
}

export const takeUpBookJob = defineJob({
  kind: 'take_up_book',
  title: 'Take up what was computed for the company',
  payload: z.object({}),
  priority: priorities.changed,
  makesStale: ['today', 'accounts', 'account', 'risk', 'effect', 'monitor'],
  work: takeUpBook,
});

/** Where the copy's documents are not those that were taken up last. */
export function takeUpIfNews(jobs: Pick<JobsHandle, 'enqueue'>, db: ReadDb): void {
  if (documentsSeen(db) === (readTakenUp(db) ?? noDocuments)) return;
  jobs.enqueue(takeUpBookJob, {}, takeUpBookJob.priority);
}

/** The latest book of the model in force: taken by itself, else with its training. */
function bookOf(db: ReadDb, { found }: Readable<ModelDocument>): Readable<BookDocument> {
  if (found === null) return { found: null, unread: null };
  const { version } = found.from;
  const own = readDocuments(db, 'churn_book').filter(({ modelVersion }) => modelVersion === version);
  const read = latestReadable(own, bookDocumentSchema, 'book of chances');
  if (read.found !== null || found.value.book === null) return read;
  return { found: { from: found.from, value: found.value.book }, unread: read.unread };
}

/** @returns whether anything is another than before */
function takeModel(tx: Tx, { found }: Readable<ModelDocument>): boolean {
  removeForgottenModels(tx, found?.from.version ?? 0);
  if (found === null) return false;
  const { model, card, book: _, ...rest } = found.value;
  const row = {
    version: numberOfCompanyVersion(found.from.version),
    ...rest,
    serves: true,
    model: JSON.stringify(model),
    card: JSON.stringify(card),
  };
  if (isDeepStrictEqual(readModel(tx, row.version), row)) return false;
  putCompanyModel(tx, row);
  return true;
}

/** @returns whether anything is another than before */
function takeBook(tx: Tx, models: Readable<ModelDocument>, { found }: Readable<BookDocument>): boolean {
  if (models.found === null) return removeCompanyBooks(tx);
  const modelVersion = numberOfCompanyVersion(models.found.from.version);
  // This desktop has taken a later one itself, as the runner; it is on its way.
  if (found === null || isOutgoing(tx, 'churn_book')) return false;
  if (isDeepStrictEqual(readBookOf(tx, modelVersion), found.value)) return false;
  putChurnBook(tx, { ...found.value, modelVersion });
  return true;
}

function takeEffects(tx: Tx, { throughDay, effects }: z.infer<typeof effectsDocumentSchema>): void {
  if (!isOutgoing(tx, 'effects') && !isDeepStrictEqual(readEffects(tx), effects))
    putEffects(tx, throughDay, effects);
}

function takeReport(tx: Tx, report: z.infer<typeof effectReportDocumentSchema>): void {
  if (!isOutgoing(tx, 'effect_report')) putReport(tx, report);
}

type Taken = 'as before' | 'another' | 'another past';

/** @returns whether scores stand on anything else than before, and those of the past as well */
function takeFacts(tx: Tx, { found }: Readable<BookFacts>): Taken {
  const before = readBookFacts(tx);
  const facts = found?.value ?? null;
  if (isDeepStrictEqual(before, facts)) return 'as before';
  writeBookFacts(tx, facts);
  // What the copy alone told of the book, other days stand on: against them nothing of now could be held.
  const isSwitch = (before === null) !== (facts === null);
  const own = findBookFacts(tx);
  if (!isSwitch || isDeepStrictEqual(factsOfScores(facts ?? before ?? own), factsOfScores(own)))
    return 'another';
  forgetPastScores(tx);
  return 'another past';
}
