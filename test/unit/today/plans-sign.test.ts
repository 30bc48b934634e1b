import { describe, expect, test } from 'vitest';
import { plansSign } from '../../../src-main/engines/today/plans-sign';

const many = (name: string, times: number) => Array.from({ length: times }, () => name);

describe('the sign of stuck plans', () => {
  test('is none while none is stuck', () => {
    expect(plansSign([])).toBeNull();
  });

  test('says on what they are stuck, the most frequent first', () => {
    expect(plansSign([...many('A habit', 2), ...many('Kick-off held', 3)])).toEqual({
      what: '5 plans are stuck',
      heldUp: '3 on “Kick-off held”, 2 on “A habit”.',
    });
  });

  test('names one alone without a number', () => {
    expect(plansSign(['A habit'])).toEqual({ what: '1 plan is stuck', heldUp: 'on “A habit”.' });
    expect(plansSign(many('A habit', 1200))).toEqual({
      what: '1,200 plans are stuck',
      heldUp: 'all on “A habit”.',
    });
  });

  test('names three at most, and counts the rest', () => {
    const names = [...many('D', 1), ...many('C', 1), ...many('B', 2), ...many('A', 2), ...many('E', 1)];
    expect(plansSign(names)?.heldUp).toBe('2 on “A”, 2 on “B”, 1 on “C”, 2 on others.');
  });
});
