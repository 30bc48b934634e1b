import type { Breakdown, DimensionScore } from '../../../../src-preload/contract/health';
import type { Dimension } from '../../../../src-preload/contract/health-config';
import { BandMark, bandWords } from '../../../ui/band-mark';
import { formatScore, formatShare } from '../../../ui/format/number';
import { dimensionWords } from '../../../ui/words/health-words';
import classes from './dimension-cards.module.css';

interface DimensionCardsProps {
  breakdown: Breakdown;
  selected: Dimension | null;
  /** Called with null when the selected card is chosen again. */
  onSelect: (dimension: Dimension | null) => void;
}

/** One card a dimension: its score, its weight and the points it gives. Choosing one narrows the measures below. */
export function DimensionCards({ breakdown, selected, onSelect }: DimensionCardsProps) {
  return (
    <div className={classes.cards} data-tour="parts">
      {breakdown.dimensions.map((dimension) => (
        <button
          key={dimension.id}
          type="button"
          className={classes.card}
          aria-pressed={selected === dimension.id}
          onClick={() => onSelect(selected === dimension.id ? null : dimension.id)}
        >
          <DimensionFigures dimension={dimension} />
        </button>
      ))}
    </div>
  );
}

function DimensionFigures({ dimension }: { dimension: DimensionScore }) {
  const { band } = dimension;
  return (
    <>
      <span className={classes.name}>{dimensionWords[dimension.id]}</span>
      <span className={classes.score}>
        <BandMark band={band} />
        {dimension.score === null ? '–' : formatScore(dimension.score)}
        <span className={classes.band}>
          {band ? bandWords[band] : dimension.score === null ? 'No data' : ''}
        </span>
      </span>
      <span className={classes.bar}>
        <span className={classes.fill} data-band={band} style={{ width: `${dimension.score ?? 0}%` }} />
      </span>
      <span className={classes.note}>
        {formatScore(dimension.shownContribution)} points, weight {formatShare(dimension.weight)}
      </span>
    </>
  );
}
