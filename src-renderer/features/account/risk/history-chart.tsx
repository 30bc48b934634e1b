import { riskLevels } from '../../../../src-preload/contract/domain';
import type { AccountRisk } from '../../../../src-preload/contract/risk/account-risk';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { shareAxis } from '../../../ui/charts/share-axis';
import { leftColor, rightColor, TwoScaleChart } from '../../../ui/charts/two-scale-chart';
import { formatDay } from '../../../ui/format/day';
import { probabilityText } from '../../../ui/format/probability';
import { riskWord } from '../../../ui/risk-badge';

type Moment = AccountRisk['history'][number];

/** Levels as steps (left), the 90-day probability as a line (right) where a model knew one. */
export function RiskHistoryChart({ history, height }: { history: readonly Moment[]; height: number }) {
  const points = history.map((moment) => ({ ...moment, rank: riskLevels.indexOf(moment.level) + 1 }));
  const known = history.some((moment) => moment.p90 !== null);
  const highest = Math.max(...history.map((moment) => moment.p90 ?? 0));
  return (
    <TwoScaleChart
      label={known ? 'Risk level and probability over time' : 'Risk level over time'}
      height={height}
      table={{
        columns: ['Day', 'Level', 'Churn in 90 days'],
        rows: () =>
          [...history]
            .reverse()
            .map((moment) => [formatDay(moment.day), riskWord(moment.level), shareText(moment.p90)]),
      }}
      points={points}
      dayOf={(moment) => moment.day}
      left={{
        name: 'rank',
        type: 'area',
        words: 'Level (left)',
        axis: {
          width: 64,
          domain: [0, riskLevels.length],
          ticks: riskLevels.map((_, index) => index + 1),
          tickFormatter: (rank: number) => levelAt(rank),
        },
      }}
      right={
        known
          ? {
              name: 'p90',
              type: 'line',
              words: 'Probability of churn in 90 days (right)',
              axis: { width: 48, ...shareAxis(highest, 4) },
            }
          : null
      }
      areaProps={{ type: 'stepAfter' }}
      tooltip={(moment) => (
        <TooltipBox
          title={formatDay(moment.day)}
          lines={[
            { name: 'Level', value: riskWord(moment.level), color: leftColor },
            { name: 'Churn in 90 days', value: shareText(moment.p90), color: rightColor },
          ]}
        />
      )}
    />
  );
}

function levelAt(rank: number): string {
  const level = riskLevels[rank - 1];
  return level ? riskWord(level) : '';
}

function shareText(share: number | null): string {
  return share === null ? 'not known' : probabilityText(share);
}
