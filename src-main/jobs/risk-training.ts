import { type ChurnModel, monthlyChances } from '../engines/risk/churn/churn-model';
import { type ChurnRows, collectRows, takeChurnRows } from '../engines/risk/churn/churn-rows';
import { churnModel, fewestChurns, fitChurn } from '../engines/risk/churn/fit-churn';
import { cardFigures } from '../engines/risk/churn/model-card';
import { bestMethod, type WalkForward, walkForward } from '../engines/risk/churn/walk-forward';
import type { RiskCompany } from '../engines/risk/features/risk-features';
import { FitError } from '../engines/risk/model/fit-error';
import { brierScore } from '../engines/risk/model/probability-scores';
import { createRandom, shuffledIndices } from '../lib/statistics/random';
import { gather, sum } from '../lib/statistics/vectors';
import { countFeatureUse, readFeatureNames, readRiskCompany } from '../store/reads/risk-features';
import { readServingModel } from '../store/reads/risk-models';
import { readOrganizationIds } from '../store/reads/scoring-ids';
import type { ReadDb } from '../store/types';
import { writeTransaction } from '../store/write-transaction';
import { addChurnModel } from '../store/writes/risk-models';
import { storedModel } from './risk-forecast';
import { riskSubjects } from './risk-subjects';
import { scoringDay } from './scoring-day';
import type { Work, WorkContext } from './work';

/** The same data give the same model. */
const seed = 1;
/** Features watched one by one, the ones most accounts use. */
const mostFeatures = 24;
/** More months than these add minutes and no insight; accounts are then drawn at random. */
const mostRows = 24_000;

/**
 * Trains the churn model on the company's own past and lets it serve if it foretells the last quarter no worse than the
 * one before. Begins anew after a crash: it takes seconds to minutes, and half a model is none.
 */
export function* trainRisk(context: WorkContext): Work {
  const { store } = context;
  const today = scoringDay(store.read, context.now());
  if (today === null) return 'Nothing to learn from yet: the first load is under way.';
  const through = today - 1;
  const company = readRiskCompany(store.read);
  const featureIds = countFeatureUse(store.read, mostFeatures);
  const learned = yield* readRows(store.read, company, featureIds, through);
  const churns = sum(learned.rows.outcome);
  if (churns < fewestChurns)
    return `${churns} departures are too few to learn from; it takes ${fewestChurns}.`;
  try {
    const steps = progressOf(context);
    const walked = yield* steps(walkForward(learned.rows, featureIds, seed));
    const method = walked.months.length === 0 ? 'hazard' : bestMethod(walked);
    const fitted = yield* steps(fitChurn(learned.rows, featureIds, seed));
    const model = churnModel(fitted, method, through);
    const figures = cardFigures({
      model,
      rows: learned.rows,
      walked,
      seed,
      through,
      featureNames: readFeatureNames(store.read),
      accounts: { all: learned.accounts, learnedFrom: learned.learnedFrom },
    });
    const serves = isNoWorse(store.read, walked, model, learned.rows, through);
    writeTransaction(store, 'risk.model', (tx) => {
      addChurnModel(tx, {
        trainedAt: context.now(),
        throughDay: through,
        serves,
        model: JSON.stringify(model),
        card: JSON.stringify(figures),
      });
      context.enqueue(tx, 'assess_risk', { organizationIds: 'all' });
    });
    const auc = figures.walkForward.auc;
    const words = `Learned from ${churns} departures in ${learned.rows.table.rows} account-months${auc === null ? '' : `, walk-forward AUC ${auc.toFixed(3)}`}.`;
    return serves ? words : `${words} The model before it foretold the last quarter better and goes on.`;
  } catch (error) {
    if (error instanceof FitError) return error.message;
    throw error;
  }
}

interface Learned {
  readonly rows: ChurnRows;
  readonly accounts: number;
  readonly learnedFrom: number;
}

function* readRows(
  db: ReadDb,
  company: RiskCompany,
  featureIds: readonly number[],
  through: number,
): Generator<void, Learned> {
  const ids = readOrganizationIds(db, 0, Number.MAX_SAFE_INTEGER);
  const collector = collectRows(featureIds, through);
  let learnedFrom = 0;
  for (const place of shuffledIndices(ids.length, createRandom(seed))) {
    if (collector.count() >= mostRows) break;
    for (const subject of riskSubjects(db, company, [ids[place] as number], 0, through))
      collector.add(subject);
    learnedFrom += 1;
    yield;
  }
  return { rows: collector.rows(), accounts: ids.length, learnedFrom };
}

/** Tells how far the work is, from time to time. How much there is in all isn't known before. */
function progressOf({ store, save }: WorkContext) {
  let done = 0;
  return function* steps<T>(work: Generator<void, T>): Generator<void, T> {
    while (true) {
      const step = work.next();
      if (step.done) return step.value;
      done += 1;
      if (done % 20 === 0) {
        writeTransaction(store, 'risk.progress', (tx) => save(tx, { done, total: null, checkpoint: null }));
      }
      yield;
    }
  };
}

const lastQuarter = 91;
/** With fewer departures since the old model was trained, the one that knows more serves. */
const enoughToCompare = 5;

/** Both models on months that the old one had not seen and the new ones' predecessors had not either. */
function isNoWorse(
  db: ReadDb,
  walked: WalkForward,
  model: ChurnModel,
  rows: ChurnRows,
  through: number,
): boolean {
  const stored = readServingModel(db);
  const old = stored === undefined ? undefined : storedModel(stored);
  if (stored === undefined || old === undefined) return true;
  const places = Int32Array.from(walked.rows.keys()).filter((place) => {
    const settled = rows.settled[walked.rows[place] as number] as number;
    return settled > Math.max(stored.throughDay, through - lastQuarter);
  });
  const outcome = gather(walked.outcome, places);
  if (sum(outcome) < enoughToCompare) return true;
  const { table } = takeChurnRows(
    rows,
    Int32Array.from(places, (place) => walked.rows[place] as number),
  );
  const ours = gather(walked.chances[model.method], places);
  if (!old.score.terms.every(({ column }) => table.columns.some(({ name }) => name === column))) return true;
  return brierScore(ours, outcome) <= brierScore(monthlyChances(old.score, old.gate, table), outcome);
}
