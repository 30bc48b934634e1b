import type { Band } from '../../src-preload/contract/domain';
import { BandMark, bandWords } from './band-mark';

/** A health band as colour, shape and word. `null` is an account with nothing to score. */
export function BandBadge({ band }: { band: Band | null }) {
  return (
    <span className={`badge badge-${band ?? 'none'}`}>
      <BandMark band={band} size={8} />
      {band ? bandWords[band] : 'No score'}
    </span>
  );
}
