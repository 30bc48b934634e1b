import { z } from 'zod';
import { counted, decimals } from '../../../src-preload/contract/words';
import { type ChurnRows, collectRows } from '../../engines/risk/churn/churn-rows';
import { tooFewToLearnFrom } from '../../engines/risk/churn/departure-words';
import { canBeFitted, churnsKnownBefore, fewestChurns } from '../../engines/risk/churn/fit-churn';
import type { Predecessor } from '../../engines/risk/churn/succession';
import { recordsBegan } from '../../engines/risk/features/records';
import type { RiskCompany } from '../../engines/risk/features/risk-features';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import { type Wait, type Work, type WorkContext, waitFor } from '../../jobs/work';
import { createRandom, shuffledIndices } from '../../lib/statistics/random';
import { sum } from '../../lib/statistics/vectors';
import { readOrganizationIds } from '../../store/accounts/organization-ids';
import { putChurnBook } from '../../store/risk/churn-book';
import { presentDepartures, readDepartures } from '../../store/risk/departures';
import { countFeatureUse, readFeatureNames, readFirstUse, readRiskCompany } from '../../store/risk/features';
import { removeAllForecasts } from '../../store/risk/forecasts';
import { addChurnModel, readServingModel, readSpeakingModel } from '../../store/risk/models';
import { putVainTraining } from '../../store/risk/vain-training';
import { readDuty } from '../../store/runner/duty';
import type { ReadDb } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import { publishModel } from '../running/publish';
import { scoringDay } from '../scoring/scoring-day';
import { assessRiskJob } from './risk-assessment';
import { storedModel } from './risk-forecast';
import { riskSubjects } from './risk-subjects';
import { takeChurnBook } from './take-churn-book';
import type { TrainingNews } from './training-message';
import { startTraining, type TrainingThread } from './training-thread';

/** The same data give the same model. */
const seed = 1;
/** Features watched one by one, the ones most accounts use. */
const mostFeatures = 24;
/** More months than these add minutes and no insight; accounts are then drawn at random. */
const mostRows = 24_000;

/**
 * Trains the churn model on the company's own past and lets it serve if it foretells the last quarter no worse than the
 * one before. The past is read here, stretch by stretch, and learned from in a thread of its own. Begins anew after a
 * crash: it takes seconds to minutes, and half a model is none.
 */
export function* trainRisk(context: WorkContext): Work {
  const { store } = context;
  const today = scoringDay(store.read, context.now());
  if (today === null) return 'Nothing to learn from yet: the first load is under way.';
  const through = today - 1;
  const company = { ...readRiskCompany(store.read), recordsBegan: recordsBegan(readFirstUse(store.read)) };
  const featureIds = countFeatureUse(store.read, mostFeatures);
  const { rows, ...accounts } = yield* readRows(context, company, featureIds, through);
  if (!canBeFitted(rows, today))
    return inVain(context, through, tooFewToLearnFrom(presentDepartures(store.read), fewestChurns));
  const churns = sum(rows.outcome);
  const months = rows.table.rows;
  const featureNames = readFeatureNames(store.read);
  const old = predecessor(store.read);
  const thread = startTraining({ rows, featureIds, seed, through, featureNames, accounts, old });
  try {
    const news = yield* lastNews(context, thread);
    if (news.kind === 'unfit') return inVain(context, through, news.message);
    const { model, card, proves, serves, auc } = news;
    // With the model comes the book it is held against, in one moment; and what the one before foretold of an account
    // stands until the new one has: no screen is without chances in between.
    const speaks = serves && proves;
    const book = speaks ? yield* takeChurnBook(store.read, storedModel({ model }), company, today) : null;
    writeTransaction(store, 'risk.model', (tx) => {
      const version = addChurnModel(tx, {
        trainedAt: context.now(),
        throughDay: through,
        serves,
        proves,
        model,
        card,
      });
      // Under a model of the company this one waits for its number: it is in force everywhere at once.
      if (readServingModel(tx)?.version === version) {
        if (book !== null) putChurnBook(tx, { asOf: today, modelVersion: version, book });
        else removeAllForecasts(tx);
      }
      if (serves && readDuty(tx) !== null)
        publishModel(tx, {
          trainedAt: context.now(),
          throughDay: through,
          proves,
          model,
          card,
          book,
          asOf: today,
        });
      context.enqueue(tx, assessRiskJob, { organizationIds: 'all' });
    });
    const words = `Learned from ${counted(churns, 'departure')} in ${counted(months, 'account-month')}${auc === null ? '' : `, walk-forward AUC ${decimals(auc, 3)}`}.`;
    if (!serves) return `${words} The model before it foretold the last quarter better and goes on.`;
    return proves ? words : `${words} It ranks like chance, so nothing of it is shown.`;
  } finally {
    thread.end();
  }
}

/** Remembers a training that came to nothing, so that it is not asked for again until there is more to learn from. */
function inVain({ store }: WorkContext, through: number, message: string): string {
  const churns = readDepartures(store.read, through + 1, churnsKnownBefore(through + 1)).known;
  writeTransaction(store, 'risk.in vain', (tx) => putVainTraining(tx, { churns, through, message }));
  return message;
}

/** Progress is told in hundredths: so many for reading the past, the rest for learning from it. */
const whole = 100;
const reading = 10;

/** Keeps how far the thread is, until it tells what it learned. */
function* lastNews(
  { store, save }: WorkContext,
  thread: TrainingThread,
): Generator<Wait, Exclude<TrainingNews, { kind: 'step' }>> {
  while (true) {
    const news = yield* waitFor(thread.news());
    if (news.kind !== 'step') return news;
    const done = reading + Math.floor(((whole - reading) * news.done) / Math.max(news.done, news.total));
    writeTransaction(store, 'risk.progress', (tx) => save(tx, { done, total: whole, checkpoint: null }));
    yield;
  }
}

function predecessor(db: ReadDb): Predecessor | null {
  const stored = readSpeakingModel(db);
  return stored === undefined ? null : { model: storedModel(stored), throughDay: stored.throughDay };
}

export const trainRiskJob = defineJob({
  kind: 'train_risk',
  title: 'Train the churn model',
  payload: z.object({}),
  priority: priorities.learning,
  makesStale: ['risk'],
  work: trainRisk,
});

interface LearnedFrom {
  readonly rows: ChurnRows;
  readonly all: number;
  readonly learnedFrom: number;
}

function* readRows(
  { store, save }: WorkContext,
  company: RiskCompany,
  featureIds: readonly number[],
  through: number,
): Generator<undefined, LearnedFrom> {
  const db = store.read;
  const ids = readOrganizationIds(db, 0, Number.MAX_SAFE_INTEGER);
  const collector = collectRows(featureIds, through, company.recordsBegan);
  let learnedFrom = 0;
  let told = -1;
  for (const place of shuffledIndices(ids.length, createRandom(seed))) {
    if (collector.count() >= mostRows) break;
    for (const subject of riskSubjects(db, company, [ids[place] as number], 0, through))
      collector.add(subject);
    learnedFrom += 1;
    // A drawn part of many accounts ends sooner: by rows, then.
    const share = Math.max(learnedFrom / ids.length, collector.count() / mostRows);
    if (Math.floor(reading * share) > told) {
      told = Math.floor(reading * share);
      const done = Math.min(reading, told);
      writeTransaction(store, 'risk.progress', (tx) => save(tx, { done, total: whole, checkpoint: null }));
    }
    yield;
  }
  return { rows: collector.rows(), all: ids.length, learnedFrom };
}
