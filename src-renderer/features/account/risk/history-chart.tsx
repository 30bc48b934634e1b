import { CompositeChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { riskLevels } from '../../../../src-preload/contract/domain';
import type { AccountRisk } from '../../../../src-preload/contract/risk/account-risk';
import { dayAxis, roomAbove } from '../../../ui/charts/chart-axes';
import { ChartFrame, SeriesKey } from '../../../ui/charts/chart-frame';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { shareAxis } from '../../../ui/charts/share-axis';
import { epochDayOf, formatDay } from '../../../ui/format/day';
import { formatShare } from '../../../ui/format/number';
import { riskWord } from '../../../ui/risk-badge';

type Moment = AccountRisk['history'][number];

const levelColor = 'var(--chart-bar)';
const probabilityColor = 'var(--accent)';
const levelSeries = { name: 'rank', type: 'area', color: levelColor } as const;
const probabilitySeries = {
  name: 'p90',
  type: 'line',
  color: probabilityColor,
  yAxisId: 'right',
} as const;

/** Levels as steps (left), the 90-day probability as a line (right) where a model knew one. */
export function RiskHistoryChart({ history, height }: { history: readonly Moment[]; height: number }) {
  const data = history.map((moment) => ({
    ...moment,
    at: epochDayOf(moment.day),
    rank: riskLevels.indexOf(moment.level) + 1,
  }));
  const byDay = new Map(data.map((moment) => [moment.at, moment]));
  const known = history.some((moment) => moment.p90 !== null);
  const highest = Math.max(...history.map((moment) => moment.p90 ?? 0));
  return (
    <ChartFrame
      label={known ? 'Risk level and probability over time' : 'Risk level over time'}
      height={height}
      table={{
        columns: ['Day', 'Level', 'Churn in 90 days'],
        rows: () =>
          [...history]
            .reverse()
            .map((moment) => [formatDay(moment.day), riskWord(moment.level), shareText(moment.p90)]),
      }}
      legend={
        <>
          <SeriesKey color={levelColor} shape="bar">
            Level (left)
          </SeriesKey>
          {known && (
            <SeriesKey color={probabilityColor} shape="line">
              Probability of churn in 90 days (right)
            </SeriesKey>
          )}
        </>
      }
    >
      <CompositeChart
        h={height}
        composedChartProps={roomAbove}
        data={data}
        dataKey="at"
        series={known ? [levelSeries, probabilitySeries] : [levelSeries]}
        curveType="linear"
        areaProps={{ type: 'stepAfter' }}
        withDots={false}
        connectNulls={false}
        withRightYAxis={known}
        gridAxis="x"
        gridColor="var(--hairline)"
        strokeDasharray="0"
        tickLine="none"
        xAxisProps={dayAxis(data.map((moment) => moment.at))}
        yAxisProps={{
          width: 64,
          domain: [0, riskLevels.length],
          ticks: riskLevels.map((_, index) => index + 1),
          tickFormatter: (rank: number) => levelAt(rank),
        }}
        rightYAxisProps={{
          width: 48,
          ...shareAxis(highest, 4),
        }}
        tooltipProps={{
          content: ({ active, label }) => {
            const moment = active && typeof label === 'number' ? byDay.get(label) : undefined;
            return moment ? (
              <TooltipBox
                title={formatDay(moment.day)}
                lines={[
                  { name: 'Level', value: riskWord(moment.level), color: levelColor },
                  { name: 'Churn in 90 days', value: shareText(moment.p90), color: probabilityColor },
                ]}
              />
            ) : null;
          },
        }}
      />
    </ChartFrame>
  );
}

function levelAt(rank: number): string {
  const level = riskLevels[rank - 1];
  return level ? riskWord(level) : '';
}

function shareText(share: number | null): string {
  return share === null ? 'not known' : formatShare(share, 1);
}
