import { formatShare } from './number';

/** A probability 0-1 as a share: whole percents, tenths below 10 %; what would show as nothing is `<0.1%`. */
export function probabilityText(share: number): string {
  if (share > 0 && share < 0.0005) return `<${formatShare(0.001, 1)}`;
  return formatShare(share, share < 0.1 ? 1 : 0);
}
