import { LineChart } from '@mantine/charts';
import { plural } from '../../../../src-preload/contract/words';
import '@mantine/charts/styles.css';
import type { ChurnForecast } from '../../../../src-preload/contract/risk/forecast';
import { roomAbove } from '../../../ui/charts/chart-axes';
import { ChartFrame, SeriesKey } from '../../../ui/charts/chart-frame';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { hairlines } from '../../../ui/charts/timeline';
import { formatShare } from '../../../ui/format/number';

/** Each label at a height of its own: the first two lines often lie close together. */
const quarters = [
  ['early', '25% gone', 'insideTop'],
  ['median', '50% gone', 'inside'],
  ['late', '75% gone', 'insideBottom'],
] as const;

/** The share of such accounts still here, month by month; dashed lines where a quarter, half, three quarters have left. */
export function SurvivalChart({ forecast, height }: { forecast: ChurnForecast; height: number }) {
  const { survival, window } = forecast;
  const last = survival.at(-1)?.month ?? 0;
  const shareAt = new Map(survival.map(({ month, share }) => [month, share]));
  const step = last > 12 ? 6 : last > 6 ? 3 : 1;
  return (
    <ChartFrame
      label="Share of such accounts still here, by month"
      height={height}
      table={{
        columns: ['Months ahead', 'Still here'],
        rows: () => survival.map(({ month, share }) => [String(month), formatShare(share, 1)]),
      }}
      legend={
        <SeriesKey color="var(--accent)" shape="line">
          Share of such accounts still here, by months ahead
        </SeriesKey>
      }
    >
      <LineChart
        h={height}
        lineChartProps={roomAbove}
        data={survival}
        dataKey="month"
        series={[{ name: 'share', color: 'var(--accent)' }]}
        curveType="linear"
        withDots={false}
        strokeWidth={2}
        {...hairlines}
        tickLine="none"
        xAxisProps={{
          type: 'number',
          domain: [0, last],
          ticks: Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step),
          padding: { left: 4, right: 12 },
        }}
        yAxisProps={{
          domain: [0, 1],
          ticks: [0, 0.25, 0.5, 0.75, 1],
          width: 44,
          tickFormatter: (share: number) => formatShare(share),
        }}
        referenceLines={quarters.flatMap(([quantile, label, at]) => {
          const month = window[quantile];
          return month === null
            ? []
            : [
                {
                  x: month,
                  label,
                  // Near the right end of the chart the words stand before their line.
                  labelPosition: `${at}${month > 0.8 * last ? 'Right' : 'Left'}` as const,
                  color: 'var(--ink-faint)',
                  strokeDasharray: '3 3',
                },
              ];
        })}
        tooltipProps={{
          content: ({ active, label }) => {
            const share = active && typeof label === 'number' ? shareAt.get(label) : undefined;
            return share === undefined ? null : (
              <TooltipBox
                title={label === 0 ? 'Today' : `In ${label} ${plural(Number(label), 'month')}`}
                lines={[{ name: 'Still here', value: formatShare(share, 1), color: 'var(--accent)' }]}
              />
            );
          },
        }}
      />
    </ChartFrame>
  );
}
