import { formatFixed } from './number';

/** A figure to a number of decimals; a dash where it is not known. */
export function figure(value: number | null, digits: number): string {
  return value === null ? '–' : formatFixed(value, digits);
}

/** A figure with its sign, a real minus as wide as the plus; a dash where it is not known. */
export function signedFigure(value: number | null, digits: number): string {
  if (value === null) return '–';
  const size = formatFixed(Math.abs(value), digits);
  return value === 0 ? size : `${value > 0 ? '+' : '−'}${size}`;
}
