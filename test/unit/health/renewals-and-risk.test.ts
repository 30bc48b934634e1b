import { describe, expect, it } from 'vitest';
import type { SubscriptionRows } from '../../../src-main/engines/health/account-batch';
import { commercialFacts } from '../../../src-main/engines/health/commercial-facts';
import { micropointsPerPoint } from '../../../src-main/engines/health/points';
import { riskLevelOf } from '../../../src-main/engines/health/risk-level';

const today = 20_000;

/** One account's rows: [started, ended (0: open), renews]. */
function subscriptions(...rows: readonly (readonly [number, number, number])[]): SubscriptionRows {
  const days = (at: 0 | 1 | 2) => Int32Array.from(rows, (row) => row[at]);
  return {
    start: Int32Array.of(0, rows.length),
    startedDay: days(0),
    endedDay: days(1),
    renewsDay: days(2),
    mrr: new Float64Array(rows.length).fill(100),
    seats: new Float64Array(rows.length).fill(5),
    billingMonths: new Int32Array(rows.length).fill(12),
    discount: new Float64Array(rows.length),
    isTrial: new Uint8Array(rows.length),
    paymentFailedDay: new Int32Array(rows.length),
  };
}

function renewal(...rows: readonly (readonly [number, number, number])[]): number {
  const telling = { presentDay: today, monthlyRowsMove: false };
  return commercialFacts(subscriptions(...rows), 0, today, telling).renewal?.day ?? 0;
}

describe('the next renewal', () => {
  it('is the nearest of the terms in force', () => {
    expect(renewal([today - 100, 0, today + 265], [today - 300, 0, today + 65])).toBe(today + 65);
  });
  it('is none for a subscription that goes on from month to month', () => {
    expect(renewal([today - 10, 0, today + 20])).toBe(0);
  });
  it('stays when seats changed shortly before it: the term is as long as it was', () => {
    expect(renewal([today - 350, today - 5, today + 15], [today - 5, 0, today + 15])).toBe(today + 15);
  });
});

describe('the risk level', () => {
  const level = (
    band: 'poor' | 'middle' | 'healthy',
    points: number,
    ...ids: Parameters<typeof riskLevelOf>[0]['indicators'][number]['id'][]
  ) =>
    riskLevelOf({
      band,
      isTooLittleKnown: false,
      change28: points * micropointsPerPoint,
      indicators: ids.map((id) => ({ id, severity: 'serious' })),
    });

  it('begins with the band', () => {
    expect([level('healthy', 0), level('middle', 0), level('poor', 0)]).toEqual(['low', 'medium', 'high']);
  });
  it('counts one fall once, however it shows', () => {
    expect(level('middle', -12)).toBe('high');
    expect(level('middle', -12, 'renewal_soon_and_falling')).toBe('high');
    expect(level('middle', -6, 'renewal_soon_and_falling')).toBe('high');
  });
  it('rises with a serious fact of another kind', () => {
    expect(level('middle', -12, 'renewal_soon_and_falling', 'payment_failed')).toBe('critical');
    expect(level('poor', 0, 'urgent_ticket_open')).toBe('critical');
  });
});
