import { probabilityText } from './format/probability';

/** A probability 0-1; a dash where none is foretold. */
export function Probability({ share }: { share: number | null }) {
  if (share === null) return <span className="faint">–</span>;
  return (
    <data className="number" value={share}>
      {probabilityText(share)}
    </data>
  );
}
