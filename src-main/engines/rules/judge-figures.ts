import type { Comparison, FactTest } from '../../../src-preload/contract/rules/checked';
import { no, turn, unknown, type Verdicts, verdictOf, yes } from './verdict';

type Figures = Float64Array;
type TestOf<K extends FactTest['asks']> = Extract<FactTest, { asks: K }>;

/** A loop for each comparison, so that none of them asks anew for every subject which it is. NaN is neither side. */
const comparisons: Readonly<Record<Comparison, (values: Figures, wanted: number, out: Verdicts) => void>> = {
  below(values, wanted, out) {
    for (let row = 0; row < out.length; row++) {
      const value = values[row] as number;
      out[row] = verdictOf(value < wanted, Number.isNaN(value));
    }
  },
  atMost(values, wanted, out) {
    for (let row = 0; row < out.length; row++) {
      const value = values[row] as number;
      out[row] = verdictOf(value <= wanted, Number.isNaN(value));
    }
  },
  atLeast(values, wanted, out) {
    for (let row = 0; row < out.length; row++) {
      const value = values[row] as number;
      out[row] = verdictOf(value >= wanted, Number.isNaN(value));
    }
  },
  above(values, wanted, out) {
    for (let row = 0; row < out.length; row++) {
      const value = values[row] as number;
      out[row] = verdictOf(value > wanted, Number.isNaN(value));
    }
  },
  equals(values, wanted, out) {
    for (let row = 0; row < out.length; row++) {
      const value = values[row] as number;
      out[row] = verdictOf(value === wanted, Number.isNaN(value));
    }
  },
  differs(values, wanted, out) {
    for (let row = 0; row < out.length; row++) {
      const value = values[row] as number;
      out[row] = verdictOf(value < wanted || value > wanted, Number.isNaN(value));
    }
  },
};

export function compare(values: Figures, { operator, value }: TestOf<'compare'>, out: Verdicts): void {
  comparisons[operator](values, value, out);
}

/** @param wanted whether values within both ends are asked for, or those outside */
export function withinRange(
  values: Figures,
  { least, most, wanted }: { least: number; most: number; wanted: boolean },
  out: Verdicts,
): void {
  for (let row = 0; row < out.length; row++) {
    const value = values[row] as number;
    out[row] = verdictOf(value >= least && value <= most, Number.isNaN(value));
  }
  if (!wanted) turn(out);
}

/** What was not known before has crossed nothing: a value that comes to be known is no event. */
export function crossed(
  before: Figures,
  values: Figures,
  { falls, value: edge, includes }: TestOf<'crossing'>,
  out: Verdicts,
): void {
  const sign = falls ? 1 : -1;
  for (let row = 0; row < out.length; row++) {
    const now = sign * ((values[row] as number) - edge);
    const then = sign * ((before[row] as number) - edge);
    const isBeyond = includes ? now <= 0 : now < 0;
    const wasShort = includes ? then > 0 : then >= 0;
    // Where one of the two alone decides, the other need not be known.
    const cannot = (!isBeyond && !Number.isNaN(now)) || (!wasShort && !Number.isNaN(then));
    out[row] = cannot ? no : isBeyond && wasShort ? yes : unknown;
  }
}

/**
 * In percent it is of the size of the value before; of nothing there is no percentage, so that a rise from 0 is not known
 * to be one of any percent, and staying at 0 is no change.
 */
export function changed(
  before: Figures,
  values: Figures,
  { falls, by, isPercent }: TestOf<'change'>,
  out: Verdicts,
): void {
  const sign = falls ? -1 : 1;
  for (let row = 0; row < out.length; row++) {
    const then = before[row] as number;
    const moved = sign * ((values[row] as number) - then);
    const size = isPercent && moved !== 0 ? (100 * moved) / Math.abs(then) : moved;
    // Of nothing there is no percentage: it is without end.
    out[row] = verdictOf(reaches(size, by), Number.isNaN(size) || (isPercent && Math.abs(size) === Infinity));
  }
}

/** Whatever doubles leave behind their twelfth digit: 0.3 - 0.1 is 0.2, as it is shown. */
function reaches(value: number, wanted: number): boolean {
  return value >= wanted - 1e-12 * wanted && Math.abs(value) !== Infinity;
}

/** @param days of each subject */
export function liesAhead(
  days: Figures,
  { least, most }: TestOf<'ahead'>,
  today: number,
  out: Verdicts,
): void {
  withinRange(days, { least: today + least, most: today + most, wanted: true }, out);
}

/** A day off loses nobody: whatever came to be in (last look, today] is met today. */
export function reached(
  days: Figures,
  { offset }: TestOf<'reached'>,
  { day, lastDay }: { readonly day: number; readonly lastDay: number },
  out: Verdicts,
): void {
  withinRange(days, { least: lastDay + 1 - offset, most: day - offset, wanted: true }, out);
}

export function isYes(values: Figures, { wanted }: TestOf<'yes'>, out: Verdicts): void {
  comparisons.equals(values, wanted ? 1 : 0, out);
}

export function became(before: Figures, values: Figures, { wanted }: TestOf<'became'>, out: Verdicts): void {
  const edge = 0.5;
  crossed(before, values, { asks: 'crossing', falls: !wanted, value: edge, includes: false }, out);
}

export function known(values: Figures, { wanted }: TestOf<'known'>, out: Verdicts): void {
  for (let row = 0; row < out.length; row++)
    out[row] = Number.isNaN(values[row] as number) === wanted ? no : yes;
}
