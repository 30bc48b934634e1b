import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { shareOfAccounts } from '../../../../src-preload/contract/reports/feature-words';
import type { FeatureReport, FeatureUse } from '../../../../src-preload/contract/reports/features';
import { roomAbove } from '../../../ui/charts/chart-axes';
import { ChartFrame, SeriesKey } from '../../../ui/charts/chart-frame';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { hairlines } from '../../../ui/charts/timeline';
import { formatPlural } from '../../../ui/format/number';
import { shownUse } from './feature-figures';

/** More bars than these can't be told apart; the table has all of them. */
const mostBars = 12;
const series = [
  { name: 'before', word: 'The period before', color: 'var(--chart-bar)' },
  { name: 'now', word: 'This period', color: 'var(--accent)' },
] as const;

interface FeatureChartProps {
  report: FeatureReport;
  height: number;
}

/** The share of the accounts that used each of the most used features, beside the period before. */
export function FeatureChart({ report, height }: FeatureChartProps) {
  const shown = report.features.slice(0, mostBars);
  const byName = new Map(shown.map((feature) => [feature.name, feature]));
  return (
    <ChartFrame
      label="Accounts that used each feature, of all accounts"
      height={height}
      table={{
        columns: ['Feature', 'This period', 'The period before', 'Change'],
        rows: () =>
          report.features.map((feature) => {
            const { share } = shownUse(feature, report);
            return [feature.name, share.now, share.before, share.change];
          }),
      }}
      legend={series.map(({ name, word, color }) => (
        <SeriesKey key={name} color={color} shape="bar">
          {word}
        </SeriesKey>
      ))}
    >
      <BarChart
        h={height}
        data={shown.map((feature) => ({
          name: feature.name,
          before: shareOfAccounts(feature.before, report) ?? 0,
          now: shareOfAccounts(feature.now, report) ?? 0,
        }))}
        dataKey="name"
        barChartProps={roomAbove}
        maxBarWidth={20}
        series={series.map(({ name, color }) => ({ name, color }))}
        {...hairlines}
        tickLine="none"
        yAxisProps={{
          width: 44,
          domain: [0, 100],
          ticks: [0, 25, 50, 75, 100],
          tickFormatter: (share: number) => `${share}%`,
        }}
        tooltipProps={{
          content: ({ active, label }) => {
            const feature = active && typeof label === 'string' ? byName.get(label) : undefined;
            return feature ? <FeatureBox feature={feature} report={report} /> : null;
          },
        }}
      />
    </ChartFrame>
  );
}

function FeatureBox({ feature, report }: { feature: FeatureUse; report: FeatureReport }) {
  const { share } = shownUse(feature, report);
  const [before, now] = series;
  return (
    <TooltipBox
      title={feature.name}
      lines={[
        { name: now.word, value: share.now, color: now.color },
        { name: before.word, value: share.before, color: before.color },
      ]}
      note={`${share.change}; ${formatPlural(feature.adopted, 'new adopter')}, ${feature.stopped} stopped`}
    />
  );
}
