import { formatShare } from './format/number';
import { probabilityText } from './format/probability';

/** A probability 0-1, exact on hover; a dash where none is foretold. */
export function Probability({ share }: { share: number | null }) {
  if (share === null) return <span className="faint">–</span>;
  return (
    <span className="number" title={formatShare(share, 2)}>
      {probabilityText(share)}
    </span>
  );
}
