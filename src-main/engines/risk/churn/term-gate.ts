import { logit, sigmoid } from '../../../lib/statistics/logistic';
import type { ChurnRows } from './churn-rows';

/**
 * Whether accounts leave only when a term ends. Where they do, months in which none ends have a small chance, and the model
 * speaks of the other months alone.
 */
export type TermGate =
  | { readonly kind: 'open' }
  /** Chance of an average account to leave in a month in which no term ends. */
  | { readonly kind: 'terms'; readonly otherwise: number };

const fewestBoundMonths = 100;
/** Leaving a bound month must be so much rarer than leaving another. */
const muchRarer = 0.1;

export function learnTermGate({ table, outcome }: Pick<ChurnRows, 'table' | 'outcome'>): TermGate {
  const termEnds = termEndsOf(table);
  const bound = { months: 0, left: 0 };
  const free = { months: 0, left: 0 };
  outcome.forEach((left, row) => {
    const group = termEnds?.[row] === 0 ? bound : free;
    group.months += 1;
    group.left += left;
  });
  if (bound.months < fewestBoundMonths || free.left === 0) return { kind: 'open' };
  if (bound.left / bound.months > (muchRarer * free.left) / free.months) return { kind: 'open' };
  return { kind: 'terms', otherwise: (bound.left + 0.5) / (bound.months + 1) };
}

/** Places of the months in which an account can leave. */
export function freeMonths({ table }: Pick<ChurnRows, 'table'>, gate: TermGate): Int32Array {
  const termEnds = termEndsOf(table);
  const all = Int32Array.from({ length: table.rows }, (_, row) => row);
  return gate.kind === 'open' ? all : all.filter((row) => termEnds?.[row] !== 0);
}

function termEndsOf({ columns }: ChurnRows['table']): Float64Array | undefined {
  const column = columns.find(({ name }) => name === 'term_ends');
  return column?.kind === 'number' ? column.values : undefined;
}

/**
 * Of departures in bound months there are too few to learn from. What is read of an account counts there a tenth of what it
 * does when a term ends: enough to rank accounts alike, too little to move what the months were seen to have.
 */
const boundShare = 0.1;

/** Chance to leave in a month in which no term ends. @param distance of the account's log-odds from the average */
export function boundChance({ otherwise }: TermGate & { kind: 'terms' }, distance: number): number {
  return sigmoid(logit(otherwise) + boundShare * distance);
}
