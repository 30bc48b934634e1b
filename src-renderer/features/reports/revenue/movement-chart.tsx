import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import type { MovementKind, RevenueMonth } from '../../../../src-preload/contract/reports/revenue';
import { kindWords } from '../../../../src-preload/contract/reports/revenue-words';
import { roomAbove } from '../../../ui/charts/chart-axes';
import { ChartFrame, SeriesKey } from '../../../ui/charts/chart-frame';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { hairlines } from '../../../ui/charts/timeline';
import { formatMoney, formatMoneyShort, formatMoneySigned } from '../../../ui/format/number';
import { kindsThatMoved, monthSoFar, monthWords } from '../report-words';

/** The same colour for the same thing in every chart; what is won in greens and blue, what is lost in reds. */
const kindColor: Readonly<Record<MovementKind, string>> = {
  new: 'var(--healthy)',
  expansion: 'var(--accent)',
  reactivation: 'var(--chart-bar)',
  contraction: 'var(--middle)',
  churn: 'var(--poor)',
  credits: 'var(--ink-faint)',
  rates: 'var(--unscored)',
};

interface MovementChartProps {
  months: readonly RevenueMonth[];
  height: number;
}

/** What was won and lost in each month, stacked from the line of no change. */
export function MovementChart({ months, height }: MovementChartProps) {
  const kinds = kindsThatMoved(months);
  const data = months.map((month) => ({
    month: monthWords(month.month),
    ...Object.fromEntries(kinds.map((kind) => [kind, month.movements[kind].amount])),
  }));
  const byWords = new Map(months.map((month) => [monthWords(month.month), month]));
  return (
    <ChartFrame
      label="What moved the MRR, by month"
      height={height}
      table={{
        columns: ['Month', ...kinds.map((kind) => kindWords[kind])],
        rows: () =>
          [...months]
            .reverse()
            .map((month) => [
              monthSoFar(month),
              ...kinds.map((kind) => formatMoneySigned(month.movements[kind].amount)),
            ]),
      }}
      legend={kinds.map((kind) => (
        <SeriesKey key={kind} color={kindColor[kind]} shape="bar">
          {kindWords[kind]}
        </SeriesKey>
      ))}
    >
      <BarChart
        h={height}
        data={data}
        dataKey="month"
        type="stacked"
        barChartProps={{ stackOffset: 'sign', ...roomAbove }}
        maxBarWidth={28}
        series={kinds.map((kind) => ({ name: kind, color: kindColor[kind] }))}
        {...hairlines}
        tickLine="none"
        yAxisProps={{ width: 60, tickFormatter: formatMoneyShort }}
        tooltipProps={{
          content: ({ active, label }) => {
            const month = active && typeof label === 'string' ? byWords.get(label) : undefined;
            return month ? <MonthBox month={month} kinds={kinds} /> : null;
          },
        }}
      />
    </ChartFrame>
  );
}

function MonthBox({ month, kinds }: { month: RevenueMonth; kinds: readonly MovementKind[] }) {
  return (
    <TooltipBox
      title={monthSoFar(month)}
      lines={kinds.map((kind) => ({
        name: kindWords[kind],
        value: formatMoneySigned(month.movements[kind].amount),
        color: kindColor[kind],
      }))}
      note={`MRR at the close: ${formatMoney(month.closing)}`}
    />
  );
}
