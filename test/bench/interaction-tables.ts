import type { Table, TableColumn } from '../../src-main/engines/risk/model/table';
import { sigmoid } from '../../src-main/lib/statistics/logistic';
import { createRandom, type Random } from '../../src-main/lib/statistics/random';

/** A table whose outcome hangs on three columns at a time, and who left. */
export interface LabelledTable {
  readonly name: string;
  readonly table: Table;
  readonly outcome: Float64Array;
}

/** Customers of a telephone company who leave by rules: hardly anybody outside of them, nearly everybody within. */
export function callersByRules(rows: number, seed: number): LabelledTable {
  const random = createRandom(seed);
  const minutes = numbers(rows, () => 180 + 55 * bell(random));
  const evening = numbers(rows, () => 200 + 50 * bell(random));
  const abroad = numbers(rows, () => Math.max(0, 10 + 2.8 * bell(random)));
  const abroadCalls = numbers(rows, () => Math.floor(9 * random.next() ** 1.5));
  const service = numbers(rows, () => Math.floor(6 * random.next() ** 2));
  const length = numbers(rows, () => Math.max(1, Math.round(100 + 40 * bell(random))));
  const plan = numbers(rows, () => (random.next() < 0.1 ? 1 : 0));
  const mail = numbers(rows, () => (random.next() < 0.28 ? 1 : 0));
  const state = codes(rows, () => random.below(20));
  const outcome = numbers(rows, (row) => {
    const at = (values: Float64Array) => values[row] as number;
    const dear = at(minutes) > 245 && at(evening) > 190 && at(mail) === 0;
    const abroadDear = at(plan) === 1 && (at(abroadCalls) < 2 || at(abroad) > 13);
    const annoyed = at(service) >= 4 && at(minutes) < 165 && at(evening) < 230;
    return random.next() < (dear || abroadDear || annoyed ? 0.93 : 0.03) ? 1 : 0;
  });
  return {
    name: 'callers by rules',
    outcome,
    table: tableOf(rows, { minutes, evening, abroad, abroadCalls, service, length, plan, mail }, { state }),
  };
}

/** Accounts whose chances rise and fall with the product of three figures, beside straight effects and noise. */
export function accountsByProducts(rows: number, seed: number): LabelledTable {
  const random = createRandom(seed);
  const use = numbers(rows, () => bell(random));
  const breadth = numbers(rows, () => (random.next() < 0.05 ? Number.NaN : bell(random)));
  const price = numbers(rows, () => bell(random));
  const tenure = numbers(rows, () => 60 * random.next());
  const tickets = numbers(rows, () => Math.floor(5 * random.next() ** 3));
  const others = Array.from({ length: 6 }, () => numbers(rows, () => bell(random)));
  const segment = codes(rows, () => random.below(5));
  const outcome = numbers(rows, (row) => {
    const at = (values: Float64Array) => values[row] as number;
    const known = Number.isNaN(at(breadth)) ? 0 : at(breadth);
    const together = Math.tanh(2 * at(use)) * Math.tanh(2 * known) * Math.tanh(2 * at(price));
    const early = at(tenure) < 12 && segment[row] === 2 && at(tickets) > 0 ? 1.5 : 0;
    return random.next() < sigmoid(-1.6 + 1.8 * together + early - 0.5 * at(use) + 0.3 * at(tickets)) ? 1 : 0;
  });
  const noise = Object.fromEntries(others.map((values, n) => [`other${n}`, values]));
  return {
    name: 'accounts by products',
    outcome,
    table: tableOf(rows, { use, breadth, price, tenure, tickets, ...noise }, { segment }),
  };
}

function numbers(rows: number, of: (row: number) => number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => of(row));
}

function codes(rows: number, of: () => number): Int32Array {
  return Int32Array.from({ length: rows }, of);
}

/** Nearly normal, of mean 0 and deviation 1. */
function bell(random: Random): number {
  let sum = 0;
  for (let n = 0; n < 12; n++) sum += random.next();
  return sum - 6;
}

function tableOf(
  rows: number,
  figures: Readonly<Record<string, Float64Array>>,
  kinds: Readonly<Record<string, Int32Array>>,
): Table {
  const columns: TableColumn[] = [
    ...Object.entries(figures).map(([name, values]) => ({ kind: 'number' as const, name, values })),
    ...Object.entries(kinds).map(([name, values]) => ({
      kind: 'category' as const,
      name,
      levels: Array.from({ length: Math.max(...values) + 1 }, (_, n) => `level ${n}`),
      codes: values,
    })),
  ];
  return { rows, columns };
}
