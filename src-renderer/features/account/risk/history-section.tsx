import { lazyRouteComponent } from '@tanstack/react-router';
import type { AccountRisk } from '../../../../src-preload/contract/risk/account-risk';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay } from '../../../ui/format/day';
import { Section } from '../../../ui/section';

const chartHeight = 180;

const RiskHistoryChart = lazyRouteComponent(() => import('./history-chart'), 'RiskHistoryChart');

/** The level over time, with the probability where one was known. */
export function HistorySection({ history }: { history: AccountRisk['history'] }) {
  const first = history[0];
  return (
    <Section
      title="Risk over time"
      note={
        first ? `Level and 90-day probability since ${formatDay(first.day)}` : 'Level and 90-day probability'
      }
    >
      {history.length < 2 ? (
        <EmptyState title="Too early for a line" text="It begins with the second assessment." />
      ) : (
        <ChartRoom height={chartHeight}>
          <RiskHistoryChart history={history} height={chartHeight} />
        </ChartRoom>
      )}
    </Section>
  );
}
