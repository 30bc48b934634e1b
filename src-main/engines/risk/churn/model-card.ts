import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { counted, percentOf } from '../../../../src-preload/contract/words';
import { formatDay } from '../../../lib/day';
import { nullIfNaN } from '../../../lib/null-if-nan';
import { gather, mean, sum } from '../../../lib/statistics/vectors';
import { columnLabel } from '../features/column-words';
import { brierScore, calibrationError, liftAtTop } from '../model/probability-scores';
import { rocArea } from '../model/roc-area';
import { columnOf, takeRows } from '../model/table';
import { harrellConcordance } from '../survival/concordance';
import { termAt } from './additive-score';
import { type ChurnMethod, methods } from './blend-parts';
import type { ChurnModel } from './churn-model';
import type { ChurnRows } from './churn-rows';
import type { FittedParts } from './fit-churn';
import { saidAgainst } from './held-columns';
import { judged } from './judgement';
import { slopesOf } from './slopes';
import { freeMonths } from './term-gate';
import type { WalkForward } from './walked';
import { type WalkedHorizon, walkedHorizons } from './walked-horizons';

export interface CardSubject {
  readonly model: ChurnModel;
  /** What the model is made of. */
  readonly fitted: FittedParts;
  readonly rows: ChurnRows;
  readonly walked: WalkForward;
  readonly seed: number;
  /** The last day of which it is known who left. */
  readonly through: number;
  readonly featureNames: ReadonlyMap<number, string>;
  /** Accounts of the copy, and those learned from. */
  readonly accounts: { readonly all: number; readonly learnedFrom: number };
}

/** All that is said of a model but its version and when it was trained. */
export type CardFigures = Omit<ModelCard, 'version' | 'trainedAt'>;

export function cardFigures(subject: CardSubject): CardFigures {
  const { model, rows, walked, seed, through, accounts } = subject;
  const within = walkedHorizons(walked, rows, model.method, through);
  return {
    method: model.method,
    seed,
    trainingRows: rows.table.rows,
    accounts: accounts.learnedFrom,
    churns: sum(rows.outcome),
    from: formatDay(rows.from.reduce((first, day) => Math.min(first, day), through)),
    to: formatDay(through),
    walkForward: walkForwardFigures(walked, model.method),
    judgements: within.map((horizon) => judged(horizon, rows)),
    calibration: within.map((horizon, place) => calibrationOf(subject, horizon, place)),
    lift: liftFigures(walked, model.method, rows.arr),
    features: featureFigures(subject),
    candidates:
      walked.months.length === 0 ? [] : methods.map((method) => candidate(walked, method, model.method)),
    limits: limitsOf(subject),
  };
}

function walkForwardFigures(walked: WalkForward, method: ChurnMethod): ModelCard['walkForward'] {
  const chances = walked.chances[method];
  const { outcome, base } = walked;
  const part = (column: Float64Array, month: WalkForward['months'][number]) =>
    column.subarray(month.start, month.end);
  const months = walked.months.map((month) => ({
    month: formatDay(month.day),
    rows: month.end - month.start,
    churns: sum(part(outcome, month)),
    auc: nullIfNaN(rocArea(part(chances, month), part(outcome, month))),
    brier: brierScore(part(chances, month), part(outcome, month)),
    baseBrier: brierScore(part(base, month), part(outcome, month)),
  }));
  if (outcome.length === 0) {
    return {
      months,
      auc: null,
      concordance: null,
      brier: 0,
      baseBrier: 0,
      ece: 0,
      meanPredicted: 0,
      meanObserved: 0,
    };
  }
  return {
    months,
    auc: nullIfNaN(rocArea(chances, outcome)),
    concordance: nullIfNaN(concordanceOf(walked, chances)),
    brier: brierScore(chances, outcome),
    baseBrier: brierScore(base, outcome),
    ece: calibrationError(chances, outcome, 20),
    meanPredicted: mean(chances),
    meanObserved: mean(outcome),
  };
}

/** Harrell's C of each month's chances, within the month: who left had the event, all others outlived it. */
function concordanceOf({ months, outcome }: WalkForward, chances: Float64Array): number {
  const strata = new Int32Array(outcome.length);
  months.forEach((month, i) => {
    strata.fill(i, month.start, month.end);
  });
  const time = outcome.map((left) => (left === 1 ? 1 : 2));
  return harrellConcordance({ time, event: outcome }, chances, strata).concordance;
}

/** Chances for a horizon as they were given month by month, in tenths of the accounts, against what happened. */
function calibrationOf(
  { model }: CardSubject,
  { horizon, chances, left }: WalkedHorizon,
  place: number,
): ModelCard['calibration'][number] {
  const order = Int32Array.from(chances.keys()).sort(
    (one, other) => (chances[one] as number) - (chances[other] as number),
  );
  const groups = Math.min(10, Math.floor(order.length / 20));
  const points = Array.from({ length: groups }, (_, group) => {
    const members = order.subarray(
      Math.floor((group * order.length) / groups),
      Math.floor(((group + 1) * order.length) / groups),
    );
    return {
      predicted: mean(gather(chances, members)),
      observed: mean(gather(left, members)),
      accounts: members.length,
    };
  });
  return { horizon, points, slope: model.stretches[place]?.slope ?? 1 };
}

const worked = [5, 10, 20, 40, 80] as const;

/** What a team meets that works on so many accounts a month, those with the highest chances first. */
function liftFigures(walked: WalkForward, method: ChurnMethod, arrOfRows: Float64Array): ModelCard['lift'] {
  const chances = walked.chances[method];
  const arr = gather(arrOfRows, walked.rows);
  const churns = sum(walked.outcome);
  const lostArr = walked.outcome.reduce((total, left, i) => total + left * (arr[i] as number), 0);
  if (churns === 0) return [];
  return worked.flatMap((accounts) => {
    const caught = { rows: 0, churns: 0, arr: 0 };
    for (const { start, end } of walked.months) {
      const outcome = walked.outcome.subarray(start, end);
      const own = chances.subarray(start, end);
      caught.rows += Math.min(accounts, end - start);
      caught.churns += liftAtTop(own, outcome, accounts).eventShare * Math.min(accounts, end - start);
      const lost = outcome.map((left, i) => left * (arr[start + i] as number));
      caught.arr += liftAtTop(own, lost, accounts).eventShare * Math.min(accounts, end - start);
    }
    const lift = caught.churns / caught.rows / (churns / walked.outcome.length);
    return [
      {
        accounts,
        lift,
        churnsCaught: caught.churns / churns,
        arrCaught: lostArr === 0 ? 0 : caught.arr / lostArr,
      },
    ];
  });
}

/**
 * Coefficients are for a usual step of a column, where it adds a straight line; a column that trees have steps in has none,
 * and one held at 0 has no standard error.
 * Importance: how far a column moves the log-odds of a typical month, on average over the months learned from.
 */
function featureFigures({ model, fitted, rows, featureNames }: CardSubject): ModelCard['features'] {
  const table = takeRows(rows.table, freeMonths(rows, model.gate));
  const slopes = slopesOf(fitted, model);
  const held = new Set(model.held.map(({ column }) => column));
  const read = new Set(model.score.terms.map(({ column }) => column));
  const unread = [...held].filter((column) => !read.has(column));
  return model.score.terms
    .map((term, i) => {
      const centre = model.means[i] as number;
      const values = columnOf(table, term.column, 'number').values;
      const isLine = term.steps.every((step) => step === term.steps[0]);
      const slope = isLine ? slopes.get(term.column) : undefined;
      return {
        name: term.column,
        label: columnLabel(term.column, featureNames),
        coefficient: slope?.coefficient ?? (isLine && held.has(term.column) ? 0 : null),
        standardError: slope?.standardError ?? null,
        importance: mean(values.map((value) => Math.abs(termAt(term, value) - centre))),
      };
    })
    .concat(unread.map((name) => heldFigure(name, columnLabel(name, featureNames))))
    .sort((left, right) => right.importance - left.importance)
    .slice(0, 80);
}

function heldFigure(name: string, label: string): ModelCard['features'][number] {
  return { name, label, coefficient: 0, standardError: null, importance: 0 };
}

function candidate(walked: WalkForward, method: ChurnMethod, chosen: ChurnMethod) {
  return {
    method,
    auc: nullIfNaN(rocArea(walked.chances[method], walked.outcome)),
    brier: brierScore(walked.chances[method], walked.outcome),
    chosen: method === chosen,
  };
}

/** A smaller one is not worth a word. */
const shownDrift = 0.01;

function limitsOf({ model, rows, walked, accounts, featureNames }: CardSubject): string[] {
  const churns = sum(rows.outcome);
  return [
    ...(churns < 100
      ? [
          `It has seen only ${counted(churns, 'departure')}; figures of single months and of rare situations are uncertain.`,
        ]
      : []),
    ...(walked.months.length < 6
      ? [`Only ${counted(walked.months.length, 'month')} could be foretold without having been seen.`]
      : []),
    ...(Math.abs(model.drift) < shownDrift
      ? []
      : [
          `Of late ${model.drift < 0 ? 'fewer' : 'more'} accounts left than over the whole time learned from: the odds of all chances are ${model.drift < 0 ? 'lowered' : 'raised'} by ${percentOf(Math.abs(Math.expm1(model.drift)))}.`,
        ]),
    ...saidAgainst(model.held, featureNames),
    ...(accounts.learnedFrom < accounts.all
      ? [`It was fitted to ${accounts.learnedFrom} of ${accounts.all} accounts, drawn at random.`]
      : []),
    model.gate.kind === 'terms'
      ? 'Accounts of this company leave when a term ends. An account that breaks its contract comes as a surprise.'
      : 'It reads nothing of the last week before a month, so a sudden change shows with a delay.',
    'It knows how accounts that left differed from those that stayed, not why they left: what goes together need not be a cause.',
    'It does not know of budgets, mergers, competitors or anything else that leaves no trace in the data.',
    'Help that was given counts only where it is recorded as an intervention; else an account that was saved reads as one that stayed.',
  ];
}
