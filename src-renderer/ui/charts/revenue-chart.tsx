import { CompositeChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { epochDayOf, formatDay } from '../format/day';
import { formatCount, formatCountShort, formatMoney, formatMoneyShort } from '../format/number';
import { dayAxis, roomAbove } from './chart-axes';
import { ChartFrame, SeriesKey } from './chart-frame';
import { TooltipBox } from './chart-tooltip';

interface RevenuePoint {
  /** First day of the month; the last point is today. */
  month: string;
  mrr: number;
  seats: number | null;
}

const revenueColor = 'var(--chart-bar)';
const seatsColor = 'var(--accent)';

/** Monthly recurring revenue (area, left) and licensed seats (steps, right). */
export function RevenueChart({ months, height }: { months: readonly RevenuePoint[]; height: number }) {
  const data = months.map((point) => ({ ...point, at: epochDayOf(point.month) }));
  const byDay = new Map(data.map((point) => [point.at, point]));
  return (
    <ChartFrame
      label="Monthly revenue and seats"
      height={height}
      table={{
        columns: ['As of', 'MRR', 'Seats'],
        rows: () =>
          [...months]
            .reverse()
            .map((point) => [formatDay(point.month), formatMoney(point.mrr), seatWords(point.seats)]),
      }}
      legend={
        <>
          <SeriesKey color={revenueColor} shape="bar">
            MRR (left)
          </SeriesKey>
          <SeriesKey color={seatsColor} shape="line">
            Seats (right)
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
          { name: 'mrr', type: 'area', color: revenueColor },
          { name: 'seats', type: 'line', color: seatsColor, yAxisId: 'right' },
        ]}
        curveType="stepAfter"
        withDots={false}
        connectNulls={false}
        withRightYAxis
        gridAxis="x"
        gridColor="var(--hairline)"
        strokeDasharray="0"
        tickLine="none"
        xAxisProps={dayAxis(data.map((point) => point.at))}
        yAxisProps={{ width: 52, tickCount: 4, tickFormatter: formatMoneyShort, domain: [0, 'auto'] }}
        rightYAxisProps={{
          width: 36,
          tickCount: 4,
          allowDecimals: false,
          tickFormatter: formatCountShort,
          domain: [0, 'auto'],
        }}
        tooltipProps={{
          content: ({ active, label }) => {
            const point = active && typeof label === 'number' ? byDay.get(label) : undefined;
            if (!point) return null;
            return (
              <TooltipBox
                title={formatDay(point.month)}
                lines={[
                  { name: 'MRR', value: formatMoney(point.mrr), color: revenueColor },
                  { name: 'Seats', value: seatWords(point.seats), color: seatsColor },
                ]}
              />
            );
          },
        }}
      />
    </ChartFrame>
  );
}

function seatWords(seats: number | null): string {
  return seats === null ? 'not licensed by seat' : formatCount(seats);
}
