import type { ChangeInput, RetentionChange } from '../../../../src-preload/contract/reports/change';
import { retentionPartWords } from '../../../../src-preload/contract/reports/change-words';
import { rounded, shownShare } from '../../../../src-preload/contract/words';
import { Waterfall, type WaterfallFigures } from '../../../ui/charts/waterfall';
import { formatDay } from '../../../ui/format/day';
import { signedFigure } from '../../../ui/format/figure';
import { formatFixed } from '../../../ui/format/number';
import { scaleOf, stepsFrom } from '../running-steps';

const percent: WaterfallFigures = {
  total: (share) => `${formatFixed(share, 1)}%`,
  step: (points) => signedFigure(points, 1),
  heads: ['Movement', 'What it is', 'Running share', 'Points'],
};

const details = {
  contraction: 'of the base, who stayed and paid less',
  churn: 'of the base, who left',
  expansion: 'of the base, who stayed and paid more',
} as const;

interface RetentionWaterfallProps {
  figure: string;
  change: RetentionChange;
  input: ChangeInput;
}

/** From the retention of the twelve months to the first day to that of those to the last. */
export function RetentionWaterfall({ figure, change, input }: RetentionWaterfallProps) {
  const [before, after] = [shownShare(change.before), shownShare(change.after)];
  const parts = change.parts.map(({ part, points }) => ({
    ...{ key: part, label: retentionPartWords[part], detail: details[part], shown: points },
  }));
  const steps = stepsFrom(before, parts, (share) => rounded(share, 1));
  return (
    <Waterfall
      caption={`How the ${figure} went from ${percent.total(before)} to ${percent.total(after)}`}
      from={{ label: `Year to ${formatDay(input.from)}`, score: before }}
      to={{ label: `Year to ${formatDay(input.to)}`, score: after }}
      steps={steps}
      scale={scaleOf([before, after, ...steps.map(({ end }) => end)])}
      figures={percent}
    />
  );
}
