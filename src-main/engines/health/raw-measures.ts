import type { MeasureId } from '../../../src-preload/contract/health-config';
import { measureAt, measureCount } from './measures';

/** Raw values of many subjects: one column per measure, by its place, NaN where nothing is known. */
export interface RawMeasures {
  /** Subjects there is room for. */
  readonly capacity: number;
  readonly columns: readonly Float64Array[];
}

export function createRawMeasures(capacity: number): RawMeasures {
  return {
    capacity,
    columns: Array.from({ length: measureCount }, () => new Float64Array(capacity).fill(Number.NaN)),
  };
}

export function setRaw(raws: RawMeasures, id: MeasureId, subject: number, value: number): void {
  (raws.columns[measureAt[id]] as Float64Array)[subject] = value;
}

/** Puts one subject's raw values by place into the columns. */
export function putRaws(raws: RawMeasures, subject: number, own: ArrayLike<number>): void {
  for (let at = 0; at < measureCount; at++) (raws.columns[at] as Float64Array)[subject] = own[at] as number;
}

/** One subject's raw values by place. */
export function rawsOf(raws: RawMeasures, subject: number): Float64Array {
  const own = new Float64Array(measureCount);
  for (let at = 0; at < measureCount; at++) own[at] = (raws.columns[at] as Float64Array)[subject] as number;
  return own;
}

/** Which of these raw values are known, a bit for each. */
export function knownMask(raws: ArrayLike<number>): number {
  let mask = 0;
  for (let at = 0; at < raws.length; at++) if (!Number.isNaN(raws[at])) mask |= 1 << at;
  return mask;
}
