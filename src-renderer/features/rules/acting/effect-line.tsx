import type { EffectRow } from '../../../../src-preload/contract/effect/report';
import { Badge } from '../../../ui/badge';
import { EffectVerdictBadge } from '../../../ui/effect-verdict';
import classes from '../rule-table.module.css';

/** What can be told of a rule's effect, in a few words. */
export function EffectLine({ row: { effect, text, noiseText } }: { row: EffectRow }) {
  return (
    <span className={classes.below}>
      <EffectVerdictBadge verdict={effect.verdict} title={text} />{' '}
      {noiseText !== null && (
        <Badge tone="middle" title={noiseText}>
          Makes noise
        </Badge>
      )}
    </span>
  );
}
