import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { figure } from '../../../ui/format/figure';
import { formatPlural, formatShare } from '../../../ui/format/number';
import { StatRow, StatTile } from '../../../ui/stat-tile';
import { brierSkill } from './brier-skill';

/** How good the model is, in figures with their meaning; all on months it had not seen. */
export function ModelTiles({ card }: { card: ModelCard }) {
  const { auc, concordance, brier, baseBrier, meanPredicted, meanObserved, ece } = card.walkForward;
  const skill = brierSkill(brier, baseBrier);
  return (
    <StatRow label="How good the model is">
      <StatTile
        label="AUC"
        value={figure(auc, 2)}
        note={
          auc === null
            ? 'Too few churns in unseen months'
            : `Ranks the one that left higher in ${formatShare(auc)} of pairs; chance is 50%`
        }
      />
      <StatTile
        label="Concordance"
        value={figure(concordance, 2)}
        note={
          concordance === null
            ? 'Not known yet'
            : `Orders who left first right in ${formatShare(concordance)} of pairs`
        }
      />
      <StatTile
        label="Brier score"
        value={figure(brier, 4)}
        note={
          skill === null
            ? `${figure(baseBrier, 4)} when always saying the base rate`
            : `${formatShare(Math.abs(skill), 1)} ${skill >= 0 ? 'better' : 'worse'} than the base rate, ${figure(baseBrier, 4)}`
        }
      />
      <StatTile
        label="Predicted and observed"
        value={`${formatShare(meanPredicted, 1)} / ${formatShare(meanObserved, 1)}`}
        note={`Mean churn a month; calibration error ${formatShare(ece, 1)}`}
      />
      <StatTile
        label="Learned from"
        value={formatPlural(card.churns, 'churn')}
        note={`${formatPlural(card.accounts, 'account')}, ${formatPlural(card.trainingRows, 'row')}`}
      />
    </StatRow>
  );
}
