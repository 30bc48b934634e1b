import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitLogit, fitRidgePath, fitSignedLogit } from '../../../src-main/engines/risk/model/logit';
import type { CurvedPoint } from '../../../src-main/lib/statistics/newton';
import { maximizeWithinSigns } from '../../../src-main/lib/statistics/newton-within-signs';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { expectAllClose } from '../risk/closeness';

/** -(x - top)' A (x - top) / 2 for a random positive definite A. */
function parabola(size: number, seed: number) {
  const random = createRandom(seed);
  const root = Array.from({ length: size * size }, () => random.next() - 0.5);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = i === j ? 0.1 : 0;
      for (let k = 0; k < size; k++) sum += (root[i * size + k] as number) * (root[j * size + k] as number);
      matrix[i * size + j] = sum;
    }
  }
  const top = Float64Array.from({ length: size }, () => 4 * (random.next() - 0.5));
  const evaluate = (x: Float64Array): CurvedPoint => {
    const away = x.map((own, i) => own - (top[i] as number));
    const slope = away.map(
      (_, i) => -away.reduce((sum, own, j) => sum + own * (matrix[i * size + j] as number), 0),
    );
    return {
      value: away.reduce((sum, own, i) => sum + (own * (slope[i] as number)) / 2, 0),
      gradient: slope,
      information: () => matrix.slice(),
    };
  };
  return { evaluate, top };
}

const cases = fc.record({ seed: fc.nat(), size: fc.integer({ min: 1, max: 12 }) });

test('no coefficient crosses its sign, what is held is pulled beyond it, and what is free is at rest', () => {
  fc.assert(
    fc.property(cases, ({ seed, size }) => {
      const { evaluate } = parabola(size, seed);
      const random = createRandom(seed + 1);
      const signs = Int8Array.from({ length: size }, () => random.below(3) - 1);
      const found = maximizeWithinSigns(evaluate, signs, new Float64Array(size));
      expect(found.converged).toBe(true);
      const { gradient } = evaluate(found.x);
      found.x.forEach((own, j) => {
        const sign = signs[j] as number;
        expect(sign * own).toBeGreaterThanOrEqual(0);
        if (own === 0 && sign !== 0) expect(sign * (gradient[j] as number)).toBeLessThan(1e-6);
        else expect(Math.abs(gradient[j] as number)).toBeLessThan(1e-6);
      });
      expect(found.held).toEqual([...found.x.keys()].filter((j) => found.x[j] === 0 && signs[j] !== 0));
    }),
    { numRuns: 200 },
  );
});

test('without signs it is the top', () => {
  fc.assert(
    fc.property(cases, ({ seed, size }) => {
      const { evaluate, top } = parabola(size, seed);
      const { x, held } = maximizeWithinSigns(evaluate, new Int8Array(size), new Float64Array(size));
      expectAllClose(x, [...top], 1e-6);
      expect(held).toEqual([]);
    }),
  );
});

function randomLogit(seed: number, columns: number) {
  const random = createRandom(seed);
  const design = {
    rows: 200,
    columns: Array.from({ length: columns }, (_, j) => ({
      name: `c${j}`,
      values: Float64Array.from({ length: 200 }, () => random.next() - 0.5),
    })),
  };
  const outcome = Float64Array.from({ length: 200 }, (_, row) => {
    const lean = design.columns.reduce(
      (sum, { values }, j) => sum + (j % 2 === 0 ? 3 : -3) * (values[row] ?? 0),
      0,
    );
    return random.next() < 1 / (1 + Math.exp(-lean)) ? 1 : 0;
  });
  return { design, outcome };
}

test('a logit whose data keeps to the signs is the plain one', () => {
  const data = randomLogit(5, 4);
  const plain = fitLogit(data, { ridge: 1 });
  const signed = fitSignedLogit(data, 1, Int8Array.of(0, 1, -1, 1, -1));
  expectAllClose(signed.x, [plain.intercept, ...plain.coefficients], 1e-6);
  expect(signed.held).toEqual([]);
});

test('a logit held at 0 against its data is the one without those columns, on a path of ridges as well', () => {
  const data = randomLogit(6, 6);
  const signs = Int8Array.of(0, 1, 1, 1, 1, 1, 1);
  const without = fitLogit(
    {
      design: { rows: 200, columns: data.design.columns.filter((_, j) => j % 2 === 0) },
      outcome: data.outcome,
    },
    { ridge: 3 },
  );
  const [a = 0, b = 0, c = 0] = without.coefficients;
  const expected = [without.intercept, a, 0, b, 0, c, 0];
  const signed = fitSignedLogit(data, 3, signs);
  expectAllClose(signed.x, expected, 1e-6);
  expect(signed.held).toEqual([2, 4, 6]);
  expect(signed.factor.dependent).toEqual([2, 4, 6]);
  const last = fitRidgePath(data, [100, 30, 10, 3], signs).at(-1);
  expectAllClose([last?.intercept ?? 0, ...(last?.coefficients ?? [])], expected, 1e-5);
});

test('settles where steps have to be halved: rare events, and columns with a few values far from the rest', () => {
  for (let seed = 0; seed < 20; seed++) {
    const random = createRandom(seed);
    const rows = 2000;
    const columns = Array.from({ length: 8 }, (_, j) => ({
      name: `c${j}`,
      // Heavy tails: in a thousand rows one lies some thousand times farther out than most.
      values: Float64Array.from(
        { length: rows },
        () => Math.sign(random.next() - 0.5) / (1e-3 + random.next()),
      ),
    }));
    const outcome = Float64Array.from({ length: rows }, (_, row) =>
      random.next() < ((columns[0]?.values[row] ?? 0) > 2 ? 0.05 : 0.005) ? 1 : 0,
    );
    const signs = Int8Array.of(0, 1, -1, 1, -1, 1, -1, 0, 0);
    const { converged, iterations } = fitSignedLogit({ design: { rows, columns }, outcome }, 0.01, signs);
    expect(converged).toBe(true);
    expect(iterations).toBeLessThan(100);
  }
});
