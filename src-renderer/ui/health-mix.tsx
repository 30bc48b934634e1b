import type { Band } from '../../src-preload/contract/domain';
import { BandMark, bandWords } from './band-mark';
import { formatCount, formatPlural, formatShare } from './format/number';
import classes from './health-mix.module.css';

interface HealthMixProps {
  healthy: number;
  middle: number;
  poor: number;
  tooLittleKnown: number;
  unscored: number;
}

/** How many accounts are in each band: one bar of shares, and the counts below it. */
export function HealthMix({ healthy, middle, poor, tooLittleKnown, unscored }: HealthMixProps) {
  const parts: readonly { band: Band | null; word: string; count: number }[] = [
    { band: 'healthy', word: bandWords.healthy, count: healthy },
    { band: 'middle', word: bandWords.middle, count: middle },
    { band: 'poor', word: bandWords.poor, count: poor },
    { band: null, word: 'Too little known', count: tooLittleKnown },
    { band: null, word: 'No score', count: unscored },
  ];
  const total = healthy + middle + poor + tooLittleKnown + unscored;
  const present = parts.filter((part) => part.count > 0);
  return (
    <div>
      <div className={classes.bar} aria-hidden="true">
        {present.map((part) => (
          <span key={part.word} data-band={part.band ?? 'none'} style={{ flexGrow: part.count }} />
        ))}
      </div>
      <ul className={classes.key}>
        {present.map((part) => (
          <li
            key={part.word}
            title={`${part.word}: ${formatPlural(part.count, 'account')}, ${formatShare(part.count / total)}`}
          >
            <BandMark band={part.band} size={8} />
            <span className="number">{formatCount(part.count)}</span>
            <span className="faint">{part.word.toLowerCase()}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
