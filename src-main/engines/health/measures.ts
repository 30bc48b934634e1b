import { type MeasureId, measureCatalogue, measureIds } from '../../../src-preload/contract/health-config';

export const measureCount = measureIds.length;

/** A measure's place in the catalogue: its column, and its bit in a mask of known measures. */
export const measureAt = Object.fromEntries(measureIds.map((id, at) => [id, at])) as Readonly<
  Record<MeasureId, number>
>;

/** Places of the measures that a contact can have. */
export const userMeasures: readonly number[] = measureIds.flatMap((id, at) =>
  measureCatalogue[id].subject === 'organization' ? [] : [at],
);

/** Raw values of many subjects: one column per measure in the catalogue's order, NaN where nothing is known. */
export interface RawMeasures {
  /** Subjects there is room for. */
  readonly capacity: number;
  readonly columns: readonly Float64Array[];
}

export function createRawMeasures(capacity: number): RawMeasures {
  const columns = measureIds.map(() => new Float64Array(capacity).fill(Number.NaN));
  return { capacity, columns };
}

export function setRaw(raws: RawMeasures, id: MeasureId, subject: number, value: number): void {
  (raws.columns[measureAt[id]] as Float64Array)[subject] = value;
}

/** One subject's raw values in the catalogue's order. */
export function rawsOf(raws: RawMeasures, subject: number): Float64Array {
  return Float64Array.from(raws.columns, (column) => column[subject] as number);
}

/** Which of these raw values are known, a bit for each. */
export function knownMask(raws: ArrayLike<number>): number {
  let mask = 0;
  for (let at = 0; at < raws.length; at++) if (!Number.isNaN(raws[at])) mask |= 1 << at;
  return mask;
}
