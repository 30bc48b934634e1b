import { describe, expect, test } from 'vitest';
import { allColumns } from '../../../src-main/engines/risk/churn/churn-rows';
import { knownSignOf } from '../../../src-main/engines/risk/features/known-signs';
import { worseThanPeers } from '../../../src-main/engines/risk/reasons/compared-with-peers';
import { comparableTo, peersOf } from '../../../src-main/engines/risk/reasons/peers';

const log = Math.log1p;

describe('what is worse than with comparable accounts', () => {
  test.each([
    ['log_severe_tickets', log(3), [0, 0, log(1)], 'accounts like it have 0 or 1'],
    ['log_severe_tickets', log(3), [0, 0, log(2)], 'accounts like it have 0 to 2'],
    ['log_severe_tickets', log(1), [0, 0, 0], 'accounts like it have 0'],
    ['rate28:7', log(9), [log(16), log(20), log(40)], 'accounts like it do so 16 to 40 times'],
    ['seat_use', 0.1, [0.4, 0.5, 0.8], 'accounts like it use 40% to 80% of theirs'],
    ['log_idle_days', log(30), [0, 0, log(2)], 'most accounts like it were active within 3 days'],
    ['usage_trend', log(-0.5), [log(-0.06), 0, log(0.15)], 'accounts like it are down 6% to up 15%'],
    ['urgent_open', 1, [0, 0, 0], 'most accounts like it have none'],
    ['mrr_lost', 0.2, [0, 0, 0], 'most accounts like it pay as much as ever'],
    ['mrr_lost', 0.2, [0, 0, 0.1], 'accounts like it 0% to 10% less'],
    [
      'log_mrr_per_seat',
      Math.log(252),
      [Math.log(103), Math.log(120), Math.log(196)],
      'accounts like it pay about $103 to $196',
    ],
  ] as const)('%s says where those lie', (column, value, quartiles, words) => {
    expect(worseThanPeers(column, value, quartiles)).toBe(words);
  });

  test('names prices in the company’s currency', () => {
    const quartiles = [Math.log(103), Math.log(120), Math.log(196)] as const;
    expect(worseThanPeers('log_mrr_per_seat', Math.log(252), quartiles, 'EUR')).toBe(
      'accounts like it pay about EUR 103 to EUR 196',
    );
  });

  test('is nothing that a quarter of them have as well, is better, unknown, or lacks a comparison', () => {
    expect(worseThanPeers('log_severe_tickets', log(1), [0, 0, log(1)])).toBeNull();
    expect(worseThanPeers('log_severe_tickets', 0, [0, log(1), log(2)])).toBeNull();
    expect(worseThanPeers('seat_use', 0.9, [0.4, 0.5, 0.8])).toBeNull();
    expect(worseThanPeers('nps', Number.NaN, [0, 20, 60])).toBeNull();
    expect(worseThanPeers('nps', -50, undefined)).toBeNull();
    expect(worseThanPeers('log_idle_days', log(5), [0, 0, 0])).toBeNull();
  });

  test('is never size, age, a contract or what was done for it', () => {
    const neutral = ['log_mrr', 'log_seats', 'discount', 'log_billing_months', 'log_tenure', 'first_month'];
    const done = ['log_interventions_90', 'log_days_since_intervention', 'intervention_under_way'];
    for (const column of [...neutral, ...done, 'months_to_term_end', 'term_ends', 'returned'])
      for (const value of [-1e6, 1e6]) expect(worseThanPeers(column, value, [0, 0, 0])).toBeNull();
  });

  test('goes the way a manager knows, for every column with a sign', () => {
    for (const column of allColumns([7])) {
      const sign = knownSignOf(column);
      if (sign === undefined) continue;
      const [more, less] = [worseThanPeers(column, 50, [1, 2, 3]), worseThanPeers(column, -50, [1, 2, 3])];
      expect(sign.direction === 'raises' ? more : less, column).toMatch(/accounts like it/);
      expect(sign.direction === 'raises' ? less : more, column).toBeNull();
    }
  });
});

describe('comparable accounts', () => {
  const reading = (segment: string | null, seats: number) => ({ segment, values: { seats } });
  test('are those of the segment where there are thirty, else all', () => {
    const many = Array.from({ length: 30 }, (_, i) => reading('Large', i));
    const few = Array.from({ length: 29 }, () => reading('Small', 1000));
    const peers = peersOf([...many, ...few, reading(null, Number.NaN)]);
    expect(comparableTo(peers, 'Large')).toEqual({ accounts: 30, columns: { seats: [7, 15, 22] } });
    expect(comparableTo(peers, 'Small').accounts).toBe(60);
    expect(comparableTo(peers, null).accounts).toBe(60);
    expect(comparableTo(peers, 'Small').columns['seats']?.[2]).toBe(1000);
  });
});
