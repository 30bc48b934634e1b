import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceAhead, learnFading } from '../../../src-main/engines/risk/churn/fading';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom, type Random } from '../../../src-main/lib/statistics/random';
import { sum } from '../../../src-main/lib/statistics/vectors';

/** Expected value over a normal number, by the trapezoidal rule. */
function overNormal(value: (z: number) => number): number {
  const steps = Array.from({ length: 801 }, (_, i) => -8 + i / 50);
  return (
    steps.reduce((total, z) => total + (value(z) * Math.exp((-z * z) / 2)) / 50, 0) / Math.sqrt(2 * Math.PI)
  );
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

const average = fc.double({ min: -5, max: -1, noNaN: true });
const distance = fc.double({ min: -2, max: 3, noNaN: true });
const persistence = fc.double({ min: 0.5, max: 1, noNaN: true });

describe('a chance further ahead', () => {
  test('is the one that was read where nothing has passed, and where nothing fades', () => {
    fc.assert(
      fc.property(average, distance, fc.integer({ min: 0, max: 24 }), (centre, own, lead) => {
        const now = sigmoid(centre + own);
        expect(chanceAhead({ persistence: 0.7, variance: 2 }, centre, own, 0)).toBeCloseTo(now, 12);
        expect(chanceAhead({ persistence: 1, variance: 2 }, centre, own, lead)).toBeCloseTo(now, 12);
      }),
    );
  });

  test('is about the mean chance of log-odds that have moved on', () => {
    fc.assert(
      fc.property(
        average,
        distance,
        persistence,
        fc.integer({ min: 1, max: 24 }),
        (centre, own, kept, lead) => {
          const left = kept ** lead;
          const moved = Math.sqrt(1.5 * (1 - left * left));
          const exact = overNormal((z) => sigmoid(centre + left * own + moved * z));
          const chance = chanceAhead({ persistence: kept, variance: 1.5 }, centre, own, lead);
          expect(Math.abs(chance - exact)).toBeLessThan(0.05 * exact);
        },
      ),
    );
  });

  test('leaves a book the departures it has: accounts differ as much then as they do now', () => {
    for (const lead of [1, 3, 6, 12]) {
      const book = (ahead: number) =>
        overNormal((z) => chanceAhead({ persistence: 0.8, variance: 1.2 }, -3, Math.sqrt(1.2) * z, ahead));
      expect(book(lead) / book(0)).toBeGreaterThan(0.93);
      expect(book(lead) / book(0)).toBeLessThan(1.07);
    }
  });
});

describe('fading', () => {
  test('is learned from how log-odds foretold later months', () => {
    const random = createRandom(4);
    const [accounts, months] = [800, 8];
    const size = accounts * months;
    const rows = { id: new Int32Array(size), month: new Int32Array(size) };
    const margins = new Float64Array(size);
    const outcome = new Float64Array(size);
    for (let account = 0; account < accounts; account++) {
      let own = normal(random);
      for (let month = 0; month < months; month++) {
        const row = account * months + month;
        rows.id[row] = account;
        rows.month[row] = month;
        margins[row] = -1.5 + 1.2 * own;
        outcome[row] = random.next() < sigmoid(margins[row]) ? 1 : 0;
        own = 0.7 * own + Math.sqrt(1 - 0.49) * normal(random);
      }
    }
    expect(sum(outcome)).toBeGreaterThan(500);
    const { persistence: learned, variance } = learnFading(
      rows.id,
      rows.month,
      margins,
      new Float64Array(size).fill(-1.5),
      outcome,
    );
    expect(learned).toBeGreaterThanOrEqual(0.6);
    expect(learned).toBeLessThanOrEqual(0.8);
    expect(variance).toBeCloseTo(1.44, 0);
  });
});
