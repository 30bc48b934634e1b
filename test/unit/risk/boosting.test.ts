import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averageTrees } from '../../../src-main/engines/risk/model/boosting/average-trees';
import { binTable, fitBins } from '../../../src-main/engines/risk/model/boosting/bins';
import {
  type BoostedTrees,
  type BoostingSettings,
  boostedMargins,
  fitBoosting,
} from '../../../src-main/engines/risk/model/boosting/boost';
import { childFor, LEAF, type Tree } from '../../../src-main/engines/risk/model/boosting/tree';
import { treeContributions } from '../../../src-main/engines/risk/model/contributions';
import { meanLoss } from '../../../src-main/engines/risk/model/probability-scores';
import { rocArea } from '../../../src-main/engines/risk/model/roc-area';
import { type Table, takeRows } from '../../../src-main/engines/risk/model/table';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { syntheticTable } from './synthetic-table';

const settings: BoostingSettings = {
  depth: 3,
  rounds: 30,
  learningRate: 0.2,
  leafWeight: 1,
  shrinkage: 1,
  rowShare: 0.7,
  columnShare: 0.7,
  seed: 1,
};

describe('bins', () => {
  test('never falls in a number, keep every distinct one apart while they are few, and 0 for the missing', () => {
    const values = Float64Array.of(3, 1, Number.NaN, 2, 3);
    const table: Table = { rows: 5, columns: [{ kind: 'number', name: 'seats', values }] };
    expect(Array.from(binTable(fitBins(table, new Float64Array(5)), table).columns[0] ?? [])).toEqual([
      3, 1, 0, 2, 3,
    ]);
  });

  test('are at most 64 beside the missing, and rise with the number', () => {
    const random = createRandom(2);
    const values = Float64Array.from({ length: 5000 }, () => random.next() ** 5).sort();
    const table: Table = { rows: 5000, columns: [{ kind: 'number', name: 'seats', values }] };
    const [bins = new Uint8Array()] = binTable(fitBins(table, new Float64Array(5000)), table).columns;
    expect([bins[0], bins[4999]]).toEqual([1, 64]);
    expect(bins.every((bin, row) => row === 0 || bin >= (bins[row - 1] ?? 0))).toBe(true);
  });

  test('of levels follow the share of events; an unknown level counts as missing', () => {
    const column = { kind: 'category', name: 'plan', levels: ['a', 'b', 'c'] } as const;
    const fitted: Table = { rows: 6, columns: [{ ...column, codes: Int32Array.of(0, 0, 1, 1, 2, 2) }] };
    const bins = fitBins(fitted, Float64Array.of(1, 1, 0, 0, 1, 0));
    const later: Table = {
      rows: 4,
      columns: [{ ...column, levels: ['b', 'c', 'a', 'new'], codes: Int32Array.of(0, 1, 2, 3) }],
    };
    expect(Array.from(binTable(bins, later).columns[0] ?? [])).toEqual([1, 2, 3, 0]);
  });
});

describe('boosted trees', () => {
  test('learn an interaction that no straight line says', () => {
    const random = createRandom(6);
    const flags = [0, 1].map(() => Float64Array.from({ length: 2000 }, () => random.below(2)));
    const [left = new Float64Array(), right = new Float64Array()] = flags;
    const outcome = left.map((flag, row) => (random.next() < (flag === right[row] ? 0.9 : 0.1) ? 1 : 0));
    const table: Table = {
      rows: 2000,
      columns: [
        { kind: 'number', name: 'left', values: left },
        { kind: 'number', name: 'right', values: right },
      ],
    };
    const margins = boostedMargins(fitBoosting(table, outcome, { ...settings, columnShare: 1 }), table);
    expect(rocArea(margins, outcome)).toBeGreaterThan(0.88);
    expect(sigmoid(margins[0] ?? 0) > 0.8 || sigmoid(margins[0] ?? 0) < 0.2).toBe(true);
  });

  const leavesOf = ({ trees }: BoostedTrees) =>
    trees.map(({ feature }) => feature.filter((asked) => asked === LEAF).length);

  test('have at most so many leaves, and make the split that gains most first', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, leaves) => {
        const { table, outcome } = syntheticTable(300, seed);
        const once = { ...settings, rounds: 1, depth: 9, seed };
        const model = fitBoosting(table, outcome, { ...once, leaves });
        expect(Math.max(...leavesOf(model))).toBeLessThanOrEqual(leaves);
        // One leaf more divides one leaf further: the fit to the rows of the tree is never worse.
        const more = fitBoosting(table, outcome, { ...once, rowShare: 1, leaves: leaves + 1 });
        const fewer = fitBoosting(table, outcome, { ...once, rowShare: 1, leaves });
        const lossOf = (one: BoostedTrees) => meanLoss(boostedMargins(one, table), outcome);
        expect(lossOf(more)).toBeLessThanOrEqual(lossOf(fewer) + 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  test('with two leaves ask what trees of one question ask', () => {
    const { table, outcome } = syntheticTable(400, 8);
    const stumps = fitBoosting(table, outcome, { ...settings, depth: 1 });
    expect(fitBoosting(table, outcome, { ...settings, depth: 9, leaves: 2 })).toEqual(stumps);
  });

  test('with as many leaves as their depth allows say what trees of that depth say', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), (seed, depth) => {
        const { table, outcome } = syntheticTable(300, seed);
        const byDepth = fitBoosting(table, outcome, { ...settings, rounds: 4, depth, seed });
        const byLeaves = fitBoosting(table, outcome, {
          ...settings,
          rounds: 4,
          depth,
          seed,
          leaves: 2 ** depth,
        });
        const [margins, others] = [boostedMargins(byDepth, table), boostedMargins(byLeaves, table)];
        margins.forEach((margin, row) => {
          expect(others[row]).toBeCloseTo(margin, 9);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('of several seeds say together the mean of what each says, and are explained as exactly', () => {
    const { table, outcome } = syntheticTable(400, 9);
    const models = [1, 2, 3].map((seed) => fitBoosting(table, outcome, { ...settings, seed }));
    const together = averageTrees(models);
    const each = models.map((model) => boostedMargins(model, table));
    const { base, columns } = treeContributions(together, table);
    boostedMargins(together, table).forEach((margin, row) => {
      const mean = each.reduce((sum, margins) => sum + (margins[row] ?? 0), 0) / 3;
      expect(margin).toBeCloseTo(mean, 10);
      const explained = columns.reduce((sum, { logOdds }) => sum + (logOdds[row] ?? 0), base);
      expect(explained).toBeCloseTo(margin, 9);
    });
  });

  test('learn that a value is missing', () => {
    const random = createRandom(12);
    const values = Float64Array.from({ length: 1000 }, (_, row) =>
      row % 4 === 0 ? Number.NaN : random.next(),
    );
    const outcome = values.map((value) => (random.next() < (Number.isNaN(value) ? 0.9 : 0.1) ? 1 : 0));
    const table: Table = { rows: 1000, columns: [{ kind: 'number', name: 'nps', values }] };
    const margins = boostedMargins(fitBoosting(table, outcome, settings), table);
    expect(sigmoid(margins[0] ?? 0)).toBeGreaterThan(0.8);
    expect(sigmoid(margins[1] ?? 0)).toBeLessThan(0.2);
  });

  test('are the same for the same seed, and kept as JSON say the same', () => {
    const { table, outcome } = syntheticTable(400, 1);
    const model = fitBoosting(table, outcome, settings);
    expect(fitBoosting(table, outcome, settings)).toEqual(model);
    expect(fitBoosting(table, outcome, { ...settings, seed: 2 })).not.toEqual(model);
    const kept = JSON.parse(JSON.stringify(model)) as BoostedTrees;
    expect(boostedMargins(kept, table)).toEqual(boostedMargins(model, table));
  });

  test('fit the rows they are grown to better with every round', () => {
    const { table, outcome } = syntheticTable(500, 2);
    const greedy = { ...settings, rowShare: 1, columnShare: 1 };
    const model = fitBoosting(table, outcome, greedy);
    expect(model.trees.length).toBeGreaterThan(20);
    let before = Number.POSITIVE_INFINITY;
    for (let rounds = 0; rounds <= model.trees.length; rounds++) {
      const loss = meanLoss(
        boostedMargins({ ...model, trees: model.trees.slice(0, rounds) }, table),
        outcome,
      );
      expect(loss).toBeLessThan(before);
      before = loss;
    }
  });

  test('stop where the rows held out say so', () => {
    const { table, outcome } = syntheticTable(600, 3);
    const rows = Int32Array.from({ length: 600 }, (_, row) => row);
    const train = rows.filter((row) => row < 400);
    const held = rows.filter((row) => row >= 400);
    const heldOut = { table: takeRows(table, held), outcome: outcome.slice(400), patience: 10 };
    const eager = { ...settings, rounds: 500 };
    const stopped = fitBoosting(takeRows(table, train), outcome.slice(0, 400), eager, heldOut);
    const all = fitBoosting(takeRows(table, train), outcome.slice(0, 400), eager);
    expect(stopped.trees.length).toBeLessThan(200);
    expect(stopped.trees).toEqual(all.trees.slice(0, stopped.trees.length));
    const loss = (model: BoostedTrees) => meanLoss(boostedMargins(model, heldOut.table), heldOut.outcome);
    expect(loss(stopped)).toBeLessThan(loss(all));
  });

  test('without a column to ask give the share of events', () => {
    const model = fitBoosting({ rows: 4, columns: [] }, Float64Array.of(1, 0, 0, 0), settings);
    const [margin = 0] = boostedMargins(model, { rows: 1, columns: [] });
    expect(sigmoid(margin)).toBeCloseTo(0.25, 12);
  });

  test('ask for rows of both outcomes', () => {
    const none: Table = { rows: 2, columns: [] };
    expect(() => fitBoosting(none, Float64Array.of(0, 0), settings)).toThrow('None of the 2');
    expect(() => fitBoosting(none, Float64Array.of(1, 1), settings)).toThrow('All 2');
  });
});

describe('contributions of trees', () => {
  test('add up to the margin', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 6 }), (seed, depth) => {
        const { table, outcome } = syntheticTable(150, seed);
        const model = fitBoosting(table, outcome, { ...settings, depth, seed });
        const { base, columns } = treeContributions(model, table);
        boostedMargins(model, table).forEach((margin, row) => {
          const sum = columns.reduce((total, column) => total + (column.logOdds[row] ?? 0), base);
          expect(Math.abs(sum - margin)).toBeLessThan(1e-10);
        });
      }),
      { numRuns: 20 },
    );
  });

  test("are Shapley's values, as his definition over all sets of columns gives them", () => {
    const { table, outcome } = syntheticTable(300, 17);
    const model = fitBoosting(table, outcome, { ...settings, rounds: 5, depth: 4 });
    const { columns } = treeContributions(model, table);
    const binned = binTable(model.bins, table);
    for (const row of [0, 50, 100, 299]) {
      const bins = binned.columns.map((column) => column[row] ?? 0);
      const worth = (known: number) =>
        model.trees.reduce((sum, tree) => sum + expectedValue(tree, 0, bins, known), 0);
      shapleyByDefinition(model.bins.length, worth).forEach((value, feature) => {
        expect(columns[feature]?.logOdds[row]).toBeCloseTo(value, 10);
      });
    }
  });
});

/** The tree's value when only the columns in the set `known` (one bit each) are known. */
function expectedValue(tree: Tree, node: number, bins: readonly number[], known: number): number {
  const feature = tree.feature[node] ?? LEAF;
  if (feature === LEAF) return tree.value[node] ?? 0;
  if (known & (1 << feature)) {
    return expectedValue(tree, childFor(tree, node, bins[feature] ?? 0), bins, known);
  }
  const left = tree.left[node] ?? 0;
  const [leftCover = 0, rightCover = 0] = [tree.cover[left], tree.cover[left + 1]];
  return (
    (leftCover * expectedValue(tree, left, bins, known) +
      rightCover * expectedValue(tree, left + 1, bins, known)) /
    (leftCover + rightCover)
  );
}

function shapleyByDefinition(features: number, worth: (known: number) => number): number[] {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  return Array.from({ length: features }, (_, feature) => {
    let sum = 0;
    for (let known = 0; known < 1 << features; known++) {
      if (known & (1 << feature)) continue;
      const size = known.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(features - size - 1)) / factorial(features);
      sum += weight * (worth(known | (1 << feature)) - worth(known));
    }
    return sum;
  });
}
