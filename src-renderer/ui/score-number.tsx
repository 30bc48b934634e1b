import type { Band } from '../../src-preload/contract/domain';
import { type TooLittle, tooLittleKnown, tooLittleWords } from '../../src-preload/contract/knowledge';
import { tenthOf } from '../../src-preload/contract/words';
import { BandMark, bandWords } from './band-mark';
import { formatScore, formatShare } from './format/number';
import classes from './score-number.module.css';

/** Below this share of fresh weight a score is drawn lighter and says so. */
const sure = 0.6;

interface ScoreNumberProps {
  score: number | null;
  band: Band | null;
  /** Fresh weight present / total weight, 0-1. */
  confidence?: number | null;
  /** What is missing, where it is known here. */
  tooLittle?: TooLittle | null;
  overridden?: boolean;
  size?: 'row' | 'large';
}

/** A health score with the shape and colour of its band; the words are on hover. */
export function ScoreNumber({
  score,
  band,
  confidence = null,
  tooLittle = null,
  overridden = false,
  size = 'row',
}: ScoreNumberProps) {
  if (score === null && (confidence !== null || tooLittle !== null)) {
    const words = tooLittle
      ? tooLittleWords(tooLittle)
      : `Only ${formatShare(confidence ?? 0)} of what its score rests on is known`;
    return (
      <span className={`${classes.score} soft`} data-size={size} title={words}>
        <BandMark band={null} size={size === 'large' ? 16 : 10} />
        <span className={classes.unknown}>{tooLittleKnown}</span>
      </span>
    );
  }
  if (score === null) {
    return (
      <span className={`${classes.score} faint`} title="Nothing to score yet">
        <BandMark band={null} />
        <span className={classes.value}>–</span>
      </span>
    );
  }
  const facts = [
    `${band ? bandWords[band] : 'Score'}, ${formatScore(score)} of 100`,
    confidence === null ? '' : `${formatShare(confidence)} of its data is fresh`,
    overridden ? 'set by hand' : '',
  ];
  return (
    <data
      className={classes.score}
      value={tenthOf(score)}
      data-size={size}
      data-overridden={overridden || undefined}
      data-unsure={(confidence !== null && confidence < sure) || undefined}
      title={facts.filter(Boolean).join('; ')}
    >
      <BandMark band={band} size={size === 'large' ? 16 : 10} />
      <span className={classes.value}>{formatScore(score)}</span>
      <span className="visually-hidden">{`${band ? bandWords[band] : ''}${overridden ? ', set by hand' : ''}`}</span>
    </data>
  );
}
