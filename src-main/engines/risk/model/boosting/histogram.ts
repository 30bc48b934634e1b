import type { BinnedTable } from './bins';

/** First and second derivatives of the loss by each row's margin. */
export type Derivatives = { readonly gradient: Float64Array; readonly hessian: Float64Array };

/** Their sums over some rows. */
export type Totals = { readonly gradient: number; readonly hessian: number };

/** The columns a tree may ask, and where their bins lie in a histogram: two numbers (gradient, hessian) a bin. */
export type HistogramLayout = {
  readonly features: Int32Array;
  /** For every column of the table. */
  readonly bins: readonly number[];
  readonly offsets: Int32Array;
  readonly length: number;
  /** For every column of the table, where there are any. */
  readonly signs?: readonly (BinSign | undefined)[];
};

/** Which way steps may go from the lower bins to the higher. */
export type BinSign = {
  readonly direction: 1 | -1;
  /** The bin that a gap may not stand above; undefined where it may stand anywhere. */
  readonly gapLike: number | undefined;
};

export type Histogram = Float64Array;

export function layOut(bins: readonly number[], features: Int32Array): HistogramLayout {
  const offsets = new Int32Array(bins.length);
  let length = 0;
  bins.forEach((count, feature) => {
    offsets[feature] = length;
    length += 2 * count;
  });
  return { features, bins, offsets, length };
}

/** Sums of the derivatives of rows[start..end-1] in every bin of every column of the layout. */
export function countHistogram(
  table: BinnedTable,
  layout: HistogramLayout,
  rows: Int32Array,
  start: number,
  end: number,
  { gradient, hessian }: Derivatives,
): Histogram {
  const histogram = new Float64Array(layout.length);
  const count = end - start;
  // Gathered once for all columns, so that the inner loop reads them in order.
  const gradients = new Float64Array(count);
  const hessians = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const row = rows[start + i] as number;
    gradients[i] = gradient[row] as number;
    hessians[i] = hessian[row] as number;
  }
  const reached = rows.subarray(start, end);
  const { features, offsets } = layout;
  let i = 0;
  // Two columns at a time: what is read of a row serves both, and their sums don't wait for each other.
  for (; i + 1 < features.length; i += 2) {
    const [first, second] = [features[i] as number, features[i + 1] as number];
    const [bins, others] = [table.columns[first] as Uint8Array, table.columns[second] as Uint8Array];
    addPair(
      histogram,
      reached,
      gradients,
      hessians,
      bins,
      offsets[first] as number,
      others,
      offsets[second] as number,
    );
  }
  for (; i < features.length; i++) {
    const feature = features[i] as number;
    addOne(
      histogram,
      reached,
      gradients,
      hessians,
      table.columns[feature] as Uint8Array,
      offsets[feature] as number,
    );
  }
  return histogram;
}

function addOne(
  histogram: Histogram,
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
  bins: Uint8Array,
  offset: number,
): void {
  for (let i = 0; i < rows.length; i++) {
    const cell = offset + 2 * (bins[rows[i] as number] as number);
    histogram[cell] = (histogram[cell] as number) + (gradients[i] as number);
    histogram[cell + 1] = (histogram[cell + 1] as number) + (hessians[i] as number);
  }
}

function addPair(
  histogram: Histogram,
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
  bins: Uint8Array,
  offset: number,
  otherBins: Uint8Array,
  otherOffset: number,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const gradient = gradients[i] as number;
    const hessian = hessians[i] as number;
    const cell = offset + 2 * (bins[row] as number);
    const other = otherOffset + 2 * (otherBins[row] as number);
    histogram[cell] = (histogram[cell] as number) + gradient;
    histogram[cell + 1] = (histogram[cell + 1] as number) + hessian;
    histogram[other] = (histogram[other] as number) + gradient;
    histogram[other + 1] = (histogram[other + 1] as number) + hessian;
  }
}

/** The histogram of one sibling from their parent's and the other's. */
export function subtractHistogram(whole: Histogram, part: Histogram): Histogram {
  const rest = new Float64Array(whole.length);
  for (let i = 0; i < whole.length; i++) rest[i] = (whole[i] as number) - (part[i] as number);
  return rest;
}

export function binTotals(
  histogram: Histogram,
  layout: HistogramLayout,
  feature: number,
  bin: number,
): Totals {
  const cell = (layout.offsets[feature] as number) + 2 * bin;
  return { gradient: histogram[cell] as number, hessian: histogram[cell + 1] as number };
}

/** Every column holds every row once, so the bins of any one column sum to the totals. */
export function histogramTotals(histogram: Histogram, layout: HistogramLayout): Totals {
  const feature = layout.features[0] as number;
  let gradient = 0;
  let hessian = 0;
  for (let bin = 0; bin < (layout.bins[feature] as number); bin++) {
    const totals = binTotals(histogram, layout, feature, bin);
    gradient += totals.gradient;
    hessian += totals.hessian;
  }
  return { gradient, hessian };
}
