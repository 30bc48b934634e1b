import type { RevenueMonth } from '../../../../src-preload/contract/reports/revenue';
import { monthWords } from '../report-words';
import { useOpen } from '../use-revenue';
import { RevenueWaterfall } from './revenue-waterfall';

/** From the MRR a month opens with to what it closes with. */
export function MonthWaterfall({ month }: { month: RevenueMonth }) {
  const open = useOpen();
  return (
    <RevenueWaterfall
      period={month}
      time={`in ${monthWords(month.month)}`}
      onOpen={(kind) => open(kind, month.month)}
    />
  );
}
