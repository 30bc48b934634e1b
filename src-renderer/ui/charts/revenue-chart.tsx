import { formatDay } from '../format/day';
import { formatCount, formatCountShort, formatMoney, formatMoneyShort } from '../format/number';
import { TooltipBox } from './chart-tooltip';
import { leftColor, rightColor, TwoScaleChart } from './two-scale-chart';

interface RevenuePoint {
  /** First day of the month; the last point is today. */
  month: string;
  mrr: number;
  seats: number | null;
}

/** Monthly recurring revenue (area, left) and licensed seats (steps, right). */
export function RevenueChart({ months, height }: { months: readonly RevenuePoint[]; height: number }) {
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
        axis: { width: 52, tickCount: 4, tickFormatter: formatMoneyShort, domain: [0, 'auto'] },
      }}
      right={{
        name: 'seats',
        type: 'line',
        words: 'Seats (right)',
        axis: {
          width: 36,
          tickCount: 4,
          allowDecimals: false,
          tickFormatter: formatCountShort,
          domain: [0, 'auto'],
        },
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
