import { describe, expect, test } from 'vitest';
import type { RiskSets, TieGroup } from '../../../src-main/engines/risk/survival/cox-risk-sets';
import { tellingPairs } from '../../../src-main/engines/risk/survival/cox-telling';

interface Row {
  readonly value: number;
  readonly weight: number;
  readonly time: number;
  readonly event?: boolean;
  readonly start?: number;
  readonly stratum?: number;
}

/** Rows as a Cox regression arranges them: by stratum, each from the longest time to the shortest. */
function told(rows: readonly Row[], least: number): number {
  const groups: TieGroup[] = [];
  for (const [row, { time, stratum = 0, event }] of rows.entries()) {
    const last = groups.at(-1);
    const isNew = last === undefined || last.time !== time || last.stratum !== stratum;
    const events = (isNew ? 0 : last.events) + (event ? 1 : 0);
    const start = isNew ? row : last.start;
    if (!isNew) groups.pop();
    const opensStratum = groups.at(-1)?.stratum !== stratum;
    groups.push({ start, end: row + 1, time, stratum, opensStratum, events, unwatched: new Int32Array() });
  }
  const sets: RiskSets = {
    columns: [Float64Array.from(rows, ({ value }) => value)],
    event: Float64Array.from(rows, ({ event }) => (event ? 1 : 0)),
    start: Float64Array.from(rows, ({ start }) => start ?? Number.NEGATIVE_INFINITY),
    groups,
  };
  return tellingPairs(
    sets,
    Float64Array.from(rows, ({ weight }) => weight),
    least,
  )[0] as number;
}

/** Their squared difference is 9: it tells where the two are set against each other. */
const stays = { value: 4, weight: 0.2, time: 9 };
const leaves = { value: 1, weight: 0.2, time: 5, event: true };

describe('what a Cox regression is unsure of', () => {
  test('is how an event differs from those at risk with it that have a share of its hazard', () => {
    expect(told([stays, leaves], 0.4)).toBe(9);
    expect(told([stays, leaves], 0.6)).toBe(0);
    expect(told([{ ...stays, weight: 0.1 }, leaves], 0.4)).toBe(0);
  });

  test('is nothing of those who left before, came later, or are of another stratum', () => {
    expect(told([leaves, { ...stays, time: 2 }], 0.1)).toBe(0);
    expect(told([{ ...stays, start: 5 }, leaves], 0.1)).toBe(0);
    expect(told([{ ...stays, start: 4 }, leaves], 0.1)).toBe(9);
    expect(told([stays, { ...leaves, stratum: 1 }], 0.1)).toBe(0);
  });

  test('is nothing where nobody left', () => {
    expect(told([stays, { ...leaves, event: false }], 0.1)).toBe(0);
  });

  test('is how events of one time differ from each other, however small their share', () => {
    const both = [leaves, { ...leaves, value: 3 }];
    expect(told(both, 0.9)).toBe(4);
  });

  test('is how those differ whom others join: all are set against one of them', () => {
    const rows = [stays, { value: 2, weight: 0.2, time: 7, event: true }, leaves];
    // Against one of 4, 2 and 1: of each choice another sum.
    expect([4 + 9, 4 + 1, 9 + 1]).toContain(told(rows, 0.2));
  });
});
