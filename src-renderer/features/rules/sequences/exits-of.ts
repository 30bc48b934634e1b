import type { SequenceHealth } from '../../../../src-preload/contract/sequences/listed';
import { formatCount } from '../../../ui/format/number';

/** How it fared with those whose way is over, in a sentence; blank where there is nobody yet. */
export function exitsOf({ exits }: SequenceHealth): string {
  if (exits.length === 0) return '';
  const total = exits.reduce((sum, { people }) => sum + people, 0);
  return `Over for ${formatCount(total)}: ${exits.map(({ people, words }) => `${formatCount(people)} ${words}`).join(', ')}.`;
}
