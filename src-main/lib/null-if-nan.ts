/** Columns hold NaN where a figure is not known, what crosses a border null. */
export function nullIfNaN(figure: number): number | null {
  return Number.isNaN(figure) ? null : figure;
}
