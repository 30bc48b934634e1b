import { CompositeChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { dayAxis, roomAbove } from '../../../ui/charts/chart-axes';
import { ChartFrame, SeriesKey } from '../../../ui/charts/chart-frame';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { epochDayOf, formatDay } from '../../../ui/format/day';
import { figure } from '../../../ui/format/figure';
import { formatCount, formatCountShort } from '../../../ui/format/number';

type Month = ModelCard['walkForward']['months'][number];

const churnColor = 'var(--chart-bar)';
const aucColor = 'var(--accent)';

/** Churns of each month (bars, left) and how well the model ranked them (dots, right; half is chance). */
export function WalkForwardChart({ months, height }: { months: readonly Month[]; height: number }) {
  const data = months.map((month) => ({ ...month, at: epochDayOf(month.month) }));
  const byDay = new Map(data.map((month) => [month.at, month]));
  return (
    <ChartFrame
      label="AUC and churns by month"
      height={height}
      table={{
        columns: ['Month of', 'Rows', 'Churns', 'AUC', 'Brier', 'Brier of base rate'],
        rows: () =>
          [...months]
            .reverse()
            .map((month) => [
              formatDay(month.month),
              formatCount(month.rows),
              formatCount(month.churns),
              figure(month.auc, 3),
              figure(month.brier, 4),
              figure(month.baseBrier, 4),
            ]),
      }}
      legend={
        <>
          <SeriesKey color={churnColor} shape="bar">
            Churns (left)
          </SeriesKey>
          <SeriesKey color={aucColor} shape="line">
            AUC (right), half is chance
          </SeriesKey>
        </>
      }
    >
      <CompositeChart
        h={height}
        composedChartProps={roomAbove}
        data={data}
        dataKey="at"
        series={[
          { name: 'churns', type: 'bar', color: churnColor },
          { name: 'auc', type: 'line', color: aucColor, yAxisId: 'right' },
        ]}
        curveType="linear"
        withDots
        dotProps={{ r: 3 }}
        connectNulls={false}
        maxBarWidth={18}
        withRightYAxis
        gridAxis="none"
        tickLine="none"
        referenceLines={[
          { y: 0.5, yAxisId: 'right', color: 'var(--hairline-strong)', strokeDasharray: '3 3' },
        ]}
        xAxisProps={{ ...dayAxis(data.map((month) => month.at)), padding: { left: 16, right: 16 } }}
        yAxisProps={{ width: 40, allowDecimals: false, tickFormatter: formatCountShort }}
        rightYAxisProps={{ width: 40, domain: [0, 1], ticks: [0, 0.5, 1] }}
        tooltipProps={{
          content: ({ active, label }) => {
            const month = active && typeof label === 'number' ? byDay.get(label) : undefined;
            return month ? (
              <TooltipBox
                title={`Month of ${formatDay(month.month)}`}
                lines={[
                  { name: 'Churns', value: formatCount(month.churns), color: churnColor },
                  { name: 'AUC', value: figure(month.auc, 3), color: aucColor },
                  { name: 'Brier', value: figure(month.brier, 4) },
                  { name: 'Brier of base rate', value: figure(month.baseBrier, 4) },
                ]}
                note={`${formatCount(month.rows)} accounts judged`}
              />
            ) : null;
          },
        }}
      />
    </ChartFrame>
  );
}
