import { describe, expect, it } from 'vitest';
import { measureIds } from '../../../src-preload/contract/health-config';
import { measureValue, rawEntry } from '../../../src-renderer/ui/measure-value';

describe('a measure’s raw value in words', () => {
  it('carries its unit', () => {
    expect(measureValue('active_share', 0.64)).toBe('64%');
    expect(measureValue('days_since_activity', 1)).toBe('1 day');
    expect(measureValue('months_to_renewal', 4.25)).toBe('4.3 months');
    expect(measureValue('tickets_per_seat', 0.034)).toBe('0.03 per seat');
    expect(measureValue('nps', -12)).toBe('−12');
  });

  it('shows the sign of a change, and none for no change', () => {
    expect(measureValue('usage_trend', 0.12)).toBe('+12%');
    expect(measureValue('usage_trend', 0)).toBe('0%');
  });

  it('says that a value is missing, never zero', () => {
    for (const id of measureIds) expect(measureValue(id, null)).toBe('no data');
  });

  it('is entered in the unit that it is shown in', () => {
    expect(rawEntry('usage_trend')).toEqual({ scale: 0.01, suffix: '%' });
    expect(rawEntry('nps')).toEqual({ scale: 1, suffix: '' });
  });
});
