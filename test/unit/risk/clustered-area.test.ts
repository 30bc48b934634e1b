import { describe, expect, test } from 'vitest';
import { clusteredArea } from '../../../src-main/engines/risk/model/clustered-area';
import { rocArea } from '../../../src-main/engines/risk/model/roc-area';
import { createRandom } from '../../../src-main/lib/statistics/random';

const each = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

describe('the interval of an area under the ROC curve', () => {
  test("is DeLong's where every row stands alone, ties counting half", () => {
    // By hand: of the 4 x 3 pairs the row with the event is above in 8, level in 1; placements give the variance.
    const scores = Float64Array.of(0.1, 0.4, 0.35, 0.8, 0.8, 0.2, 0.9);
    const outcome = Float64Array.of(0, 0, 1, 1, 0, 1, 1);
    const found = clusteredArea(scores, outcome, each(7));
    const v10 = [1 / 3, 2.5 / 3, 1 / 3, 1];
    const v01 = [1, 0.5, 1.5 / 4];
    const area = v10.reduce((a, b) => a + b) / 4;
    const variance = (of: number[]) => of.reduce((sum, own) => sum + (own - area) ** 2, 0) / (of.length - 1);
    const error = Math.sqrt(variance(v10) / 4 + variance(v01) / 3);
    expect(found?.area).toBeCloseTo(area, 12);
    expect(found?.area).toBeCloseTo(rocArea(scores, outcome), 12);
    expect(found?.low).toBeCloseTo(area - 1.959964 * error, 12);
    expect(found?.high).toBe(1);
  });

  test('holds a half in about 19 of 20 rankings by chance, however many months an account has', () => {
    const random = createRandom(11);
    let held = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const scores: number[] = [];
      const outcome: number[] = [];
      const cluster: number[] = [];
      for (let account = 0; account < 120; account++) {
        // All months of an account score alike: they are one draw, not ten.
        const score = random.next();
        for (let month = 0; month < 10; month++) {
          scores.push(score + 0.01 * random.next());
          outcome.push(month === 9 && account % 3 === 0 ? 1 : 0);
          cluster.push(account);
        }
      }
      const found = clusteredArea(
        Float64Array.from(scores),
        Float64Array.from(outcome),
        Int32Array.from(cluster),
      );
      if (found !== null && found.low <= 0.5 && found.high >= 0.5) held += 1;
    }
    expect(held / runs).toBeGreaterThan(0.91);
    expect(held / runs).toBeLessThan(0.99);
  });

  test('is not known of a single account that left, or where nobody did', () => {
    const scores = Float64Array.of(0.1, 0.2, 0.3);
    expect(clusteredArea(scores, Float64Array.of(0, 0, 1), each(3))).toBeNull();
    expect(clusteredArea(scores, Float64Array.of(0, 0, 0), each(3))).toBeNull();
    expect(clusteredArea(scores, Float64Array.of(1, 1, 0), Int32Array.of(4, 4, 5))).toBeNull();
  });
});
