import { isBelowShown, shownChance } from '../../../src-preload/contract/words';
import { formatShare } from './number';

/** A probability 0-1 as every screen shows it, to the tenth of a percent; what would show as nothing is `<0.1%`. */
export function probabilityText(share: number): string {
  return isBelowShown(share) ? `<${formatShare(0.001, 1)}` : formatShare(shownChance(share), 1);
}
