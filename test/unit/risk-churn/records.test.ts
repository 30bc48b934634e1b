import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChurnRows, collectRows } from '../../../src-main/engines/risk/churn/churn-rows';
import { accountUsage } from '../../../src-main/engines/risk/features/account-usage';
import { recordsBegan } from '../../../src-main/engines/risk/features/records';
import { type RiskSubject, readRisk } from '../../../src-main/engines/risk/features/risk-features';
import { mean, sum } from '../../../src-main/lib/statistics/vectors';
import { firstDay, monthly, simulatedAccounts, subjectOf, through, usagePage } from './simulated-accounts';

/** A year of the story is over when its records begin: who left before is in none of them. */
const began = firstDay + 360;

function onRecordSince(subjects: readonly RiskSubject[], day: number): RiskSubject[] {
  return subjects
    .filter(({ batch }) => (batch.churnedDay[0] as number) === 0 || (batch.churnedDay[0] as number) >= day)
    .map((subject) => ({
      ...subject,
      company: { ...subject.company, recordsBegan: day },
      usage: accountUsage(pagesSince(subject, day)),
    }));
}

function pagesSince({ usage }: RiskSubject, day: number) {
  return Array.from(usage.lastDay.keys())
    .filter((page) => (usage.firstDay[page] as number) >= day)
    .map((page) =>
      usagePage(usage.lastDay[page] as number, 1, usage.events[usage.start[page] as number] as number),
    );
}

function rowsOf(subjects: readonly RiskSubject[], since: number): ChurnRows {
  const collector = collectRows([1], through, since);
  for (const subject of subjects) collector.add(subject);
  return collector.rows();
}

describe('the day from which records tell of use', () => {
  test('is none of stray events before the rest', () => {
    expect(recordsBegan([])).toBe(0);
    expect(recordsBegan([500])).toBe(500);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 19_000, max: 19_400 }), { minLength: 40, maxLength: 80 }),
        fc.integer({ min: 1, max: 18_000 }),
        (days, stray) => {
          const day = recordsBegan([...days, stray]);
          expect(day).toBeGreaterThanOrEqual(Math.min(...days));
          expect(day).toBeLessThanOrEqual(days.toSorted((a, b) => a - b)[5] as number);
        },
      ),
    );
  });
});

describe('months of before the records', () => {
  const all = simulatedAccounts(400, 5);
  const known = onRecordSince(all, began);

  test('are none in which everybody stayed: the chance to leave is that of the months on record', () => {
    const later = (rows: ChurnRows) => rows.outcome.filter((_, row) => (rows.from[row] as number) >= began);
    const truth = mean(later(rowsOf(all, 0)));
    expect(mean(rowsOf(known, 0).outcome)).toBeLessThan(0.6 * truth);
    expect(mean(rowsOf(known, began).outcome)).toBeGreaterThan(0.85 * truth);
    expect(mean(rowsOf(known, began).outcome)).toBeLessThan(1.15 * truth);
  });

  test('take no departure with them, whenever use began to be recorded', () => {
    for (const day of [firstDay, began, through, through + 100])
      expect(sum(rowsOf(all, day).outcome)).toBe(sum(rowsOf(all, 0).outcome));
  });

  test('stay where departures are known from before the use', () => {
    const early = rowsOf(all, through);
    const first = Math.min(...all.map(({ batch }) => batch.churnedDay[0] as number).filter((day) => day > 0));
    expect(Math.min(...early.to)).toBeGreaterThan(first);
    expect(Math.min(...early.from)).toBeLessThanOrEqual(first);
  });
});

describe('what is read of an account that is older than the records', () => {
  const created = firstDay;
  const asOf = firstDay + 400;
  const since = asOf - 28;
  const read = (recordsSince: number) => {
    const pages = Array.from({ length: 28 }, (_, i) => usagePage(since + i, 1, 4));
    const subject = subjectOf({ created }, [monthly(created)], pages);
    return readRisk(
      { ...subject, company: { ...subject.company, recordsBegan: recordsSince } },
      created,
      asOf,
      [1],
    );
  };

  test('is its use in the time on record: a young record is no growth', () => {
    expect(read(since).values.usage_trend).toBeCloseTo(0, 9);
    expect(read(0).values.usage_trend).toBeGreaterThan(1);
    expect(read(since).values['rate182:1']).toBeCloseTo(Math.log1p(28 * 4), 9);
  });

  test('is no silence from before the records', () => {
    const subject = subjectOf({ created }, [monthly(created)], []);
    const idle = (recordsSince: number) =>
      Math.expm1(
        readRisk(
          { ...subject, company: { ...subject.company, recordsBegan: recordsSince } },
          created,
          asOf,
          [],
        ).values.log_idle_days,
      );
    expect(idle(0)).toBeCloseTo(182, 9);
    expect(idle(since)).toBeCloseTo(28, 9);
  });
});
