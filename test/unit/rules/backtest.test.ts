import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Backtest,
  type BacktestPlan,
  backtest,
  type Spell,
} from '../../../src-main/engines/rules/backtest';
import { reportOf } from '../../../src-main/engines/rules/backtest-report';
import { catalogueOf, checkedOf, fact, givenColumns } from '../../support/rules/fact-builder';

const facts = catalogueOf(fact('score', 'number'));
const below50 = checkedOf(
  { combinator: 'and', rules: [{ field: 'score', operator: 'below', value: 50 }] },
  facts,
);
const rule = { conditions: below50, rearm: null, trigger: 'edge', clearDays: 2, coolDownDays: 0 } as const;

/** Scores by account, a list of days each, from day 0 on. */
function run(scores: readonly (readonly (number | null)[])[], plan: Partial<BacktestPlan> = {}): Backtest {
  const length = scores[0]?.length ?? 0;
  const columns = givenColumns(
    scores.length,
    Object.fromEntries(
      Array.from({ length }, (_, day) => [day, { score: scores.map((own) => own[day] ?? null) }]),
    ),
  );
  const steps = backtest(
    {
      rule,
      from: 0,
      to: length - 1,
      knownTo: length - 1,
      horizonDays: 3,
      spells: scores.map((_, row): Spell => ({ row, beganDay: 0, lastDay: null })),
      ...plan,
    },
    columns,
  );
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}

describe('a look back', () => {
  test('fires on the day on which a score falls below, once for one that goes to and fro', () => {
    const { firings } = run([
      [60, 49, 51, 49, 51],
      [60, 60, 60, 60, 60],
      [49, 49, 49, 49, 49],
    ]);
    expect(firings).toEqual([{ row: 0, day: 1, lastDay: null, left: false, isFollowed: true }]);
  });

  test('knows of a firing whether the account left after it, or that this is too early to tell', () => {
    const scores = [60, 40, 40, 40, 40, 40];
    const spells = (lastDay: number | null): Spell[] => [{ row: 0, beganDay: 0, lastDay }];
    expect(run([scores], { spells: spells(4) }).firings[0]?.left).toBe(true);
    expect(run([scores], { spells: spells(5) }).firings[0]?.left).toBe(false);
    expect(run([scores], { spells: spells(null), knownTo: 4 }).firings[0]?.left).toBe(false);
    expect(run([scores], { spells: spells(null), knownTo: 3 }).firings[0]?.left).toBe(null);
  });

  test('judges customers alone, and a return as a life of its own', () => {
    const scores = [60, 40, 40, 40, 40, 60, 40];
    const spells: Spell[] = [
      { row: 0, beganDay: 0, lastDay: 2 },
      { row: 0, beganDay: 4, lastDay: null },
    ];
    const { firings, judgedDays } = run([scores], { spells, rule: { ...rule, clearDays: 1 } });
    expect(firings.map(({ day }) => day)).toEqual([1, 6]);
    expect(judgedDays).toBe(6);
  });

  test('counts the days on which it is not known whether the rule holds', () => {
    expect(run([[60, null, null, 40]])).toMatchObject({ judgedDays: 4, unknownDays: 2 });
  });

  test('tells of everyone who left how many days before the rule had warned, or that it did not', () => {
    const spells: Spell[] = [
      { row: 0, beganDay: 0, lastDay: 4 },
      { row: 1, beganDay: 0, lastDay: 4 },
      { row: 2, beganDay: 0, lastDay: 4 },
    ];
    const { departures } = run(
      [
        [60, 60, 40, 40, 40, 40],
        [60, 60, 60, 60, 60, 60],
        // Four days ahead is beyond the horizon of three.
        [40, 60, 60, 60, 60, 60],
      ],
      { spells },
    );
    expect(departures.map(({ warnedDays }) => warnedDays)).toEqual([2, null, null]);
  });
});

test('a report has a week for every seven days, and says what chance alone would catch', () => {
  const spells: Spell[] = [
    { row: 0, beganDay: 0, lastDay: 9 },
    { row: 1, beganDay: 0, lastDay: null },
  ];
  const falling = [60, 60, 60, 60, 60, 60, 60, 60, 40, 40];
  const steady = Array.from({ length: 10 }, () => 60);
  const report = reportOf(run([falling, steady], { spells, knownTo: 12 }), { from: 0, to: 9, minutes: 30 });
  expect(report).toMatchObject({
    days: 10,
    firings: 1,
    accounts: 1,
    firingsAWeek: 0.7,
    hours: 0.5,
    leftShare: 1,
    departures: 1,
    caught: 1,
    missed: 0,
    medianWarningDays: 1,
    weeks: [
      { firstDay: 0, firings: 0, followed: 0, left: 0 },
      { firstDay: 7, firings: 1, followed: 1, left: 1 },
    ],
  });
  expect(report.chanceShare).toBeCloseTo(4 / 20, 12);
  expect(report.lift).toBeCloseTo(20 / 4, 12);
});

test('no share is taken of firings of late: who left after them is known before it is known who stays', () => {
  const spells: Spell[] = [
    { row: 0, beganDay: 0, lastDay: 9 },
    { row: 1, beganDay: 0, lastDay: null },
  ];
  const falling = [60, 60, 60, 60, 60, 60, 60, 60, 40, 40];
  const result = run([falling, falling], { spells, knownTo: 9 });
  expect(result.firings.map(({ left }) => left)).toEqual([true, null]);
  const report = reportOf(result, { from: 0, to: 9, minutes: 30 });
  expect(report).toMatchObject({ followed: 0, leftShare: null, lift: null });
  expect(report.weeks[1]).toEqual({ firstDay: 7, firings: 2, followed: 0, left: 0 });
  // Of both the days up to the seventh: the one that left is told on the day three before, the other on none.
  expect(report.chanceShare).toBeCloseTo(1 / 14, 12);
});

test('a week says of how many of its firings it is known whether the account left', () => {
  const report = reportOf(run([[60, 60, 60, 40]], { knownTo: 3 }), { from: 0, to: 3, minutes: 15 });
  expect(report.weeks).toEqual([{ firstDay: 0, firings: 1, followed: 0, left: 0 }]);
});

test('a report of nothing has no shares', () => {
  expect(reportOf(run([[60, 60]]), { from: 0, to: 1, minutes: 15 })).toMatchObject({
    leftShare: null,
    lift: null,
    caughtShare: null,
    medianWarningDays: null,
  });
});

test('whatever the scores, each firing is the first day below after days in the clear, counted by hand', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(40, 60, null), { maxLength: 30 }), (scores) => {
      const { firings } = run([scores]);
      const expected: number[] = [];
      let clear = Number.NaN;
      for (const [day, score] of scores.entries()) {
        if (score === null) continue;
        if (score < 50) {
          if (clear >= 2) expected.push(day);
          clear = 0;
        } else clear = Number.isNaN(clear) ? 2 : clear + 1;
      }
      expect(firings.map(({ day }) => day)).toEqual(expected);
    }),
  );
});
