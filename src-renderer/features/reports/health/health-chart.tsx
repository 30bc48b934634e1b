import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import type { HealthPoint } from '../../../../src-preload/contract/reports/health';
import { BandMark, bandWords } from '../../../ui/band-mark';
import { roomAbove } from '../../../ui/charts/chart-axes';
import { ChartFrame, ChartKey, SeriesKey } from '../../../ui/charts/chart-frame';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { countAxis } from '../../../ui/charts/count-axis';
import { hairlines } from '../../../ui/charts/timeline';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatCountShort, formatShare } from '../../../ui/format/number';

/** The worst at the bottom, where its number can be read off. */
const parts = [
  { key: 'poor', band: 'poor', word: bandWords.poor, color: 'var(--poor)' },
  { key: 'middle', band: 'middle', word: bandWords.middle, color: 'var(--middle)' },
  { key: 'healthy', band: 'healthy', word: bandWords.healthy, color: 'var(--healthy)' },
  { key: 'tooLittleKnown', band: null, word: 'Too little known', color: 'var(--unscored)' },
  { key: 'unscored', band: null, word: 'No score', color: 'var(--track)' },
] as const;

type Part = (typeof parts)[number];

/** Bands are told by their shape as well; the rest has none. */
function PartKey({ part: { band, word, color } }: { part: Part }) {
  if (band !== null) return <ChartKey mark={<BandMark band={band} />}>{word}</ChartKey>;
  return (
    <SeriesKey color={color} shape="bar">
      {word}
    </SeriesKey>
  );
}

/** Customers in each band, month by month. */
export function HealthChart({ points, height }: { points: readonly HealthPoint[]; height: number }) {
  const shown = parts.filter(({ key }) => points.some((point) => point[key] > 0));
  const highest = Math.max(0, ...points.map(({ accounts }) => accounts));
  const byDay = new Map(points.map((point) => [formatDay(point.day), point]));
  return (
    <ChartFrame
      label="Customers by the band of their score, by month"
      height={height}
      table={{
        columns: ['End of', 'Customers', ...parts.map(({ word }) => word)],
        rows: () =>
          [...points]
            .reverse()
            .map((point) => [
              formatDay(point.day),
              formatCount(point.accounts),
              ...parts.map(({ key }) => formatCount(point[key])),
            ]),
      }}
      legend={shown.map((part) => <PartKey key={part.key} part={part} />)}
    >
      <BarChart
        h={height}
        data={points.map((point) => ({ ...point, day: formatDay(point.day) }))}
        dataKey="day"
        type="stacked"
        barChartProps={roomAbove}
        maxBarWidth={28}
        series={shown.map(({ key, color }) => ({ name: key, color }))}
        {...hairlines}
        tickLine="none"
        yAxisProps={{ width: 44, tickFormatter: formatCountShort, ...countAxis(highest) }}
        tooltipProps={{
          content: ({ active, label }) => {
            const point = active && typeof label === 'string' ? byDay.get(label) : undefined;
            return point ? <PointBox point={point} /> : null;
          },
        }}
      />
    </ChartFrame>
  );
}

function PointBox({ point }: { point: HealthPoint }) {
  return (
    <TooltipBox
      title={`End of ${formatDay(point.day)}`}
      lines={parts.map(({ key, word, color }) => ({
        name: word,
        value: `${formatCount(point[key])}, ${formatShare(point.accounts === 0 ? 0 : point[key] / point.accounts)}`,
        color,
      }))}
    />
  );
}
