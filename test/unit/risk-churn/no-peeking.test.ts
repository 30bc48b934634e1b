import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountUsage } from '../../../src-main/engines/risk/features/account-usage';
import type { Intervention } from '../../../src-main/engines/risk/features/intervention-features';
import { readRisk } from '../../../src-main/engines/risk/features/risk-features';
import { asOf, batchOf } from '../health/batch';
import { monthly, subjectOf, usagePage } from './simulated-accounts';

const created = asOf - 400;
const past = fc.integer({ min: created, max: asOf - 1 });
const future = fc.integer({ min: asOf, max: asOf + 400 });

const happenings = (day: fc.Arbitrary<number>) =>
  fc.record({
    pages: fc.array(fc.tuple(day, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 99 })), {
      maxLength: 30,
    }),
    tickets: fc.array(fc.record({ opened: day, severity: fc.constantFrom(0, 1, 2, 3) }), { maxLength: 5 }),
    answers: fc.array(fc.record({ day, score: fc.integer({ min: 0, max: 10 }) }), { maxLength: 5 }),
    pulses: fc.array(fc.record({ day, points: fc.integer({ min: 0, max: 100 }) }), { maxLength: 5 }),
    failed: fc.array(day, { maxLength: 3 }),
    terms: fc.array(day, { maxLength: 3 }),
    interventions: fc.array(interventionOn(day), { maxLength: 5 }),
  });

const interventionOn = (day: fc.Arbitrary<number>): fc.Arbitrary<Intervention> =>
  fc
    .record({
      kind: fc.constantFrom('check_in', 'business_review'),
      startedDay: day,
      lasts: fc.option(fc.integer({ min: 0, max: 200 })),
      isAutomatic: fc.boolean(),
      isHeldOut: fc.boolean(),
    })
    .map(({ lasts, ...rest }) => ({ ...rest, endedDay: lasts === null ? 0 : rest.startedDay + lasts }));

type Happenings = ReturnType<typeof happenings> extends fc.Arbitrary<infer T> ? T : never;

function readingOf(parts: readonly Happenings[], churned: number) {
  const all = <T>(of: (part: Happenings) => readonly T[]) => parts.flatMap(of);
  const byDay = <T>(rows: readonly T[], day: (row: T) => number) =>
    rows.toSorted((left, right) => day(left) - day(right));
  const pages = all(({ pages }) => pages).map(([day, feature, events]) => usagePage(day, feature, events));
  const story = {
    created,
    churned,
    tickets: byDay(
      all(({ tickets }) => tickets),
      ({ opened }) => opened,
    ),
    answers: byDay(
      all(({ answers }) => answers),
      ({ day }) => day,
    ),
    pulses: byDay(
      all(({ pulses }) => pulses),
      ({ day }) => day,
    ),
    subscriptions: all(({ failed }) => failed).map((failed) => ({ from: created, failed })),
  };
  const terms = all(({ terms }) => terms).map((from) => monthly(from));
  const interventions = byDay(
    all((part) => part.interventions),
    ({ startedDay }) => startedDay,
  );
  return readRisk(subjectOf(story, terms, pages, interventions), created, asOf, [1, 2, 3]);
}

test('nothing that happens on the day a model reads, or later, changes what it reads', () => {
  fc.assert(
    fc.property(happenings(past), happenings(future), fc.option(future), (before, after, churned) => {
      expect(readingOf([before, after], churned ?? 0)).toEqual(readingOf([before], 0));
    }),
  );
});

test('when an intervention under way ends is not read', () => {
  const begun = { kind: 'training', startedDay: asOf - 20, isAutomatic: false, isHeldOut: false } as const;
  fc.assert(
    fc.property(fc.option(future), (ended) => {
      const { values } = readRisk(
        subjectOf({ created }, [], [], [{ ...begun, endedDay: ended ?? 0 }]),
        created,
        asOf,
        [],
      );
      expect(values.intervention_under_way).toBe(1);
      expect(Math.expm1(values.log_interventions_90)).toBeCloseTo(1, 9);
      expect(Math.expm1(values.log_days_since_intervention)).toBeCloseTo(19, 9);
    }),
  );
});

test('what was held out counts as not done', () => {
  const planned = {
    kind: 'offer',
    startedDay: asOf - 5,
    endedDay: 0,
    isAutomatic: true,
    isHeldOut: true,
  } as const;
  const read = (interventions: readonly Intervention[]) =>
    readRisk(subjectOf({ created }, [], [], interventions), created, asOf, []);
  expect(read([planned])).toEqual(read([]));
});

test('a company that has recorded no intervention before the day is not known to have done none', () => {
  const subject = subjectOf({ created }, [], []);
  for (const firstInterventionDay of [0, asOf, asOf + 30]) {
    const { values } = readRisk(
      { ...subject, company: { ...subject.company, firstInterventionDay } },
      created,
      asOf,
      [],
    );
    expect(values.log_interventions_90).toBeNaN();
    expect(values.log_days_since_intervention).toBeNaN();
    expect(values.intervention_under_way).toBeNaN();
  }
});

test('when a subscription really ended is not read, only whether it was in force', () => {
  fc.assert(
    fc.property(future, (ended) => {
      const open = subjectOf({ created }, [monthly(created)], []);
      const closed = subjectOf({ created }, [monthly(created, { endedDay: ended + 1 })], []);
      expect(readRisk(closed, created, asOf, [])).toEqual(readRisk(open, created, asOf, []));
    }),
  );
});

test('a week that is not over tells nothing', () => {
  const week = { ...usagePage(asOf - 3, 1, 50), lastDay: asOf + 3 };
  const subject = {
    ...subjectOf({ created }, [], []),
    usage: accountUsage([week]),
    batch: batchOf({ created }),
  };
  expect(readRisk(subject, created, asOf, [1]).values['rate28:1']).toBe(0);
});
