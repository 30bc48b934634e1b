import { type MeasureId, measureCatalogue } from '../../src-preload/contract/health-config';
import { formatCount, formatPlural, formatShare, formatSignedShare } from './format/number';

/** Ratios that are "now divided by then, minus one": they read as a signed percentage. */
const relativeChanges: ReadonlySet<MeasureId> = new Set([
  'usage_against_baseline',
  'feature_depth',
  'usage_trend',
  'seat_change',
  'key_outcomes',
  'usage_per_mrr',
]);

/** Ratios too small for whole percents: they read as "0.04 per seat". */
const perSeat: ReadonlySet<MeasureId> = new Set(['tickets_per_seat']);

/** A measure's raw value with its unit, as a manager reads it; missing values say so. */
export function measureValue(id: MeasureId, raw: number | null): string {
  if (raw === null) return 'no data';
  if (relativeChanges.has(id)) return formatSignedShare(raw);
  if (perSeat.has(id)) return `${formatCount(raw, 2)} per seat`;
  switch (measureCatalogue[id].unit) {
    case 'ratio':
      return formatShare(raw);
    case 'days':
      return formatPlural(raw, 'day', 'days', 1);
    case 'months':
      return formatPlural(raw, 'month', 'months', 1);
    case 'points':
      return formatCount(raw, 1);
    case 'count':
      return formatCount(raw, 2);
  }
}

/** How a breakpoint's raw value is entered: percentages are typed as 80, kept as 0.8. */
export interface RawEntry {
  /** Raw value = typed number x scale. */
  scale: number;
  suffix: string;
}

export function rawEntry(id: MeasureId): RawEntry {
  if (perSeat.has(id)) return { scale: 1, suffix: ' per seat' };
  switch (measureCatalogue[id].unit) {
    case 'ratio':
      return { scale: 0.01, suffix: '%' };
    case 'days':
      return { scale: 1, suffix: ' days' };
    case 'months':
      return { scale: 1, suffix: ' months' };
    case 'points':
    case 'count':
      return { scale: 1, suffix: '' };
  }
}
