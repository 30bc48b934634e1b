import { describe, expect, test } from 'vitest';
import type { ReadSubject } from '../../../src-main/engines/risk/churn/read-subject';
import { ageReason, termReason } from '../../../src-main/engines/risk/reasons/contract-reasons';

const asOf = 20_000;
const terms = { gate: { kind: 'terms', otherwise: 0.001 } } as const;
const open = { gate: { kind: 'open' } } as const;

function subject(commitment: ReadSubject['commitment'], months = 12): ReadSubject {
  const values = { log_tenure: Math.log(months) } as ReadSubject['seen']['values'];
  const seen = { values, silentDays: 0 };
  return { values: new Float64Array(), segment: null, mrr: 1, seen, createdDay: 0, asOf, commitment };
}

describe('the contract as a reason', () => {
  test('is a long term that ends within 90 days', () => {
    const text = (days: number, months: number) =>
      termReason(terms, subject([{ day: asOf + days, months }]))?.text;
    expect(text(74, 12)).toBe(
      'A term ends in 74 days; accounts like it leave when one ends, hardly ever before',
    );
    expect(text(0, 12)).toMatch(/^A term ends today; /);
    expect(text(90, 12)).toBeDefined();
    expect(text(91, 12)).toBeUndefined();
    expect(text(20, 3)).toBeUndefined();
    expect(termReason(terms, subject([]))).toBeNull();
    expect(termReason(open, subject([{ day: asOf + 1, months: 6 }]))?.text).toBe(
      'A term ends in 1 day; accounts like it leave more often when one ends',
    );
  });

  test('is youth, and never that an account has stayed long', () => {
    const group = {
      accounts: 40,
      columns: { log_tenure: [Math.log(13), Math.log(20), Math.log(41)] as const },
    };
    expect(ageReason(subject([], 2), group)?.text).toBe(
      'A customer for only 2 months; accounts like it for 13 to 41 months',
    );
    expect(ageReason(subject([], 13), group)).toBeNull();
    expect(ageReason(subject([], 60), group)).toBeNull();
    expect(ageReason(subject([], 2), { accounts: 40, columns: {} })).toBeNull();
  });
});
