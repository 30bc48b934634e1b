import { MISSING_LEVEL, type Table } from '../../../src-main/engines/risk/model/table';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom } from '../../../src-main/lib/statistics/random';

/**
 * Accounts with seats, logins (some unknown) and a plan (some unknown), and who left: a curve in logins and an interaction
 * of plan and seats, so that a straight line doesn't say it all. Both outcomes occur.
 */
export function syntheticTable(rows: number, seed: number): { table: Table; outcome: Float64Array } {
  const random = createRandom(seed);
  const seats = new Float64Array(rows);
  const logins = new Float64Array(rows);
  const plan = new Int32Array(rows);
  const outcome = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    seats[row] = Math.round(1 + 50 * random.next());
    logins[row] = random.next() < 0.1 ? Number.NaN : 20 * random.next();
    plan[row] = random.next() < 0.05 ? MISSING_LEVEL : random.below(3);
    const known = Number.isNaN(logins[row]) ? 5 : (logins[row] ?? 0);
    const small = plan[row] === 0 && (seats[row] ?? 0) < 10 ? 2 : 0;
    const logOdds = small + (known - 12) ** 2 / 40 - 2;
    outcome[row] = random.next() < sigmoid(logOdds) ? 1 : 0;
  }
  outcome[0] = 1;
  outcome[1] = 0;
  return {
    table: {
      rows,
      columns: [
        { kind: 'number', name: 'seats', values: seats },
        { kind: 'number', name: 'logins', values: logins },
        { kind: 'category', name: 'plan', levels: ['free', 'pro', 'team'], codes: plan },
      ],
    },
    outcome,
  };
}
