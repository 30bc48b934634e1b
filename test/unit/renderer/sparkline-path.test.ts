import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sparklinePath } from '../../../src-renderer/ui/sparkline-path';

const score = fc.double({ min: 0, max: 100, noNaN: true });
const scores = fc.array(fc.option(score), { minLength: 1, maxLength: 13 });

function pointsOf(line: string): { x: number; y: number }[] {
  return [...line.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

describe('a sparkline', () => {
  test('stays inside its box', () => {
    fc.assert(
      fc.property(scores, (values) => {
        for (const { x, y } of pointsOf(sparklinePath(values, 72, 20).line)) {
          expect(x >= 0 && x <= 72 && y >= 0 && y <= 20).toBe(true);
        }
      }),
    );
  });

  test('has one point for each score that was made, and ends at the last', () => {
    fc.assert(
      fc.property(scores, (values) => {
        const { line, end } = sparklinePath(values, 72, 20);
        const points = pointsOf(line);
        expect(points).toHaveLength(values.filter((value) => value !== null).length);
        expect(end).toEqual(points.at(-1) ?? null);
      }),
    );
  });

  test('a higher score never lies lower', () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 2, maxLength: 13 }), (values) => {
        const points = pointsOf(sparklinePath(values, 72, 20).line);
        values.forEach((value, i) => {
          values.forEach((other, j) => {
            if (value > other) expect(points[i]?.y).toBeLessThanOrEqual(points[j]?.y ?? 0);
          });
        });
      }),
    );
  });

  test('is broken where no score was made', () => {
    expect(sparklinePath([50, null, 60, 61], 72, 20).line.match(/M/g)).toHaveLength(2);
  });

  test('a point or two of change is not drawn as a fall', () => {
    const [first, last] = pointsOf(sparklinePath([70, 68], 72, 20).line);
    expect(Math.abs((first?.y ?? 0) - (last?.y ?? 0))).toBeLessThan(2);
  });

  test('without any score there is no line', () => {
    expect(sparklinePath([null, null], 72, 20)).toEqual({ line: '', end: null });
  });
});
