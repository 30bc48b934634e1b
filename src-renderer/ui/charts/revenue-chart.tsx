import { formatDay } from '../format/day';
import { formatCount, formatCountShort, formatMoney, formatMoneyShort } from '../format/number';
import { TooltipBox } from './chart-tooltip';
import { countAxis } from './count-axis';
import { leftColor, rightColor, TwoScaleChart } from './two-scale-chart';

interface RevenuePoint {
  /** First day of the month; the last point is today. */
  month: string;
  mrr: number;
  seats: number | null;
}

/** Monthly recurring revenue (area, left) and licensed seats (steps, right). */
export function RevenueChart({ months, height }: { months: readonly RevenuePoint[]; height: number }) {
  // Room above, so that what never changed is a line in the chart and not its upper edge.
  const highest = {
    mrr: 1.1 * Math.max(1, ...months.map(({ mrr }) => mrr)),
    seats: 1.1 * Math.max(1, ...months.map(({ seats }) => seats ?? 0)),
  };
  return (
    <TwoScaleChart
      label="Monthly revenue and seats"
      height={height}
      table={{
        columns: ['As of', 'MRR', 'Seats'],
        rows: () =>
          [...months]
            .reverse()
            .map((point) => [formatDay(point.month), formatMoney(point.mrr), seatWords(point.seats)]),
      }}
      points={months}
      dayOf={(point) => point.month}
      left={{
        name: 'mrr',
        type: 'area',
        words: 'MRR (left)',
        axis: { width: 52, tickFormatter: formatMoneyShort, ...countAxis(highest.mrr) },
      }}
      right={{
        name: 'seats',
        type: 'line',
        words: 'Seats (right)',
        axis: { width: 36, tickFormatter: formatCountShort, ...countAxis(highest.seats) },
      }}
      curveType="stepAfter"
      tooltip={(point) => (
        <TooltipBox
          title={formatDay(point.month)}
          lines={[
            { name: 'MRR', value: formatMoney(point.mrr), color: leftColor },
            { name: 'Seats', value: seatWords(point.seats), color: rightColor },
          ]}
        />
      )}
    />
  );
}

function seatWords(seats: number | null): string {
  return seats === null ? 'not licensed by seat' : formatCount(seats);
}
